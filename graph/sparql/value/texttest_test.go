package value

import (
	"context"
	"testing"
	"time"

	"diplograph/graph/rdf"
)

// TestTextTest compares text tests with calls of the same functions.
func TestTextTest(t *testing.T) {
	e := NewEnv(context.Background(), time.Now(), "")
	terms := []rdf.Term{
		{}, rdf.IRI("http://ex.org/ABc"), rdf.Blank("abc"), rdf.String("abc"), rdf.String("xABC"), rdf.String(""),
		rdf.LangString("Abc", "en"), rdf.LangString("ΑΒΓΣ", "el"), rdf.DirLangString("abc", "ar", rdf.RTL),
		rdf.Literal("12abc", "http://ex.org/t"), rdf.Literal("abc", rdf.XSDNamespace+"boolean"),
		rdf.TripleTerm(rdf.IRI("abc"), rdf.IRI("abc"), rdf.String("abc")),
	}
	call := func(name string, args ...Value) Value { return Functions[name].Call(e, args) }
	for _, name := range []string{"REGEX", "CONTAINS", "STRSTARTS", "STRENDS"} {
		for _, rest := range [][]Value{
			{OfString("abc")}, {OfString("")}, {OfString("αβγς")}, {OfString("C")}, {FromTerm(rdf.LangString("abc", "en"))},
			{OfInt(3)}, {OfString("^A.C$"), OfString("i")}, {OfString("(")},
		} {
			if name != "REGEX" && len(rest) > 1 {
				continue
			}
			for _, inner := range [][]string{{}, {"STR"}, {"LCASE"}, {"STR", "LCASE"}, {"UCASE", "STR"}, {"STR", "UCASE", "LCASE"}} {
				var functions []*Function
				for _, f := range inner {
					functions = append(functions, Functions[f])
				}
				test := NewTextTest(e, Functions[name], functions, rest)
				if test == nil {
					continue
				}
				for _, term := range terms {
					v := FromTerm(term)
					for _, f := range inner {
						v = call(f, v)
					}
					want := EBV(call(name, append([]Value{v}, rest...)...)) == True
					if got := test.Holds(term); got != want {
						t.Errorf("%s(%v(%v), %v) is %v, want %v", name, inner, term, rest, got, want)
					}
				}
			}
		}
	}
	if NewTextTest(e, Functions["CONTAINS"], []*Function{Functions["STR"], Functions["LCASE"]}, []Value{OfString("x")}) == nil ||
		NewTextTest(e, Functions["REGEX"], nil, []Value{OfString("x"), OfString("i")}) == nil {
		t.Error("these are text tests")
	}
	if err := e.Err(); err != nil {
		t.Error(err)
	}
}
