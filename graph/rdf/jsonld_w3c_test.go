package rdf_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"diplograph/graph/rdf"
	"diplograph/graph/rdf/rdftest"
)

// A toRdfTest is an entry of the JSON-LD 1.1 toRdf manifest.
type toRdfTest struct {
	ID     string   `json:"@id"`
	Type   []string `json:"@type"`
	Name   string
	Input  string
	Expect string
	Option struct {
		SpecVersion    string
		ProcessingMode string
		Base           string
		ExpandContext  string
		RDFDirection   string
		Generalized    bool `json:"produceGeneralizedRdf"`
	}
}

// jsonldSuite finds the JSON-LD suite, which json-gold's module carries.
func jsonldSuite() (folder string, found bool) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/piprate/json-gold").Output()
	if err != nil {
		return "", false
	}
	folder = filepath.Join(strings.TrimSpace(string(dir)), "ld", "testdata")
	_, err = os.Stat(filepath.Join(folder, "toRdf-manifest.jsonld"))
	return folder, err == nil
}

// skip says why the test is not for this reader: it asks for JSON-LD 1.0, for
// predicates that RDF does not have, or for directions as datatypes, for which
// RDF 1.2 has a place of its own.
func (c toRdfTest) skip() bool {
	o := c.Option
	return o.SpecVersion == "json-ld-1.0" || o.ProcessingMode == "json-ld-1.0" || o.Generalized || o.RDFDirection != ""
}

func (c toRdfTest) run(suite, base string) error {
	opts := rdf.ReaderOptions{Base: base + c.Input, LoadContext: func(iri string) ([]byte, error) {
		name, ok := strings.CutPrefix(iri, base)
		if !ok {
			return nil, fmt.Errorf("%s is not part of the suite", iri)
		}
		return os.ReadFile(filepath.Join(suite, filepath.FromSlash(name)))
	}}
	if c.Option.Base != "" {
		opts.Base = c.Option.Base
	}
	doc, err := os.ReadFile(filepath.Join(suite, c.Input))
	if err != nil {
		return err
	}
	if c.Option.ExpandContext != "" {
		doc = fmt.Appendf(nil, `{"@context": [%q], "@graph": %s}`, base+c.Option.ExpandContext, doc)
	}
	quads, err := rdftest.ReadAll(bytes.NewReader(doc), rdf.JSONLD, opts)
	switch kind := c.Type[0]; {
	case kind == "jld:NegativeEvaluationTest" && err == nil:
		return fmt.Errorf("read %d quads of a bad document", len(quads))
	case kind == "jld:NegativeEvaluationTest" && !errors.As(err, new(*rdf.SyntaxError)):
		return fmt.Errorf("not a syntax error: %w", err)
	case kind == "jld:NegativeEvaluationTest":
		return nil
	case err != nil || kind == "jld:PositiveSyntaxTest":
		return err
	}
	result, err := os.ReadFile(filepath.Join(suite, c.Expect))
	if err != nil {
		return err
	}
	want, err := rdftest.ReadAll(bytes.NewReader(result), rdf.NQuads, rdf.ReaderOptions{})
	if err != nil {
		return fmt.Errorf("expected result: %w", err)
	}
	for i := range quads { // the suite drops directions
		if o := quads[i].Object; o.Direction != rdf.NoDirection {
			quads[i].Object = rdf.LangString(o.Value, o.Language)
		}
	}
	if d := rdftest.Diff(quads, want); d != "" {
		return errors.New(d)
	}
	return nil
}

// jsonldPassed is what json-gold's expansion is known to get right; the test
// holds the reader to it.
const jsonldPassed = 419

// TestW3CJSONLD runs the toRdf suite of JSON-LD 1.1.
func TestW3CJSONLD(t *testing.T) {
	suite, found := jsonldSuite()
	if !found {
		t.Skip("JSON-LD suites not run: 1; it is in the module of json-gold, which go mod download fetches")
	}
	text, err := os.ReadFile(filepath.Join(suite, "toRdf-manifest.jsonld"))
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		BaseIri  string
		Sequence []toRdfTest
	}
	if err := json.Unmarshal(text, &manifest); err != nil {
		t.Fatal(err)
	}
	passed, total, skipped := 0, 0, 0
	for _, c := range manifest.Sequence {
		if c.skip() {
			skipped++
			continue
		}
		total++
		if err := c.run(suite, manifest.BaseIri); err != nil {
			t.Logf("%s %s: %v", c.ID, c.Name, err)
			continue
		}
		passed++
	}
	if passed < jsonldPassed {
		t.Errorf("%d tests pass, %d did", passed, jsonldPassed)
	}
	fmt.Printf("json-ld11/toRdf %d/%d (%d of JSON-LD 1.0, generalized RDF or directions as datatypes left out)\n", passed, total, skipped)
}
