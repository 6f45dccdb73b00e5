package gazetteer

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"diplograph/graph/caldate"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

const head = "id\ttype\tin\ten\tru\tuz\tuz-Cyrl\tkk\tkaa\n"

// small is a gazetteer of one state with two heads of state.
func small() fstest.MapFS {
	return files(map[string]string{
		"gazetteer/countries.tsv": "# a comment\n" + head +
			"country/uzbekistan\tschema:Country\t\tUzbekistan\tУзбекистан\t\t\t\tӨзбекстан | Өзбекстан Республикасы\n",
		"gazetteer/organizations.tsv": head +
			"organization/united-nations\tschema:Organization dg:InternationalOrganization\t\tUnited Nations | UN\t\t\t\t\tБМШ\n",
		"gazetteer/persons.tsv": head +
			"person/islam-karimov\tschema:Person\t\tIslam Karimov\t\t\t\t\tИслам Каримов\n" +
			"person/shavkat-mirziyoyev\tschema:Person\t\tShavkat Mirziyoyev\t\t\t\t\tШавкат Мирзиёев\n",
		"gazetteer/terms.tsv": "person\trole\tof\tfrom\tto\n" +
			"person/islam-karimov\tdg:HeadOfState\tcountry/uzbekistan\t1991\t2016-09-02\n" +
			"person/shavkat-mirziyoyev\tdg:HeadOfState\tcountry/uzbekistan\t2016-09-08\t\n",
		"gazetteer/members.tsv": "member\torganization\tfrom\tto\n" +
			"country/uzbekistan\torganization/united-nations\t1992-03-02\t\n",
		"lexicon/kaa/script.tsv": "# from, to\nsh\tш\nyo\tё\na\tа\nz\tз\nb\tб\ne\tе\nk\tк\ns\tс\nt\tт\nn\tн\nó\tө\nr\tр\nv\tв\ni\tи\nı\tы\nm\tм\nl\tл\nu\tу\np\tп\n",
	})
}

func files(texts map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range texts {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func load(t *testing.T, fsys fstest.MapFS) *Gazetteer {
	t.Helper()
	g, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestEntity(t *testing.T) {
	e, ok := load(t, small()).Entity("country/uzbekistan")
	if !ok {
		t.Fatal("country/uzbekistan is not found")
	}
	want := &Entity{
		ID:    "country/uzbekistan",
		Types: []string{vocab.SchemaCountry},
		Labels: map[string][]string{
			"en": {"Uzbekistan"}, "ru": {"Узбекистан"},
			"kaa":      {"Өзбекстан", "Өзбекстан Республикасы"},
			"kaa-Latn": {"Ózbekstan", "Ózbekstan Respublikası"},
		},
	}
	if d := cmp.Diff(want, e); d != "" {
		t.Error(d)
	}
	if got := e.Label("kaa"); got != "Өзбекстан" {
		t.Errorf("preferred label is %q", got)
	}
	if id, ok := ID(e.IRI()); !ok || id != e.ID {
		t.Errorf("ID(%s) = %q, %v", e.IRI(), id, ok)
	}
}

func TestHolders(t *testing.T) {
	g := load(t, small())
	for _, c := range []struct {
		date string
		want []string
	}{
		{"1990", nil},
		{"1991-05-01", []string{"person/islam-karimov"}},
		{"2016-09-02", []string{"person/islam-karimov"}},
		{"2016-09-05", nil},
		{"2016-09", []string{"person/islam-karimov", "person/shavkat-mirziyoyev"}},
		{"2016", []string{"person/islam-karimov", "person/shavkat-mirziyoyev"}},
		{"2025-11-14", []string{"person/shavkat-mirziyoyev"}},
		{"", []string{"person/islam-karimov", "person/shavkat-mirziyoyev"}},
	} {
		var d caldate.Date
		if c.date != "" {
			var err error
			if d, err = caldate.Parse(c.date); err != nil {
				t.Fatal(err)
			}
		}
		var got []string
		for _, term := range g.Holders(vocab.HeadOfState, "country/uzbekistan", d) {
			got = append(got, term.Person)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("on %q: %s", c.date, diff)
		}
	}
	if got := g.Holders(vocab.Speaker, "country/uzbekistan", caldate.Date{}); got != nil {
		t.Errorf("speakers: %v", got)
	}
	if got := g.Posts("person/islam-karimov", caldate.Date{Year: 2000}); len(got) != 1 || got[0].Of != "country/uzbekistan" {
		t.Errorf("posts in 2000: %v", got)
	}
}

func TestQuads(t *testing.T) {
	var lines []string
	for _, q := range load(t, small()).Quads() {
		if q.Graph != rdf.IRI(vocab.GraphGazetteer) {
			t.Fatalf("%s is not in the gazetteer's graph", q)
		}
		lines = append(lines, vocab.Compact(q.Subject.Value)+" "+vocab.Compact(q.Predicate.Value)+" "+object(q.Object))
	}
	got := strings.Join(lines, "\n")
	for _, want := range []string{
		`res:country/uzbekistan rdf:type schema:Country`,
		`res:country/uzbekistan rdfs:label "Ózbekstan"@kaa-Latn`,
		`res:country/uzbekistan skos:altLabel "Өзбекстан Республикасы"@kaa`,
		`res:membership/islam-karimov-head-of-state-uzbekistan-1991 rdf:type org:Membership
res:membership/islam-karimov-head-of-state-uzbekistan-1991 org:member res:person/islam-karimov
res:membership/islam-karimov-head-of-state-uzbekistan-1991 org:organization res:country/uzbekistan
res:membership/islam-karimov-head-of-state-uzbekistan-1991 schema:startDate "1991"^^<` + vocab.XSDGYear + `>
res:membership/islam-karimov-head-of-state-uzbekistan-1991 schema:endDate "2016-09-02"^^<` + vocab.XSDDate + `>
res:membership/islam-karimov-head-of-state-uzbekistan-1991 org:role dg:HeadOfState`,
		`res:country/uzbekistan org:memberOf res:organization/united-nations`,
		`res:membership/uzbekistan-member-united-nations-1992-03-02 schema:startDate "1992-03-02"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no\n%s\nin\n%s", want, got)
		}
	}
}

func object(t rdf.Term) string {
	if t.IsIRI() {
		return vocab.Compact(t.Value)
	}
	return t.String()
}

func TestLoadErrors(t *testing.T) {
	const uz = "country/uzbekistan\tschema:Country\t\tUzbekistan\t\t\t\t\t\n"
	for _, c := range []struct{ name, file, text, want string }{
		{"header", "countries.tsv", "id\ttype\n", `countries.tsv:1: want the header`},
		{"cells", "countries.tsv", head + "country/x\tschema:Country\n", `countries.tsv:2: want 9 cells`},
		{"id", "countries.tsv", head + strings.Replace(uz, "country/uz", "country/Uz", 1), `countries.tsv:2: want an id such as city/khiva`},
		{"doubled", "countries.tsv", head + uz + "\n# again\n" + uz, `countries.tsv:5: id country/uzbekistan is taken`},
		{"type", "countries.tsv", head + strings.Replace(uz, "schema:", "shema:", 1), `countries.tsv:2: type: vocab: unknown prefix "shema"`},
		{"no type", "countries.tsv", head + strings.Replace(uz, "schema:Country", "", 1), `countries.tsv:2: type: want one or more`},
		{"no label", "countries.tsv", head + strings.Replace(uz, "Uzbekistan", "", 1), `countries.tsv:2: want a label`},
		{"label twice", "countries.tsv", head + strings.Replace(uz, "Uzbekistan", "A | B | A", 1), `countries.tsv:2: en: label "A" is there twice`},
		{"bar", "countries.tsv", head + strings.Replace(uz, "Uzbekistan", "A |B", 1), `countries.tsv:2: en: want labels parted by " | "`},
		{"spaces", "countries.tsv", head + strings.Replace(uz, "Uzbekistan", "A  B", 1), `countries.tsv:2: en: want single spaces`},
		{"in", "cities.tsv", head + "city/khiva\tschema:City\tregion/khorezm\tKhiva\t\t\t\t\t\n", `cities.tsv:2: in: no entity has the id "region/khorezm"`},
		{"bytes", "cities.tsv", head + "city/khiva\tschema:City\t\t\xff\t\t\t\t\t\n", `cities.tsv:2: want UTF-8`},
		{"not composed", "cities.tsv", head + "city/male\tschema:City\t\tMale\u0301\t\t\t\t\t\n", `cities.tsv:2: want composed letters`},
		{"person", "terms.tsv", "person\trole\tof\tfrom\tto\nperson/x\tdg:Speaker\tperson/x\t2001\t\n", `terms.tsv:2: person: no entity has the id "person/x"`},
		{"date", "terms.tsv", "person\trole\tof\tfrom\tto\nperson/x\tdg:Speaker\tperson/x\t2001-02-29\t\n", `terms.tsv:2: from: date: "2001-02-29" is not in the calendar`},
		{"no from", "terms.tsv", "person\trole\tof\tfrom\tto\nperson/x\tdg:Speaker\tperson/x\t\t2001\n", `terms.tsv:2: from: want the first day`},
		{"order", "members.tsv", "member\torganization\tfrom\tto\ncountry/x\torganization/x\t2002\t2001\n", `members.tsv:2: want from before to`},
		{"script", "../lexicon/kaa/script.tsv", "a\n", `lexicon/kaa/script.tsv:1: want two cells of letters`},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := "gazetteer/" + c.file
			if rest, ok := strings.CutPrefix(c.file, "../"); ok {
				name = rest
			}
			_, err := Load(files(map[string]string{name: c.text}))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("want an error with %q, got %v", c.want, err)
			}
		})
	}
}

func TestLatinScript(t *testing.T) {
	s, err := loadScript(files(map[string]string{scriptFile: "# 2016\nsh\tш\nı\tы\ni\tи\nq\tқ\ná\tә\nd\tд\n# 1995\na'\tә\ni'\tы\n"}))
	if err != nil {
		t.Fatal(err)
	}
	for cyrillic, want := range map[string]string{
		"Әшқыди": "Áshqıdi", "Ыш": "Ísh", "Иш": "Ish", "ИШЫ": "IShÍ", "щьъэ": "she", "G7": "G7",
	} {
		if got := s.all([]string{cyrillic, cyrillic}); len(got) != 1 || got[0] != want {
			t.Errorf("%s: want %s, got %v", cyrillic, want, got)
		}
	}
	if got := (script{}).all([]string{"а"}); got != nil {
		t.Errorf("without a table: %v", got)
	}
}

func FuzzLoad(f *testing.F) {
	for name, file := range small() {
		f.Add(name, string(file.Data))
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		fsys := small()
		if _, known := fsys[name]; !known {
			t.Skipf("%q is not read: no file of the gazetteer has the name", name)
		}
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
		g, err := Load(fsys)
		if err != nil {
			return
		}
		for _, q := range g.Quads() {
			if q.Subject.IsZero() || q.Predicate.IsZero() || q.Object.IsZero() || q.Object.Value == "" {
				t.Fatalf("a statement with a hole: %v", q)
			}
		}
	})
}
