package gazetteer

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"diplograph/data"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// projectNames are the local names of the project's vocabulary, read from the
// constants of graph/vocab that are written DG + "Name".
func projectNames(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../../graph/vocab/vocab.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	ast.Inspect(file, func(n ast.Node) bool {
		sum, ok := n.(*ast.BinaryExpr)
		if !ok || sum.Op != token.ADD {
			return true
		}
		left, isName := sum.X.(*ast.Ident)
		right, isText := sum.Y.(*ast.BasicLit)
		if isName && isText && left.Name == "DG" {
			name, err := strconv.Unquote(right.Value)
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, name)
		}
		return true
	})
	if len(names) == 0 {
		t.Fatal("graph/vocab has no constant written DG + \"Name\"")
	}
	return names
}

// description is what the ontology says of one of the project's names.
type description map[string][]rdf.Term

func ontology(t *testing.T) map[string]description {
	t.Helper()
	text, err := data.FS.Open("ontology/diplograph.ttl")
	if err != nil {
		t.Fatal(err)
	}
	defer text.Close()
	r, err := rdf.NewReader(text, rdf.Turtle, rdf.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]description{}
	for {
		q, err := r.Read()
		if errors.Is(err, io.EOF) {
			return said
		}
		if err != nil {
			t.Fatal(err)
		}
		local, ok := strings.CutPrefix(q.Subject.Value, vocab.DG)
		if !ok || local == "" {
			continue
		}
		if said[local] == nil {
			said[local] = description{}
		}
		p := vocab.Compact(q.Predicate.Value)
		said[local][p] = append(said[local][p], q.Object)
	}
}

// TestOntologyIsTheVocabulary: every constant is described, nothing else is.
func TestOntologyIsTheVocabulary(t *testing.T) {
	names := projectNames(t)
	said := ontology(t)
	for _, name := range names {
		if said[name] == nil {
			t.Errorf("dg:%s is in graph/vocab and not in the ontology", name)
		}
	}
	for name := range said {
		if !slices.Contains(names, name) {
			t.Errorf("dg:%s is in the ontology and not in graph/vocab", name)
		}
	}
}

// needs lists what a term of each type must have besides a label and a comment.
var needs = map[string][]string{
	"owl:Class":            {"rdfs:subClassOf"},
	"owl:ObjectProperty":   {"rdfs:domain", "rdfs:range"},
	"owl:DatatypeProperty": {"rdfs:domain", "rdfs:range"},
	"skos:Concept":         nil,
	"org:Role":             nil,
}

func TestOntologyIsComplete(t *testing.T) {
	for name, d := range ontology(t) {
		if len(d["rdf:type"]) == 0 {
			t.Errorf("dg:%s has no type", name)
			continue
		}
		kind := vocab.Compact(d["rdf:type"][0].Value)
		wanted, known := needs[kind]
		if !known {
			t.Errorf("dg:%s has the unexpected type %s", name, kind)
		}
		for _, p := range append([]string{"rdfs:label", "rdfs:comment"}, wanted...) {
			if len(d[p]) == 0 {
				t.Errorf("dg:%s has no %s", name, p)
			}
		}
		if !hasLanguage(d["rdfs:label"], "en") || !hasLanguage(d["rdfs:comment"], "en") {
			t.Errorf("dg:%s has no label or no comment in English", name)
		}
		checkLabels(t, name, d["rdfs:label"])
		checkLinks(t, name, d)
	}
}

func hasLanguage(labels []rdf.Term, language string) bool {
	return slices.ContainsFunc(labels, func(l rdf.Term) bool { return l.Language == language })
}

func checkLabels(t *testing.T, name string, labels []rdf.Term) {
	seen := map[string]bool{}
	for _, l := range labels {
		if seen[l.Language] {
			t.Errorf("dg:%s has two labels in %s", name, l.Language)
		}
		seen[l.Language] = true
		if !slices.Contains(Languages, l.Language) {
			t.Errorf("dg:%s has a label in the unexpected language %q", name, l.Language)
		}
		if bad := wrongScript(l.Language, l.Value); bad != "" {
			t.Errorf("dg:%s: %q: %s", name, l.Value, bad)
		}
	}
}

// checkLinks finds links to names of the project that it does not have.
func checkLinks(t *testing.T, name string, d description) {
	names := projectNames(t)
	for p, objects := range d {
		for _, o := range objects {
			if local, ok := strings.CutPrefix(o.Value, vocab.DG); ok && o.IsIRI() && !slices.Contains(names, local) {
				t.Errorf("dg:%s %s dg:%s: graph/vocab has no such name", name, p, local)
			}
		}
	}
}

// TestActors: every property that names who takes part is a sem:hasActor.
func TestActors(t *testing.T) {
	said := ontology(t)
	for _, name := range []string{"visitor", "host", "participant", "attendee", "signatory", "party", "initiator"} {
		if !slices.Contains(said[name]["rdfs:subPropertyOf"], rdf.IRI(vocab.SEMHasActor)) {
			t.Errorf("dg:%s is no sub-property of sem:hasActor", name)
		}
	}
}
