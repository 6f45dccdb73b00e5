package gazetteer

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"diplograph/data"
	"diplograph/graph/caldate"
	"diplograph/graph/vocab"
)

// The tests in this file are the review of what ships.

func shipped(t *testing.T) *Gazetteer {
	t.Helper()
	g, err := Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// A pair of ids or persons, in either order.
type pair [2]string

func pairOf(a, b string) pair {
	if b < a {
		a, b = b, a
	}
	return pair{a, b}
}

// A list of reviewed exceptions; those that no longer occur are reported.
type exceptions map[string]bool

func (x exceptions) allow(key string) bool {
	if _, ok := x[key]; ok {
		x[key] = true
		return true
	}
	return false
}

func (x exceptions) unused(t *testing.T, file string) {
	for key, used := range x {
		if !used {
			t.Errorf("%s: %s is not needed (any more)", file, key)
		}
	}
}

func reviewed(t *testing.T, file string, header []string, key func(row) string) exceptions {
	t.Helper()
	rows, err := readTable(data.FS, file, header)
	if err != nil {
		t.Fatal(err)
	}
	x := exceptions{}
	for _, r := range rows {
		if r.cells[len(r.cells)-1] == "" {
			t.Errorf("%v", r.errorf("want a reason"))
		}
		x[key(r)] = false
	}
	return x
}

func TestEveryFileIsThere(t *testing.T) {
	for file, header := range map[string][]string{
		"countries.tsv": entityHeader, "regions.tsv": entityHeader, "cities.tsv": entityHeader,
		"organizations.tsv": entityHeader, "persons.tsv": entityHeader,
		"terms.tsv": termHeader, "members.tsv": memberHeader,
	} {
		rows, err := readTable(data.FS, file, header)
		if err != nil || len(rows) == 0 {
			t.Errorf("%s: %d rows, error %v", file, len(rows), err)
		}
	}
}

// TestMissingLanguages counts gaps and prints them: an honest gap is no error.
func TestMissingLanguages(t *testing.T) {
	for _, file := range entityFiles {
		rows, err := readTable(data.FS, file, entityHeader)
		if err != nil {
			t.Fatal(err)
		}
		var counts []string
		for i, language := range entityHeader[firstLabel:] {
			missing := 0
			for _, r := range rows {
				if r.cells[firstLabel+i] == "" {
					missing++
				}
			}
			counts = append(counts, fmt.Sprintf("%s %d", language, missing))
		}
		t.Logf("%-18s %4d entities; without a label: %s", file, len(rows), strings.Join(counts, ", "))
	}
}

// TestLabelsOfTwo finds labels that two entities claim in one language.
func TestLabelsOfTwo(t *testing.T) {
	allowed := reviewed(t, "homonyms.tsv", []string{"entity", "other", "reason"},
		func(r row) string { return fmt.Sprint(pairOf(r.cells[0], r.cells[1])) })
	type name struct{ language, label string }
	owners := map[name]string{}
	for _, e := range shipped(t).Entities() {
		for language, labels := range e.Labels {
			for _, label := range labels {
				n := name{language, strings.ToLower(label)}
				other, taken := owners[n]
				if taken && other != e.ID && !allowed.allow(fmt.Sprint(pairOf(other, e.ID))) {
					t.Errorf("%q (%s) is claimed by %s and %s: correct one, or review the pair in homonyms.tsv", label, language, other, e.ID)
				}
				if !taken {
					owners[n] = e.ID
				}
			}
		}
	}
	allowed.unused(t, "homonyms.tsv")
}

// TestScripts finds look-alike letters: a word in two scripts, or a label in
// the wrong one.
func TestScripts(t *testing.T) {
	for _, e := range shipped(t).Entities() {
		for language, labels := range e.Labels {
			for _, label := range labels {
				if bad := wrongScript(language, label); bad != "" {
					t.Errorf("%s (%s): %q: %s", e.ID, language, label, bad)
				}
			}
		}
	}
}

func wrongScript(language, label string) string {
	latinLanguage := language == "en" || language == "uz" || language == "kaa-Latn"
	for _, word := range strings.FieldsFunc(label, func(r rune) bool { return !unicode.IsLetter(r) }) {
		latin := strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
		cyrillic := strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
		switch {
		case latin && cyrillic:
			return "Latin and Cyrillic letters in one word"
		case latinLanguage && cyrillic:
			return "Cyrillic letters"
		}
	}
	return ""
}

// TestApostrophes holds Uzbek to the letters oʻ gʻ (U+02BB) and the tutuq
// belgisi ’ (U+2019), as CLDR writes them.
func TestApostrophes(t *testing.T) {
	for _, e := range shipped(t).Entities() {
		for _, label := range e.Labels["uz"] {
			if strings.ContainsAny(label, "'`‘ʼ") {
				t.Errorf("%s: %q: want ʻ after o and g and ’ elsewhere", e.ID, label)
			}
		}
	}
}

// TestTypes holds an id's first part and the entity's types together.
func TestTypes(t *testing.T) {
	want := map[string]string{
		"country": vocab.SchemaCountry, "region": vocab.Region, "city": vocab.SchemaCity,
		"organization": vocab.SchemaOrg, "person": vocab.SchemaPerson,
	}
	for _, e := range shipped(t).Entities() {
		kind, _, _ := strings.Cut(e.ID, "/")
		if !e.Is(want[kind]) {
			t.Errorf("%s: want the type %s among %v", e.ID, want[kind], e.Types)
		}
		for _, typ := range e.Types {
			if local, ok := strings.CutPrefix(typ, vocab.DG); ok && !slices.Contains(projectNames(t), local) {
				t.Errorf("%s: graph/vocab has no dg:%s", e.ID, local)
			}
		}
	}
}

// TestRoles holds the roles of terms.tsv to graph/vocab.
func TestRoles(t *testing.T) {
	names := projectNames(t)
	for _, term := range shipped(t).Terms() {
		local, ok := strings.CutPrefix(term.Role, vocab.DG)
		if !ok || !slices.Contains(names, local) {
			t.Errorf("%s: graph/vocab has no role %s", term.Person, vocab.Compact(term.Role))
		}
	}
}

// TestPartsAreNotCircles follows "in" to its end.
func TestPartsAreNotCircles(t *testing.T) {
	g := shipped(t)
	for _, e := range g.Entities() {
		for up, steps := e, 0; up.In != ""; steps++ {
			if steps > 10 {
				t.Fatalf("%s is part of itself", e.ID)
			}
			up, _ = g.Entity(up.In)
		}
	}
}

// TestOneHolderAtATime finds terms of office of one post that certainly
// overlap by more than the day of hand-over.
func TestOneHolderAtATime(t *testing.T) {
	allowed := reviewed(t, "corule.tsv", []string{"role", "of", "person", "other", "reason"},
		func(r row) string { return fmt.Sprint(r.cells[0], r.cells[1], pairOf(r.cells[2], r.cells[3])) })
	for p, terms := range shipped(t).byPost {
		for i, a := range terms {
			for _, b := range terms[i+1:] {
				if !clash(a, b) {
					continue
				}
				key := fmt.Sprint(vocab.Compact(p.role), p.of, pairOf(a.Person, b.Person))
				if !allowed.allow(key) {
					t.Errorf("%s of %s: %s (%s to %s) and %s (%s to %s) overlap: correct one, or review the pair in corule.tsv",
						vocab.Compact(p.role), p.of, a.Person, a.From, a.To, b.Person, b.From, b.To)
				}
			}
		}
	}
	allowed.unused(t, "corule.tsv")
}

// clash reports whether two terms share more than one day however the dates
// given by month or year are read.
func clash(a, b TermOfOffice) bool {
	from := a.From.Last()
	if b.From.Last().Compare(from) > 0 {
		from = b.From.Last()
	}
	for _, to := range []caldate.Date{a.To, b.To} {
		if !to.IsZero() && to.First().Compare(from) <= 0 {
			return false
		}
	}
	return true
}

func TestClash(t *testing.T) {
	for _, c := range []struct {
		a, b string // from/to
		want bool
	}{
		{"2001/2005", "2005/2009", false},
		{"2001/2005", "2004/2009", true},
		{"2001-01-01/2005-05-05", "2005-05-05/", false},
		{"2001-01-01/2005-05-05", "2005-05-04/", true},
		{"2001/", "2005/", true},
		{"2001-03/2001-05", "2001-05/2001-06", false},
	} {
		if got := clash(termOf(t, c.a), termOf(t, c.b)); got != c.want {
			t.Errorf("%s and %s: want %v", c.a, c.b, c.want)
		}
		if got := clash(termOf(t, c.b), termOf(t, c.a)); got != c.want {
			t.Errorf("%s and %s: want %v", c.b, c.a, c.want)
		}
	}
}

func termOf(t *testing.T, period string) TermOfOffice {
	t.Helper()
	from, to, _ := strings.Cut(period, "/")
	var term TermOfOffice
	for s, d := range map[string]*caldate.Date{from: &term.From, to: &term.To} {
		if s == "" {
			continue
		}
		var err error
		if *d, err = caldate.Parse(s); err != nil {
			t.Fatal(err)
		}
	}
	return term
}

// TestQuadsAreDistinct finds nodes that two rows would share.
func TestQuadsAreDistinct(t *testing.T) {
	seen := map[string]bool{}
	for _, q := range shipped(t).Quads() {
		if line := q.String(); seen[line] {
			t.Errorf("stated twice: %s", line)
		} else {
			seen[line] = true
		}
	}
	t.Logf("%d statements", len(seen))
}
