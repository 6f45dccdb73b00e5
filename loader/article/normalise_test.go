package article

import "testing"

func TestNormalise(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"dashes", "2017–2018 — 5‑6 − 7", "2017-2018 - 5-6 - 7"},
		{"quotes", "«А» “Б” „В“ ″Г″", `"А" "Б" "В" "Г"`},
		{"apostrophes", "Ма’мун Ма‘мун Маʻмун Маʼмун Ма`мун", "Ма'мун Ма'мун Ма'мун Ма'мун Ма'мун"},
		{"blanks", "2017\u00a0жыл\t22\u2009март\u202f!", "2017 жыл 22 март !"},
		{"signs without width", "\ufeffсап\u00adары\u200b, Таш\u200dкент", "сапары, Ташкент"},
		{"line ends", "бир\r\nеки\n\nүш", "бир\nеки\n\nүш"},
		{"marks over letters", "и\u0306 И\u0306 у\u0306 У\u0306 е\u0308", "й Й ў Ў ё"},
		{"stress marks", "Ташке\u0301нт", "Ташкент"},
		{"letters of neighbours", "Һәким һәм əдеп Əдеп ɵз", "Ҳәким ҳәм әдеп Әдеп өз"},

		{"a Latin letter in a Cyrillic word", "Қaзaқстaн hәм Ташкeнт", "Қазақстан ҳәм Ташкент"},
		{"Latin capitals in a Cyrillic word", "Caмaрқанд, Xийўа, Aстана", "Самарқанд, Хийўа, Астана"},
		{"a Latin word in a Cyrillic text", "Қәнигелер BRICS ҳәм COP форумында", "Қәнигелер BRICS ҳәм COP форумында"},

		{"alphabet of 2016", "Ózbekstan hám Qazaqstan", "Өзбекстан ҳәм Қазақстан"},
		{"its pairs of letters", "Shımkentte, Chexiya, iyun, Yaponiya", "Шымкентте, Чехия, июн, Япония"},
		{"its capitals", "ÓZBEKSTAN, Íqlas, Ǵárezsiz", "ӨЗБЕКСТАН, Ықлас, Ғәрезсиз"},
		{"its letters as letter and mark", "O\u0301zbekstan ha\u0301m jan\u0301a g\u0301a u\u0301sh", "Өзбекстан ҳәм жаңа ға үш"},
		{"alphabets of 1995 and 2009", "O'zbekstan ha'm jan'a g'alaba u'sh ji'l", "Өзбекстан ҳәм жаңа ғалаба үш жыл"},
		{"the same with other apostrophes", "O’zbekstan haʻm janʼa", "Өзбекстан ҳәм жаңа"},
		{"Roman numerals in a Latin text", "XXII sessiya, XV forum, VI", "XXII сессия, XV форум, VI"},
		{"one letter is no numeral", "X. Xalıqov, I. Karimov", "Х. Халықов, И. Каримов"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := string(karakalpak(t).normalise(c.text).Runes); got != c.want {
				t.Errorf("%q gives %q, want %q", c.text, got, c.want)
			}
		})
	}
}

// TestNormaliseKeepsPositions finds for words of the normalised text where the
// original has them, in code points.
func TestNormaliseKeepsPositions(t *testing.T) {
	const dropped = "what is dropped right after a word is counted to it"
	for _, c := range []struct{ name, text, word, want, gap string }{
		{"nothing changes", "Бүгин Ташкентте саммит", "Ташкентте", "Ташкентте", ""},
		{"after what is dropped", "\ufeffБү\u00adгин Ташкентте саммит", "Ташкентте", "Ташкентте", ""},
		{"around what is dropped", "Бүгин Таш\u00adкент\u200bте саммит", "Ташкентте", "Таш\u00adкент\u200bте", ""},
		{"before what is dropped", "саммит\u200b өтти", "саммит", "саммит", dropped},
		{"before a line end of two signs", "сапары\r\nсаммити", "сапары", "сапары", dropped},
		{"after a line end of two signs", "сапары\r\nсаммити", "саммити", "саммити", ""},
		{"a letter and its mark", "ту\u0306ысқан ел", "тўысқан", "ту\u0306ысқан", ""},
		{"a mark on the last letter", "Хийу\u0306 қаласы", "Хийў", "Хийу\u0306", ""},
		{"two letters for one", "Búgin Shımkentte ushırasıw", "ушырасыў", "ushırasıw", ""},
		{"two letters for the last one", "Bish qalası", "Биш", "Bish", ""},
		{"an apostrophe for a letter", "Bu'gin O'zbekstang'a keldi", "Өзбекстанға", "O'zbekstang'a", ""},
		{"letters beyond 16 bits", "😀 Бүгин 😀", "Бүгин", "Бүгин", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := karakalpak(t).normalise(c.text)
			from := indexRunes(text.Runes, []rune(c.word))
			if from < 0 {
				t.Fatalf("%q is not in %q", c.word, string(text.Runes))
			}
			start, end := text.original(from, from+len([]rune(c.word)))
			got := string([]rune(c.text)[start:end])
			unless(t, got == c.want, c.gap, "%q stands at [%d, %d): %q, want %q", c.word, start, end, got, c.want)
		})
	}
}

func indexRunes(rs, word []rune) int {
	for i := 0; i+len(word) <= len(rs); i++ {
		if string(rs[i:i+len(word)]) == string(word) {
			return i
		}
	}
	return -1
}
