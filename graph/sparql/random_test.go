package sparql_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"diplograph/graph/index/memindex"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql"

	"pgregory.net/rapid"
)

// TestPlansAgree runs random queries on random data with every optimisation off
// and on: answers must be the same.
func TestPlansAgree(t *testing.T) {
	rapid.Check(t, plansAgree)
}

func plansAgree(t *rapid.T) {
	data := tinyBatches{memindex.New(randomData(t)), rapid.IntRange(1, 4).Draw(t, "batch")}
	sparql.SetChance(func(cost float64) float64 {
		return cost * math.Pow(10, float64(rapid.IntRange(-3, 3).Draw(t, "chance")))
	})
	defer sparql.SetChance(nil)
	text := randomQuery(t)
	for _, opts := range []sparql.Options{{}, {UnnamedOnly: true}} {
		opts.Plain = true
		plain, err := try(data, text, opts)
		if err != nil {
			t.Fatalf("%s\nplain: %v", text, err)
		}
		opts.Plain = false
		quick, err := try(data, text, opts)
		if err != nil {
			t.Fatalf("%s\noptimised: %v", text, err)
		}
		if !slices.Equal(plain, quick) {
			t.Fatalf("%s\nplain\n\t%s\noptimised\n\t%s", text, strings.Join(plain, "\n\t"), strings.Join(quick, "\n\t"))
		}
	}
}

func randomData(t *rapid.T) []rdf.Quad {
	iri := func(s string) rdf.Term { return rdf.IRI("http://example.org/" + s) }
	var quads []rdf.Quad
	for range rapid.IntRange(0, 40).Draw(t, "quads") {
		q := rdf.Quad{
			Subject:   iri(fmt.Sprintf("n%d", rapid.IntRange(0, 5).Draw(t, "s"))),
			Predicate: iri(rapid.SampledFrom([]string{"p", "q", "r"}).Draw(t, "p")),
		}
		switch o := rapid.IntRange(0, 9).Draw(t, "o"); {
		case o < 6:
			q.Object = iri(fmt.Sprintf("n%d", o))
		case o < 9:
			q.Object = rdf.Literal(fmt.Sprint(o-6), rdf.XSDInteger)
		default:
			q.Object = rdf.Literal("1.0", rdf.XSDDecimal)
		}
		if g := rapid.IntRange(0, 3).Draw(t, "g"); g > 1 {
			q.Graph = iri(fmt.Sprintf("g%d", g))
		}
		quads = append(quads, q)
	}
	return quads
}

func randomQuery(t *rapid.T) string {
	body := randomGroup(t, 3)
	switch rapid.IntRange(0, 5).Draw(t, "form") {
	case 0:
		return "SELECT DISTINCT ?a ?b " + body
	case 1:
		return "SELECT ?a (COUNT(*) AS ?n) (SUM(?b) AS ?m) (COUNT(DISTINCT ?c) AS ?k) " + body + " GROUP BY ?a"
	case 2:
		return "SELECT (COUNT(*) AS ?n) " + body
	}
	return "SELECT * " + body
}

func randomVar(t *rapid.T) string {
	return rapid.SampledFrom([]string{"?a", "?b", "?c", "?d"}).Draw(t, "var")
}

func randomNode(t *rapid.T) string {
	switch rapid.IntRange(0, 6).Draw(t, "node") {
	case 0:
		return fmt.Sprintf(":n%d", rapid.IntRange(0, 6).Draw(t, "n"))
	case 1:
		return fmt.Sprint(rapid.IntRange(0, 2).Draw(t, "i"))
	}
	return randomVar(t)
}

func randomPredicate(t *rapid.T) string {
	return rapid.SampledFrom([]string{":p", ":p", ":q", ":q", ":r", ":r", ":p", ":q", "?d", ":p/:q", ":p|:r", "^:q", ":p+", ":q*", "!:p", ":r?", "(:p/^:q)+"}).Draw(t, "predicate")
}

func randomTriples(t *rapid.T) string {
	text := ""
	for range rapid.IntRange(1, 3).Draw(t, "triples") {
		s := randomNode(t)
		if s[0] != '?' && s[0] != ':' {
			s = "?a"
		}
		text += s + " " + randomPredicate(t) + " " + randomNode(t) + " . "
	}
	return text
}

func randomExpr(t *rapid.T, depth int) string {
	switch rapid.IntRange(0, 10).Draw(t, "expr") {
	case 0:
		return fmt.Sprintf("%s = %s", randomVar(t), randomNode(t))
	case 1:
		return fmt.Sprintf("%s < %s", randomVar(t), randomNode(t))
	case 2:
		return fmt.Sprintf("%s >= %d", randomVar(t), rapid.IntRange(0, 2).Draw(t, "i"))
	case 3:
		return "BOUND(" + randomVar(t) + ")"
	case 4:
		return fmt.Sprintf("%s IN (:n1, :n2)", randomVar(t))
	case 5:
		if depth > 0 {
			return "!(" + randomExpr(t, depth-1) + ") || " + randomExpr(t, depth-1)
		}
	case 6:
		if depth > 0 {
			return "EXISTS " + randomGroup(t, depth-1)
		}
	case 7:
		if depth > 0 {
			return "NOT EXISTS " + randomGroup(t, depth-1)
		}
	case 8:
		return fmt.Sprintf("CONTAINS(STR(%s), \"n%d\")", randomVar(t), rapid.IntRange(0, 5).Draw(t, "n"))
	case 9:
		return fmt.Sprintf("STR(%s) < STR(%s)", randomVar(t), randomVar(t))
	}
	return fmt.Sprintf("%s != %s", randomVar(t), randomVar(t))
}

func randomGroup(t *rapid.T, depth int) string {
	text := "{ "
	bound := 0
	for range rapid.IntRange(1, 3).Draw(t, "elements") {
		kind := rapid.IntRange(0, 14).Draw(t, "element")
		if depth == 0 && kind < 12 {
			kind = kind / 10 * 5 // triples, and filters of an innermost group
		}
		switch kind {
		default:
			text += randomTriples(t)
		case 1, 2:
			text += "OPTIONAL " + randomGroup(t, depth-1) + " "
		case 3:
			text += randomGroup(t, depth-1) + " UNION " + randomGroup(t, depth-1) + " "
		case 4:
			text += "MINUS " + randomGroup(t, depth-1) + " "
		case 5, 6, 7:
			text += "FILTER(" + randomExpr(t, depth) + ") "
		case 8:
			text += rapid.SampledFrom([]string{"GRAPH ?g ", "GRAPH ?a ", "GRAPH :g2 "}).Draw(t, "graph") + randomGroup(t, depth-1) + " "
		case 9:
			text += "VALUES (?a ?b) { (:n1 1) (UNDEF :n2) (:n3 UNDEF) } "
		case 10:
			text += "{ SELECT ?a (COUNT(?b) AS ?c) " + randomGroup(t, depth-1) + " GROUP BY ?a } "
		case 11:
			text += "{ SELECT ?a ?b " + randomGroup(t, depth-1) + " } "
		case 12:
			bound++
			text = "{ " + text + fmt.Sprintf("} BIND(%s + 1 AS ?e%d%d) ", randomVar(t), depth, bound)
		}
	}
	return text + "}"
}

// FuzzPlansAgree is TestPlansAgree on what a fuzzer makes.
func FuzzPlansAgree(f *testing.F) { f.Fuzz(rapid.MakeFuzz(plansAgree)) }
