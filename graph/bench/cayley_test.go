package bench

import (
	"errors"
	"testing"

	"diplograph/graph/bench/generate"
	"diplograph/graph/cayleyvalue"
	"diplograph/graph/rdf"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/kv/leveldb"
	_ "github.com/cayleygraph/cayley/writer" // the writer "single"
	"github.com/cayleygraph/quad"
)

// newLevelDB makes an empty store of Cayley's LevelDB backend.
func newLevelDB(b *testing.B, dir string) (cayley.QuadStore, cayley.QuadWriter) {
	b.Helper()
	db, err := leveldb.Create(dir, nil)
	if err != nil {
		b.Fatal(err)
	}
	if err := errors.Join(kv.Init(db, nil), db.Close()); err != nil {
		b.Fatal(err)
	}
	qs := openLevelDB(b, dir)
	return qs, quadWriter(b, qs)
}

// quadWriter is Cayley's writer of single changes.
func quadWriter(b *testing.B, qs cayley.QuadStore) cayley.QuadWriter {
	b.Helper()
	w, err := cayley.NewQuadWriter("single", qs, cayley.Options{"ignore_duplicate": true})
	if err != nil {
		b.Fatal(err)
	}
	return w
}

// openLevelDB goes round Cayley's registry, which this backend enters too late
// for Cayley to see it.
func openLevelDB(b *testing.B, dir string) cayley.QuadStore {
	b.Helper()
	db, err := leveldb.Open(dir, nil)
	if err != nil {
		b.Fatal(err)
	}
	qs, err := kv.New(db, nil)
	if err != nil {
		b.Fatal(err)
	}
	return qs
}

// loadLevelDB fills a store through Cayley's bulk path: transactions of as many
// quads as it takes by itself.
func loadLevelDB(b *testing.B, w cayley.QuadWriter, opts generate.Options) {
	b.Helper()
	g, err := generate.New(opts)
	if err != nil {
		b.Fatal(err)
	}
	bulk := cayley.NewWriter(w)
	var quads []quad.Quad
	for batch := g.Next(); len(batch) > 0; batch = g.Next() {
		quads = quads[:0]
		for _, q := range batch {
			quads = append(quads, cayleyQuad(q))
		}
		if _, err := bulk.WriteQuads(quads); err != nil {
			b.Fatal(err)
		}
	}
	if err := bulk.Close(); err != nil {
		b.Fatal(err)
	}
}

// cayleyQuad is a quad with values of Cayley's own types, as its stores like them.
func cayleyQuad(q rdf.Quad) quad.Quad {
	value := func(t rdf.Term) quad.Value {
		if t.IsZero() {
			return nil
		}
		return cayleyvalue.Native(cayleyvalue.Of(t))
	}
	return quad.Quad{Subject: value(q.Subject), Predicate: value(q.Predicate), Object: value(q.Object), Label: value(q.Graph)}
}
