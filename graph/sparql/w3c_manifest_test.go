package sparql_test

import (
	"fmt"
	"testing"

	"diplograph/graph/rdf"
	"diplograph/graph/rdf/w3ctest"
	"diplograph/graph/vocab"
)

// sd is the namespace of the descriptions of services.
const sd = "http://www.w3.org/ns/sparql-service-description#"

// A w3cTest is an entry of a manifest. Files are IRIs below w3ctest.Base.
type w3cTest struct {
	name, kind string // kind: local name of its rdf:type
	text       string // file of the query or the update
	before     w3cData
	services   map[string]w3cData // by endpoint
	result     string             // file of what a query gives
	after      w3cData            // of an update
	regime     bool               // it asks for entailment
}

// A w3cData is a dataset in files.
type w3cData struct {
	unnamed []string
	named   [][2]string // graph, file
}

// suiteCounts are the suites of each version.
var suiteCounts = map[string]int{"sparql11": 35, "sparql12": 10}

// needSuites finds the suites, or skips the test.
func needSuites(t *testing.T) suiteFiles {
	t.Helper()
	return suiteFiles{w3ctest.Need(t, suiteCounts["sparql11"]+suiteCounts["sparql12"])}
}

// A suiteFiles reads the files of the suites.
type suiteFiles struct{ w3ctest.Suites }

// dataset reads the files of a dataset; blank nodes of different files differ.
func (s suiteFiles) dataset(d w3cData) (all []rdf.Quad, err error) {
	add := func(file, graph string) error {
		quads, err := s.Quads(file)
		mark := fmt.Sprintf("f%d.", len(all))
		for _, q := range quads {
			q = relabelled(q, func(label string) string { return mark + label })
			if graph != "" {
				q.Graph = rdf.IRI(graph)
			}
			all = append(all, q)
		}
		return err
	}
	for _, file := range d.unnamed {
		if err := add(file, ""); err != nil {
			return nil, err
		}
	}
	for _, pair := range d.named {
		if err := add(pair[1], pair[0]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// relabelled gives q with other labels of its blank nodes.
func relabelled(q rdf.Quad, label func(string) string) rdf.Quad {
	var term func(rdf.Term) rdf.Term
	term = func(t rdf.Term) rdf.Term {
		switch {
		case t.IsBlank():
			return rdf.Blank(label(t.Value))
		case t.IsTriple():
			return rdf.TripleTerm(term(t.Triple.Subject), term(t.Triple.Predicate), term(t.Triple.Object))
		}
		return t
	}
	return rdf.Quad{Subject: term(q.Subject), Predicate: q.Predicate, Object: term(q.Object), Graph: term(q.Graph)}
}

// tests lists the entries of a manifest.
func (s suiteFiles) tests(iri string) (tests []w3cTest, err error) {
	entries, err := s.Tests(iri)
	for _, e := range entries {
		tests = append(tests, testOf(e))
	}
	return tests, err
}

func testOf(e w3ctest.Test) w3cTest {
	t := w3cTest{name: e.Name, kind: e.Kind, text: e.Text(), services: map[string]w3cData{}}
	t.regime = len(e.All(e.Action, sd+"entailmentRegime")) > 0 || len(e.All(e.Node, sd+"entailmentRegime")) > 0
	if e.Action.IsIRI() {
		return t
	}
	t.before = dataOf(e, e.Action)
	for _, service := range e.All(e.Action, w3ctest.QT+"serviceData") {
		t.services[e.One(service, w3ctest.QT+"endpoint").Value] = dataOf(e, service)
	}
	if t.result = e.Result.Value; e.Result.IsBlank() {
		t.result, t.after = "", dataOf(e, e.Result)
	}
	return t
}

func dataOf(e w3ctest.Test, node rdf.Term) (d w3cData) {
	for _, p := range []string{w3ctest.QT + "data", w3ctest.UT + "data"} {
		for _, file := range e.All(node, p) {
			d.unnamed = append(d.unnamed, file.Value)
		}
	}
	for _, p := range []string{w3ctest.QT + "graphData", w3ctest.UT + "graphData"} {
		for _, g := range e.All(node, p) {
			if g.IsIRI() {
				d.named = append(d.named, [2]string{g.Value, g.Value})
				continue
			}
			file := e.One(g, w3ctest.UT+"graph")
			if file.IsZero() {
				file = e.One(g, w3ctest.QT+"graph")
			}
			d.named = append(d.named, [2]string{e.One(g, vocab.RDFS+"label").Value, file.Value})
		}
	}
	return d
}
