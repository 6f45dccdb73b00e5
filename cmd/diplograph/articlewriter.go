package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"

	"diplograph/graph"
	"diplograph/graph/explore"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
	"diplograph/loader/article"
)

// An articleWriter writes documents one after another.
type articleWriter struct {
	write func(*article.Document) error
	close func() error
}

func newArticleWriter(ctx context.Context, out io.Writer, format string) (articleWriter, error) {
	switch format {
	case "nquads":
		return newQuadsWriter(out, rdf.NQuads)
	case "trig":
		return newQuadsWriter(out, rdf.TriG)
	case "jsonl":
		return newEventsWriter(ctx, out), nil
	case "table":
		return articleWriter{
			write: func(d *article.Document) error { return article.WriteTable(out, d) },
			close: func() error { return nil },
		}, nil
	}
	return articleWriter{}, usage("--format: expected nquads, trig, jsonl or table, found %q", format)
}

func newQuadsWriter(out io.Writer, f rdf.Format) (articleWriter, error) {
	buffer := bufio.NewWriter(out)
	w, err := newWriter(buffer, f)
	return articleWriter{
		write: func(d *article.Document) error {
			for _, q := range d.Quads() {
				if err := w.Write(q); err != nil {
					return err
				}
			}
			return nil
		},
		close: func() error { return errors.Join(w.Close(), buffer.Flush()) },
	}, err
}

// newEventsWriter writes each event as a line of JSON, described as the server
// would describe it.
func newEventsWriter(ctx context.Context, out io.Writer) articleWriter {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return articleWriter{
		write: func(d *article.Document) error {
			events, err := describeEvents(ctx, d)
			if err != nil {
				return err
			}
			for _, e := range events {
				if err := encoder.Encode(e); err != nil {
					return err
				}
			}
			return nil
		},
		close: func() error { return nil },
	}
}

func describeEvents(ctx context.Context, d *article.Document) (events []explore.Event, err error) {
	quads := d.Quads()
	var iris []string
	for _, q := range quads {
		if q.Predicate.Value == vocab.RDFType && q.Object.Value == vocab.SEMEvent {
			iris = append(iris, q.Subject.Value)
		}
	}
	err = withStore("memory:", graph.Options{}, func(store *graph.Store) error {
		if _, err := store.Apply(ctx, graph.Changes{Add: quads}); err != nil {
			return err
		}
		return store.View(ctx, func(s graph.Snapshot) error {
			events, err = explore.Events(ctx, s, iris, []string{"en"})
			return err
		})
	})
	return events, err
}
