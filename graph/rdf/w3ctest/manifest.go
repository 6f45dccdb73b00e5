package w3ctest

import (
	"fmt"
	"strings"

	"diplograph/graph/rdf"
)

// Namespaces of the manifests.
const (
	MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
	QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
	UT = "http://www.w3.org/2009/sparql/tests/test-update#"
)

// Statements are the objects that a graph has for subjects and predicates.
type Statements map[rdf.Term]map[string][]rdf.Term

// StatementsOf sorts quads.
func StatementsOf(quads []rdf.Quad) Statements {
	m := Statements{}
	for _, q := range quads {
		if m[q.Subject] == nil {
			m[q.Subject] = map[string][]rdf.Term{}
		}
		m[q.Subject][q.Predicate.Value] = append(m[q.Subject][q.Predicate.Value], q.Object)
	}
	return m
}

// All gives the objects of a subject and a predicate.
func (m Statements) All(s rdf.Term, p string) []rdf.Term { return m[s][p] }

// One gives the first of them, or none.
func (m Statements) One(s rdf.Term, p string) rdf.Term {
	if all := m[s][p]; len(all) > 0 {
		return all[0]
	}
	return rdf.Term{}
}

// List gives the items of a list of RDF.
func (m Statements) List(node rdf.Term) (items []rdf.Term) {
	for !node.IsZero() && node.Value != rdf.RDFNil {
		items = append(items, m.One(node, rdf.RDFFirst))
		node = m.One(node, rdf.RDFRest)
	}
	return items
}

// A Test is an entry of a manifest.
type Test struct {
	Statements // of the manifest

	Node           rdf.Term
	Name, Kind     string // Kind: local name of its rdf:type
	Action, Result rdf.Term
}

// Tests lists the entries of a manifest and of those that it includes.
func (s Suites) Tests(iri string) (tests []Test, err error) {
	quads, err := s.Quads(iri)
	if err != nil {
		return nil, err
	}
	m := StatementsOf(quads)
	for _, q := range quads {
		switch q.Predicate.Value {
		case MF + "assumedTestBase": // that of every test is its own IRI
			if !strings.HasPrefix(iri, q.Object.Value) {
				return nil, fmt.Errorf("<%s> has the base <%s>", iri, q.Object.Value)
			}
		case MF + "entries":
			for _, node := range m.List(q.Object) {
				tests = append(tests, m.test(node))
			}
		case MF + "include":
			for _, part := range m.List(q.Object) {
				more, err := s.Tests(part.Value)
				if err != nil {
					return nil, err
				}
				tests = append(tests, more...)
			}
		}
	}
	return tests, nil
}

func (m Statements) test(node rdf.Term) Test {
	_, kind, _ := strings.Cut(m.One(node, rdf.RDFType).Value, "#")
	return Test{
		Statements: m, Node: node, Name: m.One(node, MF+"name").Value, Kind: kind,
		Action: m.One(node, MF+"action"), Result: m.One(node, MF+"result"),
	}
}

// Text is the IRI of the query or the update of a test of SPARQL.
func (t Test) Text() string {
	if !t.Action.IsBlank() {
		return t.Action.Value
	}
	if query := t.One(t.Action, QT+"query"); !query.IsZero() {
		return query.Value
	}
	return t.One(t.Action, UT+"request").Value
}
