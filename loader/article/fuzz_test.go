package article

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"diplograph/data"
	"diplograph/graph/vocab"
)

// odd are inputs that stages may stumble over: signs where words are wanted,
// halves of phrases, numbers out of range, marks without letters.
var odd = []string{
	"", " ", "\n\n\n", "ә", ".", "...", "\"", "\"\"\"", "«»", "(ә", "ә)", "-", "- - -", ",,,ә,,,", "ә.ә.ә.", "Ә. Ә. Ә.",
	"\u0306ә\u0301", "и\u0306\u0306\u0306", "\ufeff\u00ad\u200b", "ә\r\r\n\r", "XXXXXIIIVVVCCCLLL ә", "ҳәм", "ҳәм ҳәм ҳәм", "менен",
	"0-ғы 00-жыл 000-әй", "9999999999999999999-жылы әә", "2999-жыл 31-декабрь күни ертең, бүрсигүни келеди", "1000-жыл 1-январьда кеше ө",
	"2025-жыл 29-февраль", "31-31-31-март күнлери", "31.31.3131-жыл", "усы жыл усы жыл усы жыл", "сапардың оныншы күни", "екинши екинши екинши",
	"Президенти", "Президентлери", "еки Президенти", "еки мәмлекет", "еки палата баслықлары", "Парламентиниң еки палатасының баслықлары",
	"Қазақстан Қазақстан Қазақстан", "Қазақстан, , ҳәм ҳәм Қазақстан", "Қазақстан ҳәм", "пайтахты", "қаласы", "А-Б-В қаласында", "ол оны оның олар",
	"мырза ханым мырза", "Президенти А.", "Президенти А.Б.В.Г.Д.Е.Ж.", "Президенти Аа-Бб-Вв-Гг-Дд Ее", "Президенти " + strings.Repeat("Аа ", 40),
	"сапары ўақтында ўақтында", "қатнасты", "қол қойылды", "келисимге", "\"келисим\"ге қол қойылды", "2020-жыл 5-майда \"\" форумы болып өтти",
	"2020-жыл 5-майда \" форумы болып өтти ә", "2020-жыл 5-майда ҳәм 6-июньда, 2021-жылы ҳәм Астанада ушырасты", "гезектегиси 2020-жылы өтти ә",
	"2020-жылы комиссия дүзилди. Оның бешинши мәжилиси 2021-жылы, гезектегиси 2022-жылы өтти. Оның баслықлары еки мәмлекет Бас министрлери болып есапланады, 2019-жылдан берли ө.",
	"үш мәрте - - - , , ҳәм", "[2020-жыл 5-май, Астана], [Ташкент] ушырасыўлары", "2020-жыл 5-майдан берли берли шекем", "5-майдан 3-майға шекем ә",
	"O'zbekstan g'a n' o' u' i' '' ''' a'", "á ǵ ı ń ó ú sh ch yo yu ya SH CH", "Ózbekstan Prezidenti XXII sessiya",
	"Ташкент ҳәм ҳәм Самарқандда ҳәм", "Өзбекстан - Қазақстан - Қырғызстан", "БМШ БМШның БМШға БМШ", "С5+1 саммити 2025-жылы өтти ә", "😀😀 ә 😀",
	"Қазақстан Парламенти Сенатының Баслығы 1993-жылы Ташкентте болды", "жуўап сапары менен сол күни жуўап сапары менен барды",
}

// FuzzExtract: whatever the text, reading it ends without a panic; what it gives
// lies in the text and in the calendar, and is the same every time.
func FuzzExtract(f *testing.F) {
	for _, text := range odd {
		f.Add(text, true)
		f.Add(arrival+" "+text+"\n"+text+" "+arrival, false)
	}
	for _, text := range shippedTexts(f) {
		f.Add(text, true)
		for i, paragraph := range strings.Split(text, "\n\n") {
			f.Add(paragraph, i%2 == 0)
		}
	}
	f.Fuzz(func(t *testing.T, text string, dated bool) {
		o := Options{Language: "kaa", Trace: WriteTrace(io.Discard)}
		if dated {
			o.Date = today
		}
		readTwice(t, text, o)
	})
}

// FuzzWords makes texts of words and signs that the reader knows: one byte
// chooses a kind of word, the next two which.
func FuzzWords(f *testing.F) {
	bank := wordBank(f)
	f.Add([]byte{0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8})
	for i := range byte(64) {
		var choice []byte
		for k := range byte(60) {
			choice = append(choice, k*(i+1), k, k*i+7)
		}
		f.Add(choice)
	}
	f.Fuzz(func(t *testing.T, choice []byte) {
		text := strings.Builder{}
		text.WriteString("Күн жаңалықлары ҳәққында\n")
		for ; len(choice) > 2; choice = choice[3:] {
			kind := bank[int(choice[0])%len(bank)]
			text.WriteString(kind[(int(choice[1])<<8+int(choice[2]))%len(kind)])
		}
		readTwice(t, text.String(), Options{Language: "kaa", Date: today})
	})
}

// wordBank are pieces of text by kind, those that decide most several times.
func wordBank(t testing.TB) [][]string {
	byClass := map[string][]string{}
	for _, w := range karakalpak(t).words {
		word := strings.Join(w.words, " ")
		byClass[w.class] = append(byClass[w.class], " "+word)
		for _, ending := range map[string][]string{
			"n": {"и", "иниң", "инде", "ине", "лери", "лериниң", "ға", "да", "ны"},
			"v": {"ды", "илди", "ген", "еди", "ип", "иў", "иўи", "меди", "мекте", "се"},
		}[w.start] {
			byClass[w.class] = append(byClass[w.class], " "+word+ending)
		}
	}
	bank := [][]string{
		{" ", ",", ".", ". ", "\n", " - ", "-", ": ", "; ", " \"", "\" ", " (", ") ", "!", "…"},
		{" 2017-жыл", " 2024", " 5-майда", " 22-23-март күнлери", " 7", " 31", " 1997-жылдан берли", " усы жылы", " бүгин", "-", " май айында", " ертең"},
		{" Өзбекстан", " Қазақстанға", " Астанаға", " Ташкентте", " Самарқанд", " БМШ", " ШБШның", " С5+1", " Шавкат Мирзиёев", " Қасым-Жомарт Тоқаевтың"},
		{" Айдос", " Сапаров", " А.", " Б.Сапаровқа", " Мирзиёев", " Нарбаева", " Аа-Бб"},
		namesKnown(t),
	}
	for _, class := range []string{"noun", "verb", "post", "document", "body", "relation"} {
		bank = append(bank, byClass[class])
	}
	bank = slices.Repeat(bank, 4)
	for _, class := range slices.Sorted(maps.Keys(byClass)) {
		bank = append(bank, byClass[class])
	}
	return bank
}

// namesKnown are the names of the gazetteer in Karakalpak.
func namesKnown(t testing.TB) []string {
	g, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range g.Entities() {
		for _, label := range e.Labels["kaa"] {
			names = append(names, " "+label)
		}
	}
	return names
}

// readTwice reads a text and holds it to what is promised.
func readTwice(t *testing.T, text string, o Options) {
	t.Helper()
	doc, err := Extract(context.Background(), text, o)
	if err != nil {
		if doc != nil || !slices.ContainsFunc(reasons, func(reason error) bool { return errors.Is(err, reason) }) {
			t.Fatalf("document %v, error %v", doc != nil, err)
		}
		return
	}
	sound(t, doc, len([]rune(text)))
	o.Trace = nil
	if again := extract(t, text, o); told(again) != told(doc) {
		t.Errorf("read again:\n%s\nbut first:\n%s", told(again), told(doc))
	}
	if t.Failed() {
		t.Logf("the text is %q", text)
	}
}

var reasons = []error{ErrEmpty, ErrTooLarge, ErrEncoding, ErrLanguage, ErrNoDate, ErrDate}

func shippedTexts(t testing.TB) []string {
	t.Helper()
	names, err := fs.Glob(data.FS, "articles/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, name := range names {
		b, err := fs.ReadFile(data.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	return texts
}

// sound checks what holds of every document read from a text of so many code
// points.
func sound(t *testing.T, doc *Document, length int) {
	t.Helper()
	if !doc.Date.IsDay() || !doc.Date.Valid() {
		t.Errorf("the article's date is %v", doc.Date)
	}
	statuses := []string{vocab.Held, vocab.Planned, vocab.Ongoing}
	for _, e := range doc.Events {
		if Family(e.Class) == "" || !slices.Contains(statuses, e.Status) || e.Ordinal < 0 {
			t.Errorf("no such event: %v", e)
		}
		if s := e.Span; !s.IsZero() && (!s.Start.Valid() || !s.End.Valid() || s.Start.First().Compare(s.End.Last()) > 0) {
			t.Errorf("no such time: %v", e)
		}
		for _, other := range []*Event{e.Super, e.Purpose, e.Response} {
			if other == e || other != nil && !slices.Contains(doc.Events, other) {
				t.Errorf("%v is tied to itself or to an event that is not told: %v", e, other)
			}
		}
		for _, a := range e.Actors {
			if a.Entity == nil || a.Role == "" {
				t.Errorf("nobody takes part in %v", e)
			}
		}
		if slices.Contains(e.Places, nil) {
			t.Errorf("no place: %v", e)
		}
		inside(t, e.String(), e.Passages, length)
	}
	for _, f := range doc.Facts {
		if f.Member == nil || f.Organization == nil || !f.Since.IsZero() && !f.Since.Valid() {
			t.Errorf("no such fact: %+v", f)
		}
		inside(t, "a fact", f.Passages, length)
	}
}

func inside(t *testing.T, what string, passages []Passage, length int) {
	t.Helper()
	for _, p := range passages {
		if p.Start < 0 || p.Start >= p.End || p.End > length {
			t.Errorf("%s rests on %v in a text of %d code points", what, p, length)
		}
	}
	if len(passages) == 0 {
		t.Errorf("%s rests on nothing", what)
	}
}

// told is all that a document says, in its order.
func told(d *Document) string {
	var b strings.Builder
	b.WriteString(d.Date.String())
	for _, e := range d.Events {
		b.WriteString("\n" + e.String())
	}
	b.WriteString("\n" + factLines(d))
	return b.String()
}

// TestHostile reads much of one thing: time grows with the text and not with its
// square, which would take minutes here and days at MaxBytes.
func TestHostile(t *testing.T) {
	for _, part := range []string{
		"Президенти ", ",", "!", "\"", "(", "5 ", "5-6-", "2023-жыл 3-мартта ", "Өзбекстан ҳәм ", "Айдос-Айдос ҳәм ", "ол ", "ҳәм\n",
		"Өзбекстан Президенти 2023-жыл 3-мартта Астанаға келди, ",
	} {
		text := strings.Repeat(part, 1<<18/len(part)) + strings.Repeat(" ҳәм", 1<<12)
		start := time.Now()
		doc, err := Extract(context.Background(), text, Options{Language: "kaa", Date: today})
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%q took %v", part, took)
		}
		if err != nil {
			t.Errorf("%q: %v", part, err)
			continue
		}
		sound(t, doc, len([]rune(text)))
	}
}
