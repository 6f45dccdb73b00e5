package article

import (
	"bufio"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Case is what an ending or a postposition makes of a noun phrase: its part
// in the clause, named by meaning so that rules read the same in every language.
type Case uint8

// Cases. The first five come from endings in Turkic languages.
const (
	Bare     Case = iota // subject, or the head of what follows
	Of                   // genitive
	Goal                 // dative: to
	Object               // accusative
	Place                // locative: in, at
	Source               // ablative: from
	With                 // together with
	By                   // agent of a passive: by
	Between              // between, among
	For                  // for the sake of
	During               // in the course of
	Within               // in the framework of
	About                // on, concerning
	Since                // from then on
	Presence             // with the participation of
	HeadedBy             // under the leadership of
)

var caseNames = [...]string{"bare", "of", "goal", "object", "place", "source", "with", "by",
	"between", "for", "during", "within", "about", "since", "presence", "headedby"}

func (c Case) String() string { return caseNames[c] }

func parseCase(s string) (Case, bool) {
	i := slices.Index(caseNames[:], s)
	return Case(max(i, 0)), i >= 0
}

// A Tense is the form of a verb as far as rules need it.
type Tense uint8

// Tenses and non-finite forms.
const (
	NoTense     Tense = iota
	Past              // happened
	Participle        // that happened; also a past with a copula
	NonPast           // happens or will happen
	Future            // will happen
	Progressive       // is happening
	Converb           // and then; shares its subject with the verb that follows
	Verbal            // the verb as a noun
	Habitual          // that happens or will happen
	Conditional       // if
)

var tenseNames = [...]string{"", "past", "participle", "nonpast", "future", "progressive",
	"converb", "verbal", "habitual", "conditional"}

func (t Tense) String() string { return tenseNames[t] }

// A Form is what the endings of one word say.
type Form struct {
	Case       Case
	Tense      Tense
	Plural     bool
	Possessed  bool // third person possessive: "its"
	Ours       bool // first person plural possessive
	Attributed bool // made an attribute: "the one in"
	Relational bool // made an adjective: "of that country"
	Passive    bool
	Negative   bool
	Endings    uint8 // how many endings were taken off
}

// finite reports whether a verb of this form can end a sentence's clause.
func (f Form) finite() bool {
	switch f.Tense {
	case Past, NonPast, Future, Progressive:
		return true
	case Participle:
		return f.Case == Bare && !f.Possessed && !f.Plural
	}
	return false
}

// morphology is the graph of endings: from a state, by a shape, to a state.
//
//	n --лар--> plural --ы--> poss3 --нда--> case      қалаларында: in the cities
type morphology struct {
	edges     map[string][]edge // by from-state
	final     map[string]bool
	alternate map[rune]rune // stem-final letter -> its form before a vowel
}

type edge struct {
	to, shape string
	apply     func(*Form)
}

// features are the names that a lexicon may use in morphology.tsv.
var features = map[string]func(*Form){
	"plural":      func(f *Form) { f.Plural = true },
	"poss3":       func(f *Form) { f.Possessed = true },
	"poss1":       func(f *Form) { f.Ours = true },
	"relational":  func(f *Form) { f.Relational = true },
	"attr":        func(f *Form) { f.Attributed = true },
	"passive":     func(f *Form) { f.Passive = true },
	"reciprocal":  func(*Form) {},
	"causative":   func(*Form) {},
	"person":      func(*Form) {},
	"negative":    func(f *Form) { f.Negative = true },
	"past":        func(f *Form) { f.Tense = Past },
	"participle":  func(f *Form) { f.Tense = Participle },
	"nonpast":     func(f *Form) { f.Tense = NonPast },
	"future":      func(f *Form) { f.Tense = Future },
	"progressive": func(f *Form) { f.Tense = Progressive },
	"converb":     func(f *Form) { f.Tense = Converb },
	"verbal":      func(f *Form) { f.Tense = Verbal },
	"habitual":    func(f *Form) { f.Tense = Habitual },
	"conditional": func(f *Form) { f.Tense = Conditional },
}

func readMorphology(fsys fs.FS, name string) (*morphology, error) {
	m := &morphology{edges: map[string][]edge{}, final: map[string]bool{}, alternate: map[rune]rune{}}
	err := readTable(fsys, name, func(row []string) error {
		switch {
		case row[0] == "final" && len(row) == 2:
			for _, s := range strings.Fields(row[1]) {
				m.final[s] = true
			}
			return nil
		case row[0] == "alternate" && len(row) == 3:
			from, _ := utf8.DecodeRuneInString(row[1])
			m.alternate[from], _ = utf8.DecodeRuneInString(row[2])
			return nil
		}
		if len(row) != 4 {
			return fmt.Errorf("want from-states, to-state, feature, shapes, got %d columns", len(row))
		}
		apply, ok := features[row[2]]
		if c, isCase := parseCase(row[2]); isCase {
			apply, ok = func(f *Form) { f.Case = c }, true
		}
		if !ok {
			return fmt.Errorf("unknown feature %q", row[2])
		}
		for _, from := range strings.Fields(row[0]) {
			for _, shape := range strings.Fields(row[3]) {
				m.edges[from] = append(m.edges[from], edge{row[1], shape, apply})
			}
		}
		return nil
	})
	return m, err
}

// forms yields every reading of rest as a chain of endings after a stem that
// stands in state.
func (m *morphology) forms(state, rest string, yield func(Form)) {
	m.walk(state, rest, Form{}, yield)
}

func (m *morphology) walk(state, rest string, f Form, yield func(Form)) {
	if rest == "" {
		if m.final[state] {
			yield(f)
		}
		return
	}
	for _, e := range m.edges[state] {
		if tail, ok := strings.CutPrefix(rest, e.shape); ok {
			g := f
			e.apply(&g)
			g.Endings++
			m.walk(e.to, tail, g, yield)
		}
	}
}

// endsIn reports whether the word ends in one of the shapes that lead to a state.
func (m *morphology) endsIn(word, state string) bool {
	for _, edges := range m.edges {
		for _, e := range edges {
			if e.to == state && strings.HasSuffix(word, e.shape) {
				return true
			}
		}
	}
	return false
}

// alternants are the shapes of a stem: itself, and with its last letter changed.
func (m *morphology) alternants(stem string) []string {
	last, size := utf8.DecodeLastRuneInString(stem)
	if changed, ok := m.alternate[last]; ok {
		return []string{stem, stem[:len(stem)-size] + string(changed)}
	}
	return []string{stem}
}

// readTable calls row for every line of a tab-separated file that is neither
// empty nor a comment. Errors name the file and the line.
func readTable(fsys fs.FS, name string, row func([]string) error) error {
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), "\r")
		if line == "" || line[0] == '#' {
			continue
		}
		if err := row(strings.Split(line, "\t")); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
