package article

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"
)

// TestForms takes endings off a stem in each of its states: what may be read is
// given as its features, one reading after the other.
func TestForms(t *testing.T) {
	for _, c := range []struct{ state, ending, want string }{
		// nouns and names
		{"n", "", "bare"},
		{"n", "да", "place"},
		{"n", "лар", "bare plural"},
		{"n", "лардан", "source plural"},
		{"n", "ларының", "of plural possessed"},
		{"n", "сында", "place possessed"},
		{"n", "ымызға", "goal ours"},
		{"n", "дағы", "place attribute"},
		{"n", "ларындағы", "place plural possessed attribute"},
		{"n", "лы", "bare relational"},
		{"n", "шы", ""},
		{"n", "нда", ""},
		{"poss3", "не", "goal"},
		{"poss3", "нде", "place"},
		{"poss3", "н", "object"},
		{"poss3", "ниң", "of"},
		// verbs
		{"v", "", ""}, // a stem alone is no form
		{"v", "ды", "bare past"},
		{"v", "ылды", "bare past passive"},
		{"v", "мады", "bare past negative"},
		{"v", "ған", "bare participle"},
		{"v", "илген", "bare participle passive"},
		{"v", "еди", "bare nonpast"},
		{"v", "майды", "bare nonpast negative"},
		{"v", "ажақ", "bare future"},
		{"v", "мақта", "bare progressive"},
		{"v", "ып", "bare converb"},
		{"v", "ыў", "bare verbal"},
		{"v", "ыўына", "goal verbal possessed"},
		{"v", "етуғын", "bare habitual"},
		{"v", "са", "bare conditional"},
	} {
		var got []string
		karakalpak(t).morphology.forms(c.state, c.ending, func(f Form) {
			if name := formFeatures(f); !slices.Contains(got, name) {
				got = append(got, name)
			}
		})
		if strings.Join(got, " | ") != c.want {
			t.Errorf("%s + %q gives %q, want %q", c.state, c.ending, strings.Join(got, " | "), c.want)
		}
	}
}

func formFeatures(f Form) string {
	name := strings.TrimSpace(formNames(f))
	if f.Ours {
		name += " ours"
	}
	if f.Relational {
		name += " relational"
	}
	return name
}

// caseShapes are the endings of cases on nouns and names: all the shapes that
// vowel and consonant harmony give them.
var caseShapes = map[Case]string{
	Goal:   "ға ге қа ке",
	Place:  "да де та те",
	Of:     "ның ниң дың диң тың тиң",
	Object: "ны ни ды ди ты ти",
	Source: "дан ден тан тен нан нен",
}

func TestHarmony(t *testing.T) {
	for want, shapes := range caseShapes {
		for shape := range strings.FieldsSeq(shapes) {
			found := false
			karakalpak(t).morphology.forms("n", shape, func(f Form) {
				found = found || f.Case == want && f.Endings == 1
			})
			if !found {
				t.Errorf("-%s is not read as %s", shape, want)
			}
		}
	}
}

// TestAlternants changes the last letter of a stem as it does before a vowel.
func TestAlternants(t *testing.T) {
	for _, c := range []struct{ stem, want string }{
		{"баслық", "баслық баслығ"},
		{"министрлик", "министрлик министрлиг"},
		{"мектеп", "мектеп мектеб"},
		{"саммит", "саммит"},
		{"", ""},
	} {
		if got := strings.Join(karakalpak(t).morphology.alternants(c.stem), " "); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.stem, got, c.want)
		}
	}
}

// TestFormsEnd: whatever follows a stem, taking it off ends, and each ending
// taken off is counted.
func TestFormsEnd(t *testing.T) {
	m := karakalpak(t).morphology
	states := []string{"n", "poss3", "v"}
	shapes := []string{"лар", "ы", "сы", "ны", "да", "ғы", "лы", "ыл", "ын", "ыс", "т", "ма", "ды", "ған", "ып", "ыў", "м", "й", "а"}
	rapid.Check(t, func(t *rapid.T) {
		state := rapid.SampledFrom(states).Draw(t, "state")
		rest := strings.Join(rapid.SliceOfN(rapid.SampledFrom(shapes), 0, 12).Draw(t, "endings"), "")
		m.forms(state, rest, func(f Form) {
			if int(f.Endings) > len([]rune(rest)) || rest != "" && f.Endings == 0 {
				t.Errorf("%s + %q: %d endings", state, rest, f.Endings)
			}
		})
	})
}

// TestMorphologyOfItsOwn reads a small graph of endings: states and shapes are
// those of the table, not of the code.
func TestMorphologyOfItsOwn(t *testing.T) {
	fsys := fstest.MapFS{"m.tsv": {Data: []byte("final\tn p c\nn\tp\tplural\tler\nn p\tc\tplace\tde\n")}}
	m, err := readMorphology(fsys, "m.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, ending := range []string{"", "ler", "de", "lerde", "deler"} {
		m.forms("n", ending, func(f Form) { got = append(got, ending+": "+formFeatures(f)) })
	}
	check(t, "endings", got, []string{": bare", "ler: bare plural", "de: place", "lerde: place plural"})
}
