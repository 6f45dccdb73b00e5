package article

import (
	"context"
	"io"
	"testing"

	"diplograph/graph/caldate"
	"diplograph/graph/vocab"
)

// FuzzStatements: whatever the text, what is made of it can be written in every
// form, and names and passages are sound.
func FuzzStatements(f *testing.F) {
	for _, s := range []string{
		"2023-жыл 3-мартта Өзбекстан Президенти Шавкат Мирзиёев Шымкентте Қазақстан Президенти Қасым-Жомарт Тоқаев пенен ушырасты.",
		"2025-жыл 18-август күни Перу Сыртқы ислер министри Айдос Сапаров Ташкентке келди ҳәм келисимге қол қойылды.",
		"2018-жылы \"А\x1b[2J <> {b}\tВ\" форумы Самарқандта өткерилди, 2019-жылдан берли комиссия жумыс алып бармақта.",
		"Sammit\n2023-jılı Tashkentte \"Oraylıq Aziya - Italiya\" sammiti bolıp ótti. Ózbekstan hám Qazaqstan BMSh sheńberinde birge islespekte.",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := Extract(context.Background(), text, Options{Language: "kaa", Date: caldate.Date{Year: 2025, Month: 11, Day: 14}, Quote: true})
		if err != nil {
			return
		}
		quads := doc.Quads()
		checkRoundTrip(t, quads)
		length := len([]rune(text))
		taken := map[string]bool{}
		for e, name := range doc.names() {
			if taken[name] {
				t.Errorf("two events are called %s", name)
			}
			taken[name] = true
			if len(e.Passages) == 0 || e.Passages[0].End > length || e.Passages[0].Start >= e.Passages[0].End {
				t.Errorf("%s rests on %v", name, e.Passages)
			}
		}
		if n := len(objects(quads, doc.IRI(), vocab.RDFType)); n != 1 {
			t.Errorf("the article has %d types", n)
		}
		if err := WriteTable(io.Discard, doc); err != nil {
			t.Error(err)
		}
	})
}

func BenchmarkQuads(b *testing.B) {
	a, err := readSeed()
	if err != nil {
		b.Skipf("quads of the seed article are not timed, which belongs in shared/seed beside the project: %v", err)
	}
	doc := extract(b, a.text, Options{})
	b.SetBytes(int64(len(a.text)))
	for b.Loop() {
		doc.Quads()
	}
}
