package value

import "diplograph/graph/rdf"

func init() {
	define("TRIPLE", 3, 3, func(_ *Env, a []Value) Value { return triple(a[0], a[1], a[2]) })
	define1("ISTRIPLE", func(v Value) Value { return OfBool(v.kind == Triple) })
	definePlace("SUBJECT", func(t *rdf.Triple) rdf.Term { return t.Subject })
	definePlace("PREDICATE", func(t *rdf.Triple) rdf.Term { return t.Predicate })
	definePlace("OBJECT", func(t *rdf.Triple) rdf.Term { return t.Object })
}

// maxNesting is how deep triple terms may stand in one another.
const maxNesting = 16

func triple(s, p, o Value) Value {
	if s.kind != IRI && s.kind != Blank || p.kind != IRI || nesting(o.Term()) >= maxNesting {
		return Value{}
	}
	return FromTerm(rdf.TripleTerm(s.Term(), p.Term(), o.Term()))
}

func nesting(t rdf.Term) int {
	n := 0
	for t.Kind == rdf.KindTriple && t.Triple != nil {
		n++
		t = t.Triple.Object
	}
	return n
}

func definePlace(name string, place func(*rdf.Triple) rdf.Term) {
	define1(name, func(v Value) Value {
		if v.kind != Triple {
			return Value{}
		}
		return FromTerm(place(v.ext.triple))
	})
}
