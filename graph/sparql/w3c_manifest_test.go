package sparql_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"diplograph/graph/rdf"
)

// Namespaces of the manifests.
const (
	mf   = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
	qt   = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
	ut   = "http://www.w3.org/2009/sparql/tests/test-update#"
	rdfs = "http://www.w3.org/2000/01/rdf-schema#"
	sd   = "http://www.w3.org/ns/sparql-service-description#"
)

// A w3cTest is an entry of a manifest. Files are IRIs under suiteBase.
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

// suiteBase is the IRI that stands for the folder of the suites.
const suiteBase = "https://w3c.github.io/rdf-tests/sparql/"

// suiteFolder finds shared/w3c/sparql beside the project's root, or what "make
// conformance" has fetched.
func suiteFolder(t *testing.T) string {
	for _, folder := range []string{"../../.w3c/sparql", "../../../shared/w3c/sparql"} {
		if _, err := os.Stat(folder); err == nil {
			return folder
		}
	}
	fmt.Printf("%s: the W3C suites were not found, all of them are skipped\n", t.Name())
	t.SkipNow()
	return ""
}

// A suiteFiles reads the files of a folder of suites.
type suiteFiles struct{ folder string }

func (s suiteFiles) path(iri string) string {
	return filepath.Join(s.folder, filepath.FromSlash(strings.TrimPrefix(iri, suiteBase)))
}

func (s suiteFiles) text(iri string) (string, error) {
	text, err := os.ReadFile(s.path(iri))
	return string(text), err
}

// quads reads an RDF file.
func (s suiteFiles) quads(iri string) ([]rdf.Quad, error) {
	f, known := rdf.FormatByExtension(filepath.Ext(iri))
	if !known {
		return nil, fmt.Errorf("%s: no RDF", iri)
	}
	in, err := os.Open(s.path(iri))
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return readQuads(in, f, iri)
}

func readQuads(in io.Reader, f rdf.Format, base string) (quads []rdf.Quad, err error) {
	r, err := rdf.NewReader(in, f, rdf.ReaderOptions{Base: base})
	if err != nil {
		return nil, err
	}
	for {
		q, err := r.Read()
		if err == io.EOF {
			return quads, nil
		}
		if err != nil {
			return nil, err
		}
		quads = append(quads, q)
	}
}

// dataset reads the files of a dataset; blank nodes of different files differ.
func (s suiteFiles) dataset(d w3cData) (all []rdf.Quad, err error) {
	add := func(file, graph string) error {
		quads, err := s.quads(file)
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

// A manifest is the statements of a manifest by subject and predicate.
type manifest map[rdf.Term]map[string][]rdf.Term

func (m manifest) all(s rdf.Term, p string) []rdf.Term { return m[s][p] }

func (m manifest) one(s rdf.Term, p string) rdf.Term {
	if all := m[s][p]; len(all) > 0 {
		return all[0]
	}
	return rdf.Term{}
}

func (m manifest) list(node rdf.Term) (items []rdf.Term) {
	for !node.IsZero() && node.Value != rdf.RDFNil {
		items = append(items, m.one(node, rdf.RDFFirst))
		node = m.one(node, rdf.RDFRest)
	}
	return items
}

func (s suiteFiles) manifest(iri string) (manifest, error) {
	quads, err := s.quads(iri)
	m := manifest{}
	for _, q := range quads {
		if m[q.Subject] == nil {
			m[q.Subject] = map[string][]rdf.Term{}
		}
		m[q.Subject][q.Predicate.Value] = append(m[q.Subject][q.Predicate.Value], q.Object)
	}
	return m, err
}

// tests lists the entries of a manifest that stand in its list.
func (s suiteFiles) tests(iri string) (tests []w3cTest, err error) {
	m, err := s.manifest(iri)
	if err != nil {
		return nil, err
	}
	for node := range m {
		for _, e := range m.list(m.one(node, mf+"entries")) {
			tests = append(tests, m.test(e))
		}
		for _, part := range m.list(m.one(node, mf+"include")) {
			more, err := s.tests(part.Value)
			if err != nil {
				return nil, err
			}
			tests = append(tests, more...)
		}
	}
	return tests, nil
}

func (m manifest) test(e rdf.Term) w3cTest {
	_, kind, _ := strings.Cut(m.one(e, rdf.RDFType).Value, "#")
	t := w3cTest{name: m.one(e, mf+"name").Value, kind: kind, services: map[string]w3cData{}}
	action, result := m.one(e, mf+"action"), m.one(e, mf+"result")
	t.regime = len(m.all(action, sd+"entailmentRegime")) > 0 || len(m.all(e, sd+"entailmentRegime")) > 0
	if action.IsIRI() {
		t.text = action.Value
		return t
	}
	if t.text = m.one(action, qt+"query").Value; t.text == "" {
		t.text = m.one(action, ut+"request").Value
	}
	t.before = m.data(action)
	for _, service := range m.all(action, qt+"serviceData") {
		t.services[m.one(service, qt+"endpoint").Value] = m.data(service)
	}
	if t.result = result.Value; result.IsBlank() {
		t.result, t.after = "", m.data(result)
	}
	return t
}

func (m manifest) data(node rdf.Term) (d w3cData) {
	for _, p := range []string{qt + "data", ut + "data"} {
		for _, file := range m.all(node, p) {
			d.unnamed = append(d.unnamed, file.Value)
		}
	}
	for _, p := range []string{qt + "graphData", ut + "graphData"} {
		for _, g := range m.all(node, p) {
			if g.IsIRI() {
				d.named = append(d.named, [2]string{g.Value, g.Value})
				continue
			}
			file := m.one(g, ut+"graph")
			if file.IsZero() {
				file = m.one(g, qt+"graph")
			}
			d.named = append(d.named, [2]string{m.one(g, rdfs+"label").Value, file.Value})
		}
	}
	return d
}
