package article

import (
	"context"
	"errors"
	"strings"
	"testing"

	"diplograph/graph/caldate"
)

const arrival = "2025-жыл 3-мартта Қазақстан Президенти Ташкентке келди."

// TestErrors wants of every text that cannot be read the reason, told so that a
// person knows what to do.
func TestErrors(t *testing.T) {
	const shared = "a single sentence of Uzbek has as many words in common with Karakalpak as a text has in all"
	for _, c := range []struct {
		name, text string
		o          Options
		want       error
		says, gap  string
	}{
		{"nothing", "", Options{}, ErrEmpty, "empty", ""},
		{"blanks", " \n\t\u00a0\n", Options{}, ErrEmpty, "empty", ""},
		{"signs", "... - !", Options{}, ErrEmpty, "empty", ""},
		{"a byte order mark", "\ufeff", Options{}, ErrEmpty, "empty", ""},
		{"too large", strings.Repeat("ә", MaxBytes/2+1), Options{}, ErrTooLarge, "4 MB", ""},
		{"not UTF-8", "Өзбекстан \xff", Options{}, ErrEncoding, "byte 19", ""},
		{"cut inside a letter", "Қа\xd0", Options{}, ErrEncoding, "byte 4", ""},
		{"a surrogate", "Қ\xed\xa0\x80", Options{}, ErrEncoding, "byte 2", ""},
		{"Windows-1251", "\xd3\xe7\xe1\xe5\xea\xe8\xf1\xf2\xe0\xed", Options{}, ErrEncoding, "byte 0", ""},
		{"English", "The President of Kazakhstan arrived in Tashkent on 3 March 2025.", Options{Date: today}, ErrLanguage, "Karakalpak", ""},
		{"English, said to be Karakalpak", "The President of Kazakhstan arrived.", Options{Language: "kaa", Date: today}, ErrLanguage, "Karakalpak", ""},
		{"Russian", "Президент Казахстана прибыл с визитом в Ташкент 3 марта 2025 года.", Options{Date: today}, ErrLanguage, "Karakalpak", ""},
		{"Kazakh", "Қазақстан Президенті 2025 жылғы 3 наурызда мемлекеттік сапармен Ташкентке келді.", Options{Date: today}, ErrLanguage, "Karakalpak", ""},
		{"Uzbek", "Қозоғистон Президенти 2025 йил 3 мартда давлат ташрифи билан Тошкентга келди.", Options{Date: today}, ErrLanguage, "Karakalpak", shared},
		{"Uzbek in Latin script", "Qozogʻiston Prezidenti 2025-yil 3-martda davlat tashrifi bilan Toshkentga keldi.", Options{Date: today}, ErrLanguage, "Karakalpak", shared},
		{"Chinese", "哈萨克斯坦总统于2025年3月3日抵达塔什干。", Options{Date: today}, ErrLanguage, "Karakalpak", ""},
		{"an unknown language", arrival, Options{Language: "tlh"}, ErrLanguage, "kaa", ""},
		{"a language that is a path", arrival, Options{Language: "../lexicon/kaa"}, ErrLanguage, "../lexicon/kaa", ""},
		{"a language that is a folder", arrival, Options{Language: "."}, ErrLanguage, `"."`, ""},
		{"another case of the code", arrival, Options{Language: "KAA"}, ErrLanguage, "KAA", ""},
		{"no date", "Қазақстан Президенти Ташкентке келди.", Options{}, ErrNoDate, "YYYY-MM-DD", ""},
		{"no day", "2025-жылы Қазақстан Президенти Ташкентке келди.", Options{}, ErrNoDate, "YYYY-MM-DD", ""},
		{"a month given", arrival, Options{Date: caldate.Date{Year: 2025, Month: 3}}, ErrDate, "YYYY-MM-DD", ""},
		{"a day given that no calendar has", arrival, Options{Date: caldate.Date{Year: 2025, Month: 2, Day: 30}}, ErrDate, "YYYY-MM-DD", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := Extract(context.Background(), c.text, c.o)
			ok := doc == nil && errors.Is(err, c.want) && strings.Contains(err.Error(), c.says)
			unless(t, ok, c.gap, "document %v, error %v; want none, and %q that says %q", doc != nil, err, c.want, c.says)
		})
	}
}

// TestLanguageGiven: who has named the language is not told to name it.
func TestLanguageGiven(t *testing.T) {
	_, err := Extract(context.Background(), "Президент прибыл.", Options{Language: "kaa"})
	ok := errors.Is(err, ErrLanguage) && !strings.Contains(err.Error(), "--lang")
	if !ok {
		t.Errorf("error %v, want one that does not speak of --lang", err)
	}
}

// TestLanguageFound finds out the language, in either script.
func TestLanguageFound(t *testing.T) {
	for _, text := range []string{arrival, "2025-jıl 3-martta Qazaqstan Prezidenti Tashkentke keldi."} {
		doc, err := Extract(context.Background(), text, Options{})
		if err != nil || doc.Language != "kaa" {
			t.Errorf("%s: %+v, %v", text, doc, err)
		}
	}
}

// TestDateFound tells a date that the text gives from one that the caller gives.
func TestDateFound(t *testing.T) {
	march := caldate.Date{Year: 2025, Month: 3, Day: 3}
	for _, c := range []struct {
		name, text  string
		given, want caldate.Date
		inferred    bool
	}{
		{"given", arrival, today, today, false},
		{"the latest day", arrival, caldate.Date{}, march, true},
		{"a planned day does not count", arrival + " 2026-жыл 5-майда форум өткериледи.", caldate.Date{}, march, true},
		{"today", "Бүгин, 4-март күни Ташкентте ушырасыў болып өтти. 2025-жылы сапар да болды.", caldate.Date{}, march.Add(1), true},
		{"a line at the head", "Дослық жолы\n(Ташкент, 2025-жыл 4-март)\n" + arrival, caldate.Date{}, march.Add(1), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := extract(t, c.text, Options{Date: c.given})
			if doc.Date != c.want || doc.DateInferred != c.inferred {
				t.Errorf("date %v, inferred %v; want %v, %v", doc.Date, doc.DateInferred, c.want, c.inferred)
			}
		})
	}
}

// TestCancelled: reading ends when nobody waits for it.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if doc, err := Extract(ctx, arrival, Options{}); doc != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("document %v, error %v", doc, err)
	}
}
