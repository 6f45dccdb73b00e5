package syntax

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"testing"

	"diplograph/graph/rdf/w3ctest"
)

// A syntaxTest is an entry of a manifest: a file that is SPARQL or is not.
type syntaxTest struct {
	name, file string
	bad        bool
}

// syntaxTests lists what a manifest's tests say about syntax: those of syntax
// themselves, and the queries and updates of evaluation tests, which parse.
func syntaxTests(t *testing.T, s w3ctest.Suites, manifest string) (tests []syntaxTest) {
	entries, err := s.Tests(manifest)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if ext := path.Ext(e.Text()); ext == ".rq" || ext == ".ru" {
			tests = append(tests, syntaxTest{name: e.Name, file: e.Text(), bad: strings.HasPrefix(e.Kind, "Negative")})
		}
	}
	return tests
}

// parseFile parses a file by its extension, prints it and parses that again.
func parseFile(s w3ctest.Suites, file string) error {
	text, err := s.Text(file)
	if err != nil {
		return err
	}
	if path.Ext(file) == ".ru" {
		return checkUpdate(text, Options{Base: file})
	}
	return checkQuery(text, Options{Base: file})
}

// unmet are tests of the suites that fail, and why.
var unmet = map[string]string{
	"sparql12/codepoint-escapes/codepoint-esc-01-bad.rq": "1.2 refuses what section 19.2 of 1.1 allows: escapes outside strings and IRIs",
	"sparql12/codepoint-escapes/codepoint-esc-03-bad.rq": "likewise",
}

// drafts are files that no manifest names: path{n,m}, which a draft of SPARQL
// 1.1 had and the specification has not.
var drafts = map[string]bool{
	"path-2-1.rq": true, "path-2-3.rq": true, "path-3-1.rq": true, "path-3-2.rq": true, "path-3-4.rq": true,
	"pp04.rq": true, "pp05.rq": true, "pp13.rq": true, "pp15.rq": true,
}

// run tells why a test fails, if it does.
func (c syntaxTest) run(s w3ctest.Suites) error {
	err := parseFile(s, c.file)
	if !c.bad {
		return err
	}
	if err == nil {
		return errors.New("parsed, but is not SPARQL")
	}
	if e := new(Error); !errors.As(err, &e) || e.Line == 0 {
		return fmt.Errorf("not a syntax error with a place: %w", err)
	}
	return nil
}

// TestW3C runs the W3C suites. Its last lines give each suite's passed/total.
func TestW3C(t *testing.T) {
	s := w3ctest.Need(t, 35+10) // of SPARQL 1.1 and of 1.2
	var summary strings.Builder
	for _, version := range []string{"sparql11", "sparql12"} {
		manifests := s.Glob("sparql/" + version + "/*/manifest.ttl")
		var passedAll, totalAll int
		for _, manifest := range manifests {
			passed, total := 0, 0
			for _, c := range syntaxTests(t, s, manifest) {
				total++
				name := strings.TrimPrefix(c.file, w3ctest.Base+"sparql/")
				err := c.run(s)
				if err == nil {
					passed++
				}
				if known := unmet[name] != ""; known == (err == nil) {
					t.Errorf("%s (%s): %v; known to fail: %v", name, c.name, err, known)
				}
			}
			if total > 0 {
				fmt.Fprintf(&summary, "%s/%s %d/%d\n", version, path.Base(path.Dir(manifest)), passed, total)
			}
			passedAll, totalAll = passedAll+passed, totalAll+total
		}
		fmt.Fprintf(&summary, "%s in all %d/%d\n", version, passedAll, totalAll)
	}
	passed, total := everyFile(t, s)
	fmt.Fprintf(&summary, "every .rq and .ru file of sparql11 that no test calls bad %d/%d\n", passed, total)
	fmt.Print(summary.String())
}

// everyFile parses the files that no manifest says not to be SPARQL, whether or
// not one names them.
func everyFile(t *testing.T, s w3ctest.Suites) (passed, total int) {
	bad, named := map[string]bool{}, map[string]bool{}
	for _, manifest := range s.Glob("sparql/sparql11/*/manifest.ttl") {
		for _, c := range syntaxTests(t, s, manifest) {
			named[c.file] = true
			bad[c.file] = c.bad
		}
	}
	for _, file := range s.Glob("sparql/sparql11/*/*.r[qu]") {
		if bad[file] || !named[file] && drafts[path.Base(file)] {
			continue
		}
		total++
		if err := parseFile(s, file); err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		passed++
	}
	return passed, total
}
