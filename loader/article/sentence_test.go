package article

import (
	"fmt"
	"strings"
	"testing"
)

func TestSentences(t *testing.T) {
	for _, c := range []struct{ name, text, want, gap string }{
		{"full stops", "Президент келди. Ушырасыў өтти.", "Президент келди.|Ушырасыў өтти.", ""},
		{"other marks", "Ким келди? Президент! Соң…", "Ким келди?|Президент!|Соң…", ""},
		{"marks in a row", "Келди... Қашан?! Бүгин!!!", "Келди...|Қашан?!|Бүгин!!!", ""},
		{"an initial", "Ш. Мирзиёев келди. Қ. Тоқаев күтип алды.", "Ш. Мирзиёев келди.|Қ. Тоқаев күтип алды.", ""},
		{"two initials", "Баянатшы А.Б. Сапаров. Саммит.", "Баянатшы А.Б. Сапаров.|Саммит.", ""},
		{"an abbreviated year", "2017-ж. Астанада өтти.", "2017-ж. Астанада өтти.", ""},
		{"an abbreviated year after a blank", "2018 ж. Ташкентте өтти.", "2018 ж. Ташкентте өтти.", "a full stop after a blank and one letter ends the sentence"},
		{"before a small letter", "Мийўе, палыз т.б. өнимлер бар.", "Мийўе, палыз т.б. өнимлер бар.", ""},
		{"numbers", "Айланыс 4.5 миллиард. 14.11.2025 Ташкент.", "Айланыс 4.5 миллиард.|14.11.2025 Ташкент.", ""},
		{"before a date", "Ушырасыў өтти. 2017-жылы сапар болды.", "Ушырасыў өтти.|2017-жылы сапар болды.", ""},
		{"a closing quotation mark", `Ол: "Биз таярмыз." Соң "Достық" форумы өтти.`, `Ол: "Биз таярмыз."|Соң "Достық" форумы өтти.`, ""},
		{"a closing bracket", "(Ташкент, 14-ноябрь.) Саммит өтти.", "(Ташкент, 14-ноябрь.)|Саммит өтти.", ""},
		{"an opening quotation mark", `Сапар өтти. "Достық" форумы басланды.`, `Сапар өтти.|"Достық" форумы басланды.`, ""},
		{"a line end without a mark", "Дослық ҳәм шериклик\nПрезидент келди", "Дослық ҳәм шериклик|Президент келди", ""},
		{"blank lines", "\n \n Бир.\n\n\nЕки. \n", "Бир.|Еки.", ""},
		{"nothing", " \n\t", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := karakalpak(t).normalise(c.text)
			var found []string
			for _, s := range sentences(text) {
				found = append(found, string(text.Runes[s.Start:s.End]))
			}
			got := strings.Join(found, "|")
			unless(t, got == c.want, c.gap, "%q gives\n%s, want\n%s", c.text, got, c.want)
		})
	}
}

// TestParagraphs numbers paragraphs by line ends: sentences of one line are of
// one paragraph.
func TestParagraphs(t *testing.T) {
	var got []string
	text := karakalpak(t).normalise("Бир. Еки.\nҮш.\r\n\r\nТөрт. Бес.")
	for _, s := range sentences(text) {
		got = append(got, fmt.Sprintf("%s %d", string(text.Runes[s.Start:s.End]), s.Paragraph))
	}
	check(t, "sentences and their paragraphs", got, []string{"Бир. 0", "Еки. 0", "Үш. 1", "Төрт. 3", "Бес. 3"})
}

// TestLongSentence cuts a sentence that no author wrote, and loses no token.
func TestLongSentence(t *testing.T) {
	text := karakalpak(t).normalise(strings.Repeat("бир, ", 1000))
	count := 0
	for _, s := range sentences(text) {
		if len(s.Tokens) > maxTokens {
			t.Errorf("a sentence of %d tokens", len(s.Tokens))
		}
		for _, token := range s.Tokens {
			if token.Start < s.Start || token.End > s.End {
				t.Fatalf("token %+v outside its sentence [%d, %d)", token, s.Start, s.End)
			}
		}
		count += len(s.Tokens)
	}
	if count != 2000 {
		t.Errorf("%d tokens in all, want 2000", count)
	}
}
