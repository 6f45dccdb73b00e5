package sparql_test

import (
	"fmt"
	"io"
	"math/big"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"diplograph/graph/rdf"
	"diplograph/graph/rdf/rdftest"
	"diplograph/graph/rdf/w3ctest"
	"diplograph/graph/sparql/results"
)

// An answer is that of a query: rows, a boolean or a graph.
type answer struct {
	vars    []string
	rows    [][]rdf.Term
	boolean *bool
	graph   []rdf.Quad
	isGraph bool
	ordered bool
}

// A verdict says how an answer is the one expected.
type verdict uint8

const (
	different verdict = iota
	exact             // term by term
	byCase            // language tags that differ in case, which are the same (RDF 1.1 Concepts, 3.3)
	byValue           // numbers of one datatype that are written differently
)

// compare holds an answer against the expected one: the same variables, the same
// solutions as often as expected, in order if the query has one, blank nodes one
// to one.
func compare(got, want answer) verdict {
	switch {
	case want.boolean != nil:
		if got.boolean != nil && *got.boolean == *want.boolean {
			return exact
		}
		return different
	case got.boolean != nil, got.isGraph != want.isGraph:
		return different
	}
	for v, change := range []func(rdf.Term) rdf.Term{exact: same, byCase: lowerTag, byValue: canonicalNumber} {
		if change == nil {
			continue
		}
		a, okA := asGraph(got, want.vars, change)
		b, okB := asGraph(want, want.vars, change)
		if okA && okB && rdftest.Isomorphic(a, b) {
			return verdict(v)
		}
	}
	return different
}

func same(t rdf.Term) rdf.Term { return t }

func lowerTag(t rdf.Term) rdf.Term {
	t.Language = strings.ToLower(t.Language)
	return t
}

// canonicalNumber gives numbers of equal value and datatype one form.
func canonicalNumber(t rdf.Term) rdf.Term {
	switch strings.TrimPrefix(t.Datatype, rdf.XSDNamespace) {
	case "integer", "decimal":
		if r, ok := new(big.Rat).SetString(t.Value); ok {
			t.Value = r.RatString()
		}
	case "double", "float":
		if f, err := strconv.ParseFloat(t.Value, 64); err == nil {
			t.Value = strconv.FormatFloat(f, 'g', -1, 64)
		}
	}
	return t
}

// asGraph writes solutions as a graph of a node for each row, so that comparing
// them is comparing graphs; a graph is one already.
func asGraph(a answer, vars []string, change func(rdf.Term) rdf.Term) (quads []rdf.Quad, ok bool) {
	if a.isGraph {
		for _, q := range a.graph {
			q.Object = change(q.Object)
			quads = append(quads, q)
		}
		return quads, true
	}
	if !slices.Equal(slices.Sorted(slices.Values(a.vars)), slices.Sorted(slices.Values(vars))) {
		return nil, false
	}
	for i, row := range a.rows {
		node := rdf.Blank(fmt.Sprintf("row.%d", i))
		place := "row"
		if a.ordered {
			place = strconv.Itoa(i)
		}
		quads = append(quads, rdf.Quad{Subject: node, Predicate: rdf.IRI("urn:is"), Object: rdf.String(place)})
		for j, t := range row {
			if !t.IsZero() {
				quads = append(quads, rdf.Quad{Subject: node, Predicate: rdf.IRI("urn:var:" + a.vars[j]), Object: change(t)})
			}
		}
	}
	return quads, true
}

// text shows an answer in a failure.
func (a answer) text() string {
	var b strings.Builder
	switch {
	case a.boolean != nil:
		fmt.Fprintln(&b, *a.boolean)
	case a.isGraph:
		for _, q := range a.graph {
			fmt.Fprintln(&b, q)
		}
	default:
		w, err := results.NewWriter(&b, results.TSV, a.vars, results.WriterOptions{})
		for i := 0; err == nil && i < len(a.rows); i++ {
			err = w.Row(a.rows[i])
		}
		if err == nil {
			err = w.Close()
		}
		if err != nil {
			fmt.Fprintln(&b, err)
		}
	}
	return b.String()
}

// expected reads the file of an answer.
func (s suiteFiles) expected(iri string) (a answer, err error) {
	if f, known := results.FormatByExtension(filepath.Ext(iri)); known {
		text, err := s.Text(iri)
		if err != nil {
			return a, err
		}
		return readAnswer(strings.NewReader(text), f)
	}
	quads, err := s.Quads(iri)
	if err != nil {
		return a, err
	}
	if a, ok := resultSet(quads); ok {
		return a, nil
	}
	return answer{graph: quads, isGraph: true}, nil
}

func readAnswer(in io.Reader, f results.Format) (a answer, err error) {
	r, err := results.NewReader(in, f, results.ReaderOptions{})
	if err != nil {
		return a, err
	}
	a.vars = r.Vars()
	if value, ok := r.Boolean(); ok {
		a.boolean = &value
	}
	for {
		row, err := r.Row()
		if err == io.EOF {
			return a, nil
		}
		if err != nil {
			return a, err
		}
		a.rows = append(a.rows, row)
	}
}

const rs = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"

// resultSet reads solutions that are written in RDF.
func resultSet(quads []rdf.Quad) (a answer, ok bool) {
	m := w3ctest.StatementsOf(quads)
	var set rdf.Term
	for _, q := range quads {
		if q.Object.Value == rs+"ResultSet" {
			set, ok = q.Subject, true
		}
	}
	for _, v := range m.All(set, rs+"resultVariable") {
		a.vars = append(a.vars, v.Value)
	}
	for _, solution := range m.All(set, rs+"solution") {
		row := make([]rdf.Term, len(a.vars))
		for _, binding := range m.All(solution, rs+"binding") {
			if i := slices.Index(a.vars, m.One(binding, rs+"variable").Value); i >= 0 {
				row[i] = m.One(binding, rs+"value")
			}
		}
		a.rows = append(a.rows, row)
	}
	return a, ok
}

// asCSV gives an answer as CSV can hold it, blank nodes told from strings.
func asCSV(a answer) (answer, error) {
	var b strings.Builder
	w, err := results.NewWriter(&b, results.CSV, a.vars, results.WriterOptions{})
	if err != nil {
		return a, err
	}
	for _, row := range a.rows {
		if err := w.Row(row); err != nil {
			return a, err
		}
	}
	if err := w.Close(); err != nil {
		return a, err
	}
	back, err := readAnswer(strings.NewReader(b.String()), results.CSV)
	return blanksOfCSV(back), err
}

func blanksOfCSV(a answer) answer {
	for _, row := range a.rows {
		for i, t := range row {
			if label, ok := strings.CutPrefix(t.Value, "_:"); ok {
				row[i] = rdf.Blank(label)
			}
		}
	}
	return a
}
