package syntax

import (
	"errors"
	"os"
	"strings"
	"testing"

	"diplograph/graph/rdf/w3ctest"
)

// fuzzOptions bound what a fuzzer finds interesting to what runs fast.
var fuzzOptions = Options{Base: "http://example.org/base/", MaxBytes: 1 << 14, MaxDepth: 40}

// addSeeds gives a fuzzer the files of the W3C suites, and the transcripts.
func addSeeds(f *testing.F, extension, prefix string) {
	suites, _ := w3ctest.Find(f)
	for _, file := range suites.Glob("sparql/*/*/*" + extension) {
		if text, err := suites.Text(file); err == nil && len(text) < 2000 {
			f.Add(text)
		}
	}
	for _, file := range []string{"testdata/errors.txt", "testdata/print.txt"} {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, block := range strings.Split(string(data), "\n# ") {
			if strings.HasPrefix(block, "update") == (prefix == "update") {
				_, rest, _ := strings.Cut(block, "\n")
				text, _, _ := strings.Cut(rest, "\n----")
				f.Add(text)
			}
		}
	}
}

// fuzzCheck fails on what check finds, unless it is that text is not SPARQL.
func fuzzCheck(t *testing.T, err error) {
	e := new(Error)
	switch {
	case err == nil:
	case !errors.As(err, &e) || strings.HasPrefix(err.Error(), "what was printed"):
		t.Fatal(err)
	case e.Line == 0 && !errors.Is(e, ErrLimit):
		t.Fatalf("an error without a place: %v", e)
	}
}

// FuzzQuery looks for texts that make the parser panic or whose tree does not
// survive being printed and parsed.
func FuzzQuery(f *testing.F) {
	addSeeds(f, ".rq", "")
	f.Fuzz(func(t *testing.T, text string) { fuzzCheck(t, checkQuery(text, fuzzOptions)) })
}

// FuzzUpdate is FuzzQuery for updates.
func FuzzUpdate(f *testing.F) {
	addSeeds(f, ".ru", "update")
	f.Fuzz(func(t *testing.T, text string) { fuzzCheck(t, checkUpdate(text, fuzzOptions)) })
}
