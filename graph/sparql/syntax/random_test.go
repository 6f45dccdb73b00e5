package syntax

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"diplograph/graph/rdf"
)

// A generator draws random trees that obey the rules.
type generator struct {
	t     *rapid.T
	names int // new variables so far
}

func (g *generator) n(most int) int { return rapid.IntRange(0, most).Draw(g.t, "n") }
func (g *generator) yes() bool      { return g.n(1) == 1 }
func (g *generator) variable() *Variable {
	return &Variable{Name: rapid.SampledFrom([]string{"x", "y", "ж", "_1", "a"}).Draw(g.t, "variable")}
}

// fresh is a variable that nothing else has.
func (g *generator) fresh() *Variable {
	g.names++
	return &Variable{Name: "new" + strconv.Itoa(g.names)}
}

func (g *generator) iri() *Constant {
	return &Constant{Term: rdf.IRI(rapid.SampledFrom([]string{
		"http://e/", "http://e/a", "http://e/a.b", "http://e/-", "http://e/é", "http://e/x#", "http://e/x#1", "urn:x", rdf.RDFType, "http://e/a'(b)",
	}).Draw(g.t, "IRI"))}
}

func (g *generator) literal() *Constant {
	text := rapid.SampledFrom([]string{"", "x", `"`, `\`, "a\nb\r\t\b\f'", "\x00", "👾", "1", "-1", "+1.", "1.5", "01", "1e5", "true", "NaN"}).Draw(g.t, "text")
	switch g.n(3) {
	case 0:
		return &Constant{Term: rdf.DirLangString(text, "en-GB", rdf.Direction(g.n(2)))}
	case 1:
		return &Constant{Term: rdf.String(text)}
	}
	return &Constant{Term: rdf.Literal(text, rapid.SampledFrom([]string{rdf.XSDInteger, rdf.XSDDecimal, rdf.XSDDouble, rdf.XSDBoolean, "http://e/a"}).Draw(g.t, "datatype"))}
}

func (g *generator) node(depth int) Node {
	switch g.n(4) {
	case 0:
		return g.literal()
	case 1:
		return g.iri()
	case 2:
		if depth > 0 {
			return &TripleTerm{Subject: g.node(depth - 1), Predicate: g.iri(), Object: g.node(depth - 1)}
		}
	}
	return g.variable()
}

func (g *generator) path(depth int) Path {
	if depth == 0 {
		return g.iri()
	}
	switch g.n(5) {
	case 0:
		return &PathInverse{Path: g.path(depth - 1)}
	case 1:
		return &PathSequence{Paths: []Path{g.path(depth - 1), g.path(depth - 1), g.path(depth - 1)}}
	case 2:
		return &PathAlternative{Paths: []Path{g.path(depth - 1), g.path(depth - 1)}}
	case 3:
		return &PathRepeat{Path: g.path(depth - 1), Mod: rapid.SampledFrom([]PathMod{ZeroOrOne, ZeroOrMore, OneOrMore}).Draw(g.t, "mod")}
	case 4:
		n := &PathNegated{}
		for range g.n(2) {
			n.Items = append(n.Items, NegatedIRI{IRI: g.iri(), Inverse: g.yes()})
		}
		return n
	}
	return g.iri()
}

func (g *generator) exprs(depth, least int) (list []Expr) {
	for range least + g.n(2) {
		list = append(list, g.expr(depth))
	}
	return list
}

func (g *generator) expr(depth int) Expr {
	if depth == 0 {
		if g.yes() {
			return g.literal()
		}
		return g.variable()
	}
	switch g.n(9) {
	case 0:
		or := &Or{}
		for _, e := range g.exprs(depth-1, 2) {
			or.Operands = append(or.Operands, orOperands(e)...)
		}
		return or
	case 1:
		and := &And{}
		for _, e := range g.exprs(depth-1, 2) {
			and.Operands = append(and.Operands, andOperands(e)...)
		}
		return and
	case 2:
		return &Unary{Op: rapid.SampledFrom([]Operator{OpNot, OpSubtract, OpAdd}).Draw(g.t, "unary"), X: g.expr(depth - 1)}
	case 3, 4, 5:
		op := rapid.SampledFrom([]Operator{OpEqual, OpNotEqual, OpLess, OpGreater, OpLessEqual, OpGreaterEqual, OpAdd, OpSubtract, OpMultiply, OpDivide}).Draw(g.t, "binary")
		return &Binary{Op: op, Left: g.expr(depth - 1), Right: g.expr(depth - 1)}
	case 6:
		return &In{Not: g.yes(), X: g.expr(depth - 1), List: g.exprs(depth-1, 0)}
	case 7:
		return &BuiltIn{Name: "COALESCE", Args: g.exprs(depth-1, 0)}
	case 8:
		return &FunctionCall{IRI: g.iri(), Args: g.exprs(depth-1, 0)}
	}
	return &Exists{Not: g.yes(), Group: g.group(depth - 1)}
}

func (g *generator) group(depth int) *Group {
	group := &Group{}
	for range g.n(4) {
		e := g.element(depth)
		if _, triples := e.(*Triples); triples && len(group.Elements) > 0 {
			if _, before := group.Elements[len(group.Elements)-1].(*Triples); before {
				continue // the parser would read one
			}
		}
		group.Elements = append(group.Elements, e)
	}
	return group
}

func (g *generator) element(depth int) Element {
	if depth > 0 {
		switch g.n(9) {
		case 0:
			return &Optional{Group: g.group(depth - 1)}
		case 1:
			return &Union{Groups: []*Group{g.group(depth - 1), g.group(depth - 1)}}
		case 2:
			return &Minus{Group: g.group(depth - 1)}
		case 3:
			return &GraphPattern{Name: g.variable(), Group: g.group(depth - 1)}
		case 4:
			return &Service{Silent: g.yes(), Name: g.iri(), Group: g.group(depth - 1)}
		case 5:
			return &Filter{Expr: g.expr(depth)}
		case 6:
			return &Bind{Expr: g.expr(depth), Var: g.fresh()}
		case 7:
			return &Values{Vars: []*Variable{g.fresh(), g.fresh()}, Rows: [][]rdf.Term{{{}, g.literal().Term}, {g.iri().Term, {}}}}
		case 8:
			q := &SubSelect{Projection: Projection{Distinct: g.yes()}, Where: g.group(depth - 1)}
			q.Modifiers.OrderBy = []OrderCondition{{Expr: g.expr(depth - 1), Descending: g.yes()}}
			if g.yes() {
				n := int64(g.n(3))
				q.Modifiers.Limit = &n
			}
			return &Group{Elements: []Element{q}}
		}
		return g.group(depth - 1)
	}
	triples := &Triples{}
	for range 1 + g.n(3) {
		triples.Patterns = append(triples.Patterns, TriplePattern{Subject: g.node(1), Predicate: g.path(2), Object: g.node(2)})
	}
	return triples
}

// TestRandomTrees prints trees and parses what was printed.
func TestRandomTrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := &generator{t: t}
		q := &Query{Form: Ask, Where: g.group(2)}
		if g.yes() {
			q.Prologue.Prefixes = []rdf.Prefix{{Name: "", Namespace: "http://e/"}, {Name: "p.q", Namespace: "http://e/x#"}}
		}
		text := q.Print()
		again, err := ParseQuery(text, Options{})
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if d := cmp.Diff(q, again, sameTree); d != "" {
			t.Fatalf("%s\n%s", d, text)
		}
	})
}
