package loader

import (
	"context"
	"io"
	"io/fs"

	"diplograph/data"
	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
	"diplograph/loader/gazetteer"
)

// Seed fills an empty store with what ships: the ontology and the gazetteer, each
// in its graph, and the ready graphs of articles. A store that holds anything is
// left as it is; then the report is zero.
func Seed(ctx context.Context, store *graph.Store) (Report, error) {
	empty := false
	err := store.View(ctx, func(s graph.Snapshot) error {
		n, err := s.Count(ctx, graph.Pattern{})
		empty = n == 0
		return err
	})
	if err != nil || !empty {
		return Report{}, err
	}
	names, err := gazetteer.Load(data.FS)
	if err != nil {
		return Report{}, err
	}
	l := newLoad(Options{})
	return l.run(ctx, store, func(put put) error {
		quads := names.Quads()
		l.report.Quads += len(quads)
		if err := put(quads); err != nil {
			return err
		}
		if err := l.readShipped(ctx, "graph/*.nq", put); err != nil {
			return err
		}
		l.Graph = rdf.IRI(vocab.GraphOntology)
		return l.readShipped(ctx, "ontology/*.ttl", put)
	})
}

// readShipped reads the documents of package data that a pattern matches.
func (l *load) readShipped(ctx context.Context, pattern string, put put) error {
	files, err := fs.Glob(data.FS, pattern)
	if err != nil {
		return err
	}
	for _, f := range files {
		s := Source{Name: "data/" + f, Open: func() (io.ReadCloser, error) { return data.FS.Open(f) }}
		if err := l.read(ctx, s, s.Name, put); err != nil {
			return err
		}
		l.report.Documents++
	}
	return nil
}
