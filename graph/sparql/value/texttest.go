package value

import (
	"diplograph/graph/rdf"
)

// A TextTest judges terms by a function of their text and constants, such as
// REGEX(LCASE(STR(?x)), "^a"), without making a Value of each. It belongs to one
// goroutine.
type TextTest struct {
	env     *Env
	str     bool                  // of STR(?x): of any term that is no blank node or triple
	changes []func(string) string // LCASE, UCASE, the innermost first
	test    func(*Env, string) (bool, error)
}

// For gives the test for another goroutine.
func (t *TextTest) For(e *Env) *TextTest {
	other := *t
	other.env = e
	return &other
}

// NewTextTest gives the test of a function whose first argument is a variable in
// functions of one argument, the innermost first, and whose others are constants;
// nil if it is of another kind.
func NewTextTest(e *Env, f *Function, inner []*Function, rest []Value) *TextTest {
	t := &TextTest{env: e}
	for i, g := range inner {
		switch {
		case g.Name == "STR" && i == 0:
			t.str = true
		case g.Name == "LCASE":
			t.changes = append(t.changes, lower)
		case g.Name == "UCASE":
			t.changes = append(t.changes, upper)
		case g.Name != "STR":
			return nil
		}
	}
	for _, v := range rest {
		if v.kind != String {
			return nil
		}
	}
	if t.test = textTests(e, f.Name, rest); t.test == nil {
		return nil
	}
	return t
}

func textTests(e *Env, name string, rest []Value) func(*Env, string) (bool, error) {
	if name == "REGEX" {
		r, ok := e.pattern(append([]Value{OfString("")}, rest...), 2)
		if !ok {
			return nil
		}
		return func(e *Env, s string) (bool, error) { return r.Match(e.Context, s) }
	}
	test := partTests[name]
	if test == nil || len(rest) != 1 {
		return nil
	}
	part := rest[0].str
	return func(_ *Env, s string) (bool, error) { return test(s, part), nil }
}

// Holds reports whether the function gives true for a term; an error is not.
func (t *TextTest) Holds(term rdf.Term) bool {
	switch {
	case term.Kind == rdf.KindLiteral && (t.str || term.Language != "" || term.Datatype == rdf.XSDString):
	case term.Kind == rdf.KindIRI && t.str:
	default:
		return false
	}
	s := term.Value
	if len(s) > longArguments && t.env.ended() {
		return false
	}
	for _, change := range t.changes {
		if s = change(s); !t.env.fits(len(s)) {
			return false
		}
	}
	found, err := t.test(t.env, s)
	if err != nil {
		t.env.fail(err)
	}
	return found && err == nil
}
