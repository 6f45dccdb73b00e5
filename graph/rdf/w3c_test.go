package rdf_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"diplograph/graph/rdf"
	"diplograph/graph/rdf/rdftest"
	"diplograph/graph/rdf/w3ctest"
)

// needSuites gives the tests of each of w3cSuites.
func needSuites(t *testing.T) (s w3ctest.Suites, tests map[string][]w3ctest.Test) {
	t.Helper()
	s = w3ctest.Need(t, len(w3cSuites))
	tests = map[string][]w3ctest.Test{}
	for _, suite := range w3cSuites {
		var err error
		if tests[suite], err = s.Tests(w3ctest.Base + "rdf/" + suite + "/manifest.ttl"); err != nil {
			t.Fatal(err)
		}
	}
	return s, tests
}

// runTest tells why the implementation fails a test, if it does.
func runTest(s w3ctest.Suites, c w3ctest.Test) error {
	quads, err := s.Quads(c.Action.Value)
	if strings.Contains(c.Kind, "Negative") {
		if err == nil {
			return fmt.Errorf("read %d quads of a document that is not well-formed", len(quads))
		}
		if !errors.As(err, new(*rdf.SyntaxError)) {
			return fmt.Errorf("not a syntax error: %w", err)
		}
		return nil
	}
	if err != nil {
		return err
	}
	switch {
	case strings.Contains(c.Kind, "C14N"):
		want, err := s.Text(c.Result.Value)
		if err != nil {
			return err
		}
		f, _ := rdf.FormatByExtension(filepath.Ext(c.Action.Value))
		return compareCanonical(quads, f, want)
	case strings.Contains(c.Kind, "Eval"):
		want, err := s.QuadsAt(c.Result.Value, c.Action.Value)
		if err != nil {
			return err
		}
		if d := rdftest.Diff(quads, want); d != "" {
			return errors.New(d)
		}
	case !strings.Contains(c.Kind, "PositiveSyntax"):
		return fmt.Errorf("unknown kind of test %q", c.Kind)
	}
	return nil
}

func compareCanonical(quads []rdf.Quad, f rdf.Format, want string) error {
	got, err := write(quads, f, rdf.WriterOptions{Canonical: true})
	if err != nil {
		return err
	}
	if got != want {
		return fmt.Errorf("got\n%swant\n%s", got, want)
	}
	return nil
}

func write(quads []rdf.Quad, f rdf.Format, opts rdf.WriterOptions) (string, error) {
	var b strings.Builder
	w, err := rdf.NewWriter(&b, f, opts)
	if err != nil {
		return "", err
	}
	for _, q := range quads {
		if err := w.Write(q); err != nil {
			return "", err
		}
	}
	err = w.Close()
	return b.String(), err
}

// TestW3C runs the W3C suites. Its last lines give each suite's passed/total.
func TestW3C(t *testing.T) {
	s, tests := needSuites(t)
	var summary strings.Builder
	for _, suite := range w3cSuites {
		passed := 0
		for _, c := range tests[suite] {
			if err := runTest(s, c); err != nil {
				t.Errorf("%s %s (%s): %v", suite, c.Name, filepath.Base(c.Action.Value), err)
				continue
			}
			passed++
		}
		fmt.Fprintf(&summary, "%s %d/%d\n", suite, passed, len(tests[suite]))
	}
	fmt.Print(summary.String())
}
