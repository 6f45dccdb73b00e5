package syntax

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"diplograph/graph/rdf"
)

func iri(s string) *Constant      { return &Constant{Term: rdf.IRI(s)} }
func variable(s string) *Variable { return &Variable{Name: s} }
func parse(tb testing.TB, text string) *Query {
	tb.Helper()
	q, err := ParseQuery(text, Options{})
	if err != nil {
		tb.Fatalf("%s: %v", text, err)
	}
	return q
}

// TestTree compares the tree of the package comment's example.
func TestTree(t *testing.T) {
	const sem, rdfs = "http://semanticweb.cs.vu.nl/2009/11/sem/", "http://www.w3.org/2000/01/rdf-schema#"
	got := parse(t, `PREFIX sem: <`+sem+`> PREFIX rdfs: <`+rdfs+`>
		SELECT ?n (COUNT(?e) AS ?c) { ?e sem:hasActor/rdfs:label ?n . FILTER(?n != "") } GROUP BY ?n`)
	want := &Query{
		Prologue: Prologue{Prefixes: []rdf.Prefix{{Name: "sem", Namespace: sem}, {Name: "rdfs", Namespace: rdfs}}},
		Form:     Select,
		Projection: Projection{Items: []ProjectionItem{
			{Var: variable("n")},
			{Expr: &Aggregate{Name: "COUNT", Expr: variable("e")}, Var: variable("c")},
		}},
		Where: &Group{Elements: []Element{
			&Triples{Patterns: []TriplePattern{{
				Subject:   variable("e"),
				Predicate: &PathSequence{Paths: []Path{iri(sem + "hasActor"), iri(rdfs + "label")}},
				Object:    variable("n"),
			}}},
			&Filter{Expr: &Binary{Op: OpNotEqual, Left: variable("n"), Right: &Constant{Term: rdf.String("")}}},
		}},
		Modifiers: Modifiers{GroupBy: []GroupCondition{{Expr: variable("n")}}},
	}
	if d := cmp.Diff(want, got, sameTree); d != "" {
		t.Error(d)
	}
}

// TestExpressions shows how expressions group, in print with all parentheses.
func TestExpressions(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"?a + ?b * ?c", "(a + (b * c))"},
		{"?a - ?b - ?c", "((a - b) - c)"},
		{"?a / ?b * ?c", "((a / b) * c)"},
		{"?a -1", "(a - 1)"},
		{"?a +1", "(a + 1)"},
		{"?a-1*2/3 +4", "((a - ((1 * 2) / 3)) + 4)"},
		{"?a = ?b || ?c && ?d", "((a = b) || (c && d))"},
		{"(?a || ?b) || ?c", "(a || b || c)"},
		{"?a && (?b && (?c && ?d))", "(a && b && c && d)"},
		{"!?a = ?b", "((! a) = b)"},
		{"-?a + ?b", "((- a) + b)"},
		{"- 1", "(- 1)"},
		{"-1", "-1"},
		{"?a IN (1, ?b) && ?c", "((a IN 1 b) && c)"},
		{"?a + 1 NOT IN ()", "((a + 1) NOT IN)"},
		{"?a<?b&&?c>?d", "((a < b) && (c > d))"},
		{"?a<=?b||?c>=?d", "((a <= b) || (c >= d))"},
		{"?a<<http://e/>", "(a < http://e/)"},
		{"true-true", "(true - true)"},
		{"uri(?a) = isuri(?b)", "(IRI(a) = ISIRI(b))"},
	} {
		q := parse(t, "SELECT ("+c.text+" AS ?x) {}")
		if got := bracket(q.Projection.Items[0].Expr); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}

// bracket writes an expression with all parentheses.
func bracket(e Expr) string {
	list := func(operands []Expr, op string) string {
		var parts []string
		for _, e := range operands {
			parts = append(parts, bracket(e))
		}
		return strings.Join(parts, op)
	}
	switch e := e.(type) {
	case *Variable:
		return e.Name
	case *Constant:
		return e.Term.Value
	case *Or:
		return "(" + list(e.Operands, " || ") + ")"
	case *And:
		return "(" + list(e.Operands, " && ") + ")"
	case *Unary:
		return "(" + string(e.Op) + " " + bracket(e.X) + ")"
	case *Binary:
		return "(" + bracket(e.Left) + " " + string(e.Op) + " " + bracket(e.Right) + ")"
	case *In:
		op := " IN"
		if e.Not {
			op = " NOT IN"
		}
		return "(" + strings.TrimSpace(bracket(e.X)+op+" "+list(e.List, " ")) + ")"
	case *BuiltIn:
		return e.Name + "(" + list(e.Args, " ") + ")"
	}
	return "?"
}

// TestVisible shows which variables a group brings into scope.
func TestVisible(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"SELECT * { ?s ?p ?o }", "s p o"},
		{"SELECT * { ?s <http://e/p>+ _:b OPTIONAL { ?s ?p ?o } }", "s p o"},
		{"SELECT * { ?s a 1 MINUS { ?t a 2 } FILTER(?u) FILTER EXISTS { ?v a 3 } }", "s"},
		{"SELECT * { { ?a a 1 } UNION { ?b a 2 } GRAPH ?g { ?c a 3 } SERVICE ?d {} }", "a b g c d"},
		{"SELECT * { BIND(?x AS ?y) VALUES (?z ?y1) {} }", "y z y1"},
		{"SELECT * { { SELECT ?a (1 AS ?b) { ?a ?c ?d } } }", "a b"},
		{"SELECT * { { SELECT * { ?a ?c ?d } VALUES ?e { 1 } } }", "a c d e"},
		{"SELECT * { ?a a <<( ?b ?c <<( ?d ?e 1 )>> )>> ~ ?r }", "a b c d e r"},
		{"SELECT * {} VALUES ?x {}", "x"},
		{"SELECT ?y { ?x a 1 }", "y"},
		{"DESCRIBE ?y { ?x a 1 }", "x"},
	} {
		var names []string
		for _, v := range parse(t, c.text).Visible() {
			names = append(names, v.Name)
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}

// TestPositions shows that lines end as they do anywhere, and that columns
// count code points of the text as it is written.
func TestPositions(t *testing.T) {
	for _, c := range []struct {
		text string
		want Pos
	}{
		{"ASK { FILTER(?x) }", Pos{Offset: 13, Line: 1, Column: 14}},
		{"ASK {\nFILTER(?x) }", Pos{Offset: 13, Line: 2, Column: 8}},
		{"ASK {\r\nFILTER(?x) }", Pos{Offset: 14, Line: 2, Column: 8}},
		{"ASK {\rFILTER(?x) }", Pos{Offset: 13, Line: 2, Column: 8}},
		{"ASK {\n\n\r\r\nFILTER(?x) }", Pos{Offset: 17, Line: 5, Column: 8}},
		{"PREFIX ж: <http://e/> ASK { FILTER(ж:é&&?x) }", Pos{Offset: 36, Line: 1, Column: 36}},
		{"PREFIX : <http://e/> \\u0041SK { FILTER(:&&?x) }", Pos{Offset: 39, Line: 1, Column: 40}},
		{"\ufeffASK { FILTER(?x) }", Pos{Offset: 16, Line: 1, Column: 14}},
	} {
		e := parse(t, c.text).Where.Elements[0].(*Filter).Expr
		if got := e.Position(); got != c.want {
			t.Errorf("%q: got %+v, want %+v", c.text, got, c.want)
		}
	}
}

// TestBase shows what relative IRIs are resolved against.
func TestBase(t *testing.T) {
	q, err := ParseQuery("PREFIX : <#> BASE <b/> BASE <c/> DESCRIBE :x <y> <http://z/>", Options{Base: "http://e/a/q"})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"http://e/a/q#x", "http://e/a/b/c/y", "http://z/"} {
		if got := q.Targets[i].(*Constant).Term.Value; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if got := q.Prologue.Base; got != "http://e/a/b/c/" {
		t.Errorf("base is %s", got)
	}
	u, err := ParseUpdate("PREFIX p:<http://1/> CLEAR GRAPH p:x; PREFIX p:<http://2/> PREFIX q:<http://3/> CLEAR GRAPH p:x", Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"http://1/x", "http://2/x"} {
		if got := u.Operations[i].Action.(*Clear).Target.IRI.Term.Value; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if got := u.Operations[i].Prologue.Prefixes; got[0].Namespace+"x" != want || len(got) != i+1 {
			t.Errorf("operation %d has the prefixes %v", i, got)
		}
	}
}

// TestPrintParts shows expressions and paths on a line.
func TestPrintParts(t *testing.T) {
	q := parse(t, "PREFIX : <http://e/> ASK { ?s :p/(:q|^a)* ?o FILTER(:f(?o) > 1 && REGEX(?s, 'x')) }")
	path := q.Where.Elements[0].(*Triples).Patterns[0].Predicate
	if got, want := PrintPath(path, q.Prologue.Prefixes), ":p/(:q|^a)*"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	filter := q.Where.Elements[1].(*Filter).Expr
	if got, want := PrintExpr(filter, nil), `<http://e/f>(?o) > 1 && REGEX(?s, "x")`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
