package block

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"diplograph/graph/index"
)

// example is the block of the package comment, in order SPOG: two subjects with
// two types and a label each, in two graphs.
var example = func() Columns {
	iri := func(n uint64) index.ID { return index.MakeID(index.TagIRI, n) }
	label := func(n uint64) index.ID { return index.MakeID(index.TagLangString, n) }
	rows := []index.Quad{
		{iri(80), iri(5), iri(20), iri(9)},
		{iri(80), iri(5), iri(23), iri(9)},
		{iri(80), iri(7), label(64), iri(9)},
		{iri(82), iri(5), iri(20), iri(9)},
		{iri(82), iri(5), iri(23), iri(9)},
		{iri(82), iri(7), label(65), iri(9)},
	}
	return columnsOf(rows)
}()

// The bytes that the package comment draws are those that are written.
func TestExample(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	var drawn []string
	for line := range strings.Lines(string(doc)) {
		if hex, ok := strings.CutPrefix(line, "//\t| "); ok {
			drawn = append(drawn, strings.Fields(hex[:strings.Index(hex, "|")])...)
		}
	}
	encoded := Append(nil, example, len(example[0]))
	want := strings.Fields(fmt.Sprintf("% x", encoded))
	if !slices.Equal(drawn, want) {
		t.Errorf("the package comment draws\n%q, written is\n%q", drawn, want)
	}
}
