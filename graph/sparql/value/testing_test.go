package value

import (
	"context"
	"strings"
	"testing"
	"time"

	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// val reads a term as tests write it: 7, 2.5, 1e0, true, "s", "s"@en,
// "s"@ar--rtl, "s"^^xsd:byte, <iri>, _:b, and none for no value.
func val(t testing.TB, s string) Value {
	t.Helper()
	switch {
	case s == "none":
		return Value{}
	case strings.HasPrefix(s, "<"):
		return OfIRI(strings.Trim(s, "<>"))
	case strings.HasPrefix(s, "_:"):
		return FromTerm(rdf.Blank(s[2:]))
	case strings.HasPrefix(s, `"`):
		end := strings.LastIndexByte(s, '"')
		text, rest := s[1:end], s[end+1:]
		if tag, ok := strings.CutPrefix(rest, "@"); ok {
			tag, direction, _ := strings.Cut(tag, "--")
			d := map[string]rdf.Direction{"ltr": rdf.LTR, "rtl": rdf.RTL}[direction]
			return FromTerm(rdf.DirLangString(text, tag, d))
		}
		datatype := rdf.XSDString
		if name, ok := strings.CutPrefix(rest, "^^"); ok {
			datatype = expand(name)
		}
		return FromTerm(rdf.Literal(text, datatype))
	case s == "true" || s == "false":
		return FromTerm(rdf.Literal(s, rdf.XSDBoolean))
	case strings.ContainsAny(s, "eE"):
		return FromTerm(rdf.Literal(s, rdf.XSDDouble))
	case strings.Contains(s, "."):
		return FromTerm(rdf.Literal(s, rdf.XSDDecimal))
	}
	return FromTerm(rdf.Literal(s, rdf.XSDInteger))
}

func expand(name string) string {
	if local, ok := strings.CutPrefix(name, "xsd:"); ok {
		return rdf.XSDNamespace + local
	}
	if local, ok := strings.CutPrefix(name, "dg:"); ok {
		return vocab.DG + local
	}
	return strings.Trim(name, "<>")
}

// shown is the inverse of val.
func shown(v Value) string {
	term := v.Term()
	switch {
	case v.IsNone():
		return "none"
	case term.Kind != rdf.KindLiteral:
		return term.String()
	case v.Datatype() == rdf.XSDBoolean || v.Datatype() == rdf.XSDInteger,
		v.Datatype() == rdf.XSDDecimal && strings.Contains(term.Value, "."),
		v.Datatype() == rdf.XSDDouble && strings.Contains(term.Value, "E"):
		return term.Value
	}
	s := term.String()
	if before, datatype, ok := strings.Cut(s, "^^<"+rdf.XSDNamespace); ok {
		return before + "^^xsd:" + strings.TrimSuffix(datatype, ">")
	}
	return s
}

func testEnv() *Env {
	return NewEnv(context.Background(), time.Date(2017, 3, 22, 9, 30, 0, 125e6, time.UTC), "http://example.org/base/")
}

// apply calls a function on terms as tests write them.
func apply(t testing.TB, e *Env, name string, args ...string) Value {
	t.Helper()
	f, ok := Lookup(expand(name))
	if !ok {
		t.Fatalf("there is no function %s", name)
	}
	if err := f.CheckArity(len(args)); err != nil {
		t.Fatal(err)
	}
	values := make([]Value, len(args))
	for i, a := range args {
		values[i] = val(t, a)
	}
	return f.Call(e, values)
}
