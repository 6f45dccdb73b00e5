package article

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"diplograph/data"
	"diplograph/graph/vocab"
)

// TestLexiconLoads opens every lexicon that ships, once.
func TestLexiconLoads(t *testing.T) {
	for _, code := range Languages() {
		l, err := OpenLexicon(code)
		if err != nil {
			t.Errorf("%s: %v", code, err)
			continue
		}
		if l.Code != code || l.Name == "" || l.Home == "" || len(l.letters) == 0 {
			t.Errorf("%s: code %q, name %q, home %q, %d letters", code, l.Code, l.Name, l.Home, len(l.letters))
		}
		if again, _ := OpenLexicon(code); again != l {
			t.Errorf("%s: read twice", code)
		}
	}
	if !slices.Contains(Languages(), "kaa") {
		t.Errorf("languages %v, want kaa among them", Languages())
	}
}

// TestLexiconHasNothingTwice: no word stands twice in one class with one value,
// no shape of dates and no letter twice.
func TestLexiconHasNothingTwice(t *testing.T) {
	once := func(file string, keys func(row []string) []string) {
		seen := map[string]bool{}
		err := readTable(shippedFiles(t), file, func(row []string) error {
			for _, key := range keys(row) {
				if seen[key] {
					t.Errorf("%s has twice %s", file, key)
				}
				seen[key] = true
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	first := func(row []string) []string { return row[:1] }
	once("dates.tsv", first)
	once("script.tsv", first)
	once("labels.tsv", first)
	once("words.tsv", func(row []string) []string {
		var keys []string
		for form := range strings.SplitSeq(row[3], " | ") {
			keys = append(keys, row[0]+" "+row[1]+": "+form)
		}
		return keys
	})
}

// TestLexiconIsUsed: there is no class of words that the code does not ask for.
func TestLexiconIsUsed(t *testing.T) {
	asked := literals(t)
	for _, w := range karakalpak(t).words {
		if !asked[w.class] {
			t.Errorf("words.tsv: nothing asks for class %q", w.class)
		}
	}
}

// literals are the string literals in the package's code.
func literals(t *testing.T) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				s, _ := strconv.Unquote(lit.Value)
				found[s] = true
			}
			return true
		})
	}
	return found
}

// TestLexiconKnowsTheOntology: values that become classes are classes, those
// that name states are states.
func TestLexiconKnowsTheOntology(t *testing.T) {
	classes := ontologyTerms(t)
	for _, w := range karakalpak(t).words {
		switch w.class {
		case "document", "kind", "organ":
			if !classes[vocab.DG+w.value] {
				t.Errorf("words.tsv: %s %s is no class of the ontology", w.class, w.value)
			}
		case "demonym":
			known(t, w.value)
		}
	}
}

// TestLexiconDatesHaveTheirWords: what a shape of dates asks for is there.
func TestLexiconDatesHaveTheirWords(t *testing.T) {
	l := karakalpak(t)
	parts := map[string]bool{"Y": true, "M": true, "LM": true, "D": true, "O": true, "-": true, ".": true, ",": true}
	for _, w := range l.words {
		if w.class == "datepart" {
			parts[w.value] = true
		}
	}
	for _, p := range l.dates {
		for _, part := range p.parts {
			if !parts[part.what] {
				t.Errorf("dates.tsv: %q in %v is no sign, number or word", part.what, p.parts)
			}
		}
		if len(p.parts) == 0 {
			t.Error("dates.tsv: a shape of nothing")
		}
	}
}

// TestLexiconHasLabels for every kind of event, every month and way of writing a
// date.
func TestLexiconHasLabels(t *testing.T) {
	l := karakalpak(t)
	want := []string{"Session", "day", "days", "month", "year", "years"}
	for class := range families {
		want = append(want, local(class))
	}
	for month := range 12 {
		want = append(want, fmt.Sprintf("month.%d", month+1))
	}
	for _, name := range want {
		if l.labels[name] == "" {
			t.Errorf("labels.tsv has nothing for %s", name)
		}
	}
}

// TestMalformedTables: a table with a mistake is refused with the file and the
// line of the mistake.
func TestMalformedTables(t *testing.T) {
	for _, c := range []struct{ name, file, table, want string }{
		{"a key without a value", "language.tsv", "code\tkaa\nname\n", "language.tsv:2"},
		{"an unknown key", "language.tsv", "# comment\n\nkode\tkaa\n", `language.tsv:3: unknown key "kode"`},
		{"letters to nowhere", "script.tsv", "sh\n", "script.tsv:1"},
		{"letters from nowhere", "script.tsv", "\tш\n", "script.tsv:1"},
		{"letters with more", "script.tsv", "a\tа\nsh\tш\tщ\n", "script.tsv:2"},
		{"endings without a feature", "morphology.tsv", "n\tplural\n", "morphology.tsv:1"},
		{"an unknown feature", "morphology.tsv", "final\tn\nn\tcase\tvocative\tа\n", `morphology.tsv:2: unknown feature "vocative"`},
		{"no final states", "morphology.tsv", "final\n", "morphology.tsv:1"},
		{"half an alternation", "morphology.tsv", "alternate\tқ\n", "morphology.tsv:1"},
		{"a word without forms", "words.tsv", "noun\tVisit\tn\n", "words.tsv:1"},
		{"a word of an unknown part", "words.tsv", "noun\tVisit\ta\tсапар\n", `words.tsv:1: unknown part "a"`},
		{"an empty form", "words.tsv", "noun\tVisit\tn\tсапар | \n", "words.tsv:1"},
		{"a date without a result", "dates.tsv", "Y -? year\n", "dates.tsv:1"},
		{"an unknown word in a date", "dates.tsv", "Y\tY\nY M\tY W\n", `dates.tsv:2: unknown word "W"`},
		{"a label without words", "labels.tsv", "Visit\n", "labels.tsv:1"},
		{"a line without end", "labels.tsv", "Visit\t" + strings.Repeat("ә", 1<<16) + "\n", "labels.tsv"},
		{"no table", "words.tsv", "", "words.tsv"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := shippedFiles(t)
			fsys[c.file] = &fstest.MapFile{Data: []byte(c.table)}
			if c.table == "" {
				delete(fsys, c.file)
			}
			if _, err := readLexicon(fsys); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one that says %s", err, c.want)
			}
		})
	}
}

// shippedFiles are the tables of the Karakalpak lexicon.
func shippedFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	files, err := fs.Glob(data.FS, "lexicon/kaa/*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		b, err := fs.ReadFile(data.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		fsys[name[strings.LastIndex(name, "/")+1:]] = &fstest.MapFile{Data: b}
	}
	return fsys
}
