package results

import (
	"path"
	"testing"

	"diplograph/graph/rdf/w3ctest"
)

// TestW3CResults reads every results file of the suites, and what the writers
// make of it again.
func TestW3CResults(t *testing.T) {
	read1, rows := map[Format]int{}, 0
	s := w3ctest.Need(t, 35+10) // of SPARQL 1.1 and of 1.2
	for _, iri := range s.Glob("sparql/*/*/*") {
		f, known := FormatByExtension(path.Ext(iri))
		if !known {
			continue
		}
		text, err := s.Text(iri)
		if err != nil {
			t.Fatal(err)
		}
		a, err := read(text, f, ReaderOptions{})
		if err != nil {
			t.Errorf("%s: %v", iri, err)
			continue
		}
		read1[f]++
		rows += len(a.rows)
		for _, again := range []Format{JSON, XML, TSV} {
			if back, err := read(write(t, again, a, WriterOptions{}), again, ReaderOptions{}); err != nil || same(back, a) != "" {
				t.Errorf("%s in %s: %v %s", iri, again, err, same(back, a))
			}
		}
	}
	t.Logf("%v files, %d rows", read1, rows)
}
