package sparql_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"diplograph/graph/rdf/rdftest"
	"diplograph/graph/sparql/syntax"
)

// A score counts the tests of a suite.
type score struct {
	passed, total, skipped int
	why                    string // they were skipped
}

// elsewhere are the kinds of tests that are run against a server.
var elsewhere = map[string]string{
	"ProtocolTest":           "package server runs them",
	"GraphStoreProtocolTest": "package server runs those of graph-store-protocol, which replace http-rdf-update",
	"ServiceDescriptionTest": "package server runs them",
}

// otherwise are the tests of SPARQL 1.2 that want the opposite of what SPARQL 1.1
// says, which holds here. They count as not passed.
var otherwise = map[string]string{
	"codepoint-esc-01-bad.rq": "1.1, 19.2: escapes of code points are decoded before the grammar is applied",
	"codepoint-esc-03-bad.rq": "1.1, 19.2: escapes of code points are decoded before the grammar is applied",
	"not-not":                 "1.1, 17.2.2: a plain literal and an ill-typed boolean have an effective boolean value",
}

// TestW3C runs the suites of SPARQL 1.1 and 1.2 and ends with a line for each:
// passed/total.
func TestW3C(t *testing.T) {
	files := needSuites(t)
	for _, version := range []string{"sparql11", "sparql12"} {
		manifests := files.Glob("sparql/" + version + "/*/manifest.ttl")
		if len(manifests) != suiteCounts[version] {
			t.Errorf("%s has %d suites, want %d", version, len(manifests), suiteCounts[version])
		}
		scores := map[string]*score{}
		needed := map[verdict][]string{}
		for _, manifest := range manifests {
			suite := path.Base(path.Dir(manifest))
			t.Run(version+"/"+suite, func(t *testing.T) {
				scores[suite] = runSuite(t, files, manifest, needed)
			})
		}
		report(version, scores, needed)
	}
}

// report prints the scores.
func report(version string, scores map[string]*score, needed map[verdict][]string) {
	var sum score
	for _, suite := range slices.Sorted(maps.Keys(scores)) {
		s := scores[suite]
		line := fmt.Sprintf("%s/%s %d/%d", version, suite, s.passed, s.total)
		if s.skipped > 0 {
			line += fmt.Sprintf(" (%d skipped: %s)", s.skipped, s.why)
		}
		fmt.Println(line)
		sum.passed, sum.total, sum.skipped = sum.passed+s.passed, sum.total+s.total, sum.skipped+s.skipped
	}
	fmt.Printf("%s/all %d/%d (%d skipped)\n", version, sum.passed, sum.total, sum.skipped)
	fmt.Printf("%s compared by numeric value: %d: %s\n", version, len(needed[byValue]), strings.Join(needed[byValue], "; "))
	fmt.Printf("%s compared without the case of language tags: %d: %s\n", version, len(needed[byCase]), strings.Join(needed[byCase], "; "))
}

func runSuite(t *testing.T, files suiteFiles, iri string, needed map[verdict][]string) *score {
	tests, err := files.tests(iri)
	if err != nil {
		t.Fatal(err)
	}
	s := &score{}
	for _, test := range tests {
		if why := elsewhere[test.kind]; why != "" || test.regime {
			if s.skipped++; test.regime {
				why = "entailment is out of scope"
			}
			s.why = why
			continue
		}
		s.total++
		v := different
		passed := t.Run(test.name, func(t *testing.T) {
			var err error
			v, err = files.run(test)
			switch why := otherwise[test.name]; {
			case why != "" && err != nil:
				t.Skip("SPARQL 1.2 wants the opposite; " + why)
			case why != "":
				t.Error("it passes, so it is not otherwise here")
			case err != nil:
				t.Error(err)
			}
		})
		if passed && v != different {
			s.passed++
		}
		if v == byValue || v == byCase {
			needed[v] = append(needed[v], test.name)
		}
	}
	return s
}

// run says why the engine fails a test, if it does.
func (s suiteFiles) run(test w3cTest) (v verdict, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	text, err := s.Text(test.text)
	if err != nil {
		return different, err
	}
	update := strings.Contains(test.kind, "Update")
	switch {
	case strings.Contains(test.kind, "PositiveSyntax"), strings.Contains(test.kind, "PositiveUpdateSyntax"):
		return exact, parse(text, test.text, update)
	case strings.Contains(test.kind, "Negative"):
		err := parse(text, test.text, update)
		if e, ok := errors.AsType[*syntax.Error](err); !ok {
			return different, fmt.Errorf("expected a syntax error, got %v in\n%s", err, text)
		} else if e.Line == 0 {
			return different, fmt.Errorf("a syntax error without its line: %v", err)
		}
		return exact, nil
	case test.kind == "UpdateEvaluationTest":
		return exact, s.runUpdate(ctx, test, text)
	case test.kind == "QueryEvaluationTest", test.kind == "CSVResultFormatTest":
		return s.runQuery(ctx, test, text)
	}
	return different, fmt.Errorf("a test of unknown kind %q", test.kind)
}

func (s suiteFiles) runQuery(ctx context.Context, test w3cTest, text string) (verdict, error) {
	data, err := s.dataset(test.before)
	if err != nil {
		return different, err
	}
	services := endpoints{}
	for endpoint, files := range test.services {
		if services[endpoint], err = s.dataset(files); err != nil {
			return different, err
		}
	}
	want, err := s.expected(test.result)
	if err != nil {
		return different, err
	}
	got, err := evaluate(ctx, data, services, text, test.text)
	if err != nil {
		return different, fmt.Errorf("%w in\n%s", err, text)
	}
	if test.kind == "CSVResultFormatTest" {
		want = blanksOfCSV(want)
		if got, err = asCSV(got); err != nil {
			return different, err
		}
	}
	want.ordered = got.ordered
	v := compare(got, want)
	if v == different {
		err = fmt.Errorf("query\n%s\ngot\n%swant\n%s", text, got.text(), want.text())
	}
	return v, err
}

func (s suiteFiles) runUpdate(ctx context.Context, test w3cTest, text string) error {
	before, err := s.dataset(test.before)
	if err != nil {
		return err
	}
	want, err := s.dataset(test.after)
	if err != nil {
		return err
	}
	got, err := update(ctx, before, text, test.text)
	if err != nil {
		return fmt.Errorf("%w in\n%s", err, text)
	}
	if diff := rdftest.Diff(got, want); diff != "" {
		return fmt.Errorf("update\n%s\n%s", text, diff)
	}
	return nil
}
