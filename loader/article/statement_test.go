package article

import (
	"bytes"
	"context"
	"flag"
	"os"
	"testing"

	"diplograph/graph/caldate"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

var update = flag.Bool("update", false, "rewrite data/graph with what the code makes now")

const (
	seedGraph  = "../../data/graph/uzbekistan-kazakhstan-2025.nq"
	seedSource = vocab.Res + "article/uzbekistan-kazakhstan-2025-11-14"
)

// TestSeedGraph holds data/graph to what the code makes of the seed article.
func TestSeedGraph(t *testing.T) {
	a, err := readSeed()
	if err != nil {
		t.Skipf("the seed article is not here: %v", err)
	}
	doc, err := Extract(context.Background(), a.text, Options{Date: caldate.Date{Year: 2025, Month: 11, Day: 14}, Source: seedSource})
	if err != nil {
		t.Fatal(err)
	}
	got := nquads(t, doc.Quads())
	if *update {
		if err := os.WriteFile(seedGraph, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(seedGraph)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the code makes of the seed article; look at the difference, then go test ./loader/article -run TestSeedGraph -update", seedGraph)
	}
}

func nquads(t testing.TB, quads []rdf.Quad) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := rdf.NewWriter(&b, rdf.NQuads, rdf.WriterOptions{Canonical: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range quads {
		if err := w.Write(q); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
