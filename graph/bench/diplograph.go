package bench

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"diplograph/graph"
	"diplograph/graph/bench/generate"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql"
	"diplograph/graph/sparql/results"
	"diplograph/graph/sparql/syntax"
)

// Diplograph is an Engine: this project's, on the embedded store in a folder.
type Diplograph struct{ store *graph.Store }

// OpenDiplograph opens the store in a folder, which it makes if it is absent.
func OpenDiplograph(dir string) (*Diplograph, error) {
	store, err := graph.Open(dir, graph.Options{})
	return &Diplograph{store}, err
}

// Name gives "Diplograph".
func (d *Diplograph) Name() string { return "Diplograph" }

// Lasts gives true.
func (d *Diplograph) Lasts() bool { return true }

// Load puts a generated graph into the store and tells how long that took.
func (d *Diplograph) Load(ctx context.Context, opts generate.Options) (time.Duration, error) {
	g, err := generate.New(opts)
	if err != nil {
		return 0, err
	}
	began := time.Now()
	done, err := d.store.Load(ctx, graph.LoadOptions{}, func(put func([]rdf.Quad) error) error {
		for batch := g.Next(); len(batch) > 0; batch = g.Next() {
			if err := put(batch); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && int64(done.Added) != opts.Quads {
		err = fmt.Errorf("bench: %d quads were added, expected %d", done.Added, opts.Quads)
	}
	return time.Since(began), err
}

// Ask runs a query.
func (d *Diplograph) Ask(ctx context.Context, query string) (Answer, error) {
	var out bytes.Buffer
	began := time.Now()
	err := d.store.View(ctx, func(s graph.Snapshot) error { return answer(ctx, &out, s, query, sparql.Options{}) })
	return Answer{Took: time.Since(began), TSV: out.Bytes()}, err
}

func answer(ctx context.Context, out *bytes.Buffer, s graph.Snapshot, query string, opts sparql.Options) error {
	q, err := syntax.ParseQuery(query, syntax.Options{})
	if err != nil {
		return err
	}
	plan, err := sparql.Prepare(ctx, s.Index(), q, opts)
	if err != nil {
		return err
	}
	w, err := results.NewWriter(out, results.TSV, plan.Vars(), results.WriterOptions{})
	if err != nil {
		return err
	}
	rows := plan.Select(ctx)
	defer rows.Close()
	for rows.Next(ctx) {
		if err := w.Row(rows.Row()); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return w.Close()
}

// Close closes the store.
func (d *Diplograph) Close() error { return d.store.Close() }
