package loader_test

import (
	"testing"

	"diplograph/loader"
)

// FuzzLoad reads anything as a document of unknown format and compression.
func FuzzLoad(f *testing.F) {
	for _, s := range []string{"", "{", "[", "<", "\uFEFF", visits, visitsTurtle, visitsJSON, visitsXML, "\x1f\x8b", "\x28\xb5\x2f\xfd"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		report, err := loader.Load(t.Context(), nil, []loader.Source{text("fuzz", doc)}, loader.Options{DryRun: true})
		if err == nil && report.Documents != 1 {
			t.Errorf("no error, and %d documents read", report.Documents)
		}
	})
}
