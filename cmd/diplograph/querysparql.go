package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"

	"diplograph/graph"
	"diplograph/graph/explore"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql"
	"diplograph/graph/sparql/results"
	"diplograph/graph/sparql/syntax"

	"golang.org/x/term"
)

// A sparqlFormat is what an answer is written in: results of SELECT and ASK, or a
// graph.
type sparqlFormat struct {
	results results.Format
	graph   rdf.Format
}

// sparqlFormats are the names of formats that --format takes for SPARQL.
const sparqlFormats = "table, json, xml, csv, tsv; for CONSTRUCT and DESCRIBE turtle, ntriples, nquads, trig, rdfxml, jsonld"

// formatOf finds the format that a name means for a query of a form. A table of a
// graph is Turtle; JSON and XML of a graph are JSON-LD and RDF/XML.
func formatOf(name string, form syntax.Form) (f sparqlFormat, err error) {
	ofResults, isResults := results.FormatByName(name)
	if form == syntax.Select || form == syntax.Ask {
		if isResults {
			return sparqlFormat{results: ofResults}, nil
		}
		if _, known := rdf.FormatByName(name); known {
			return f, usage("--format %s is for CONSTRUCT and DESCRIBE, this is %s: expected table, json, xml, csv or tsv", name, form)
		}
		return f, usage("--format: expected %s, found %q", sparqlFormats, name)
	}
	switch {
	case ofResults == results.Table:
		return sparqlFormat{graph: rdf.Turtle}, nil
	case ofResults == results.JSON:
		return sparqlFormat{graph: rdf.JSONLD}, nil
	case ofResults == results.XML:
		return sparqlFormat{graph: rdf.RDFXML}, nil
	case isResults:
		return f, usage("--format %s is for SELECT and ASK, this is %s: expected turtle, ntriples, nquads, trig, rdfxml or jsonld", name, form)
	}
	if f.graph, isResults = rdf.FormatByName(name); !isResults {
		return f, usage("--format: expected %s, found %q", sparqlFormats, name)
	}
	return f, nil
}

// answerSPARQL asks a query and writes the answer as it comes.
func (q *querier) answerSPARQL(ctx context.Context, out io.Writer, text string) error {
	base := ""
	if q.server != "" {
		base = q.endpoint()
	}
	query, err := syntax.ParseQuery(text, syntax.Options{Base: base, Prefixes: projectPrefixes()})
	if err != nil {
		return err
	}
	f, err := formatOf(q.format, query.Form)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, q.timeout, fmt.Errorf("the query took longer than it may; --timeout allows more than %v", q.timeout))
	defer cancel()
	switch {
	case q.server != "" && q.explain:
		err = q.explainAtServer(ctx, out, query.Print())
	case q.server != "":
		err = q.askEndpoint(ctx, out, query.Print(), f)
	default:
		err = q.askEngine(ctx, out, query, f)
	}
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

func (q *querier) endpoint() string { return strings.TrimSuffix(q.server, "/") + "/sparql" }

// askEndpoint asks a server. It sends the formats of programs as they are.
func (q *querier) askEndpoint(ctx context.Context, out io.Writer, text string, f sparqlFormat) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, q.endpoint(), strings.NewReader(text))
	if err != nil {
		return usageError{err}
	}
	req.Header.Set("Content-Type", "application/sparql-query")
	switch {
	case f.graph != 0:
		req.Header.Set("Accept", f.graph.MediaTypes()[0])
	case f.results == results.Table:
		req.Header.Set("Accept", results.JSON.MediaTypes()[0])
	default:
		req.Header.Set("Accept", f.results.MediaTypes()[0])
	}
	if f.results == results.Table {
		return q.answerOf(req, func(body io.Reader) error { return tabulate(out, body) })
	}
	return q.answerOf(req, copyTo(out))
}

func copyTo(out io.Writer) func(io.Reader) error {
	return func(body io.Reader) error {
		_, err := io.Copy(out, body)
		return err
	}
}

// answerOf sends a request and has the body of the answer read, or says what is
// wrong.
func (q *querier) answerOf(req *http.Request, read func(body io.Reader) error) error {
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		body, _ := io.ReadAll(io.LimitReader(res.Body, 64<<10))
		return fmt.Errorf("%s: %s", res.Status, complaint(body))
	}
	if err := read(res.Body); err != nil {
		return fmt.Errorf("reading the answer of %s: %w", q.server, err)
	}
	return nil
}

// askEngine asks a store that nobody has open for writing.
func (q *querier) askEngine(ctx context.Context, out io.Writer, query *syntax.Query, f sparqlFormat) error {
	return withStore(q.db, graph.Options{ReadOnly: true}, func(store *graph.Store) error {
		return store.View(ctx, func(snap graph.Snapshot) error {
			plan, err := sparql.Prepare(ctx, snap.Index(), query, sparql.Options{Names: &lazyNames{store: store}})
			if err != nil {
				return err
			}
			if q.explain {
				return explainRun(ctx, out, plan)
			}
			if f.graph != 0 {
				return writeGraph(ctx, out, plan, f.graph)
			}
			w, err := results.NewWriter(out, f.results, plan.Vars(), results.WriterOptions{Width: columns(out)})
			if err != nil {
				return err
			}
			return writeResults(ctx, w, plan)
		})
	})
}

// lazyNames answer dg:search with an index of the store's names, made when it is
// first asked.
type lazyNames struct {
	store *graph.Store

	mu    sync.Mutex
	index *explore.Index
}

func (n *lazyNames) Find(ctx context.Context, text string) ([]rdf.Term, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.index == nil {
		index, err := explore.NewIndex(ctx, n.store, 0)
		if err != nil {
			return nil, err
		}
		n.index = index
	}
	return n.index.Find(ctx, text)
}

// writeResults writes the answer of a SELECT or ASK.
func writeResults(ctx context.Context, w *results.Writer, plan *sparql.Plan) error {
	if plan.Form() == syntax.Ask {
		value, err := plan.Ask(ctx)
		if err != nil {
			return err
		}
		return errors.Join(w.Boolean(value), w.Close())
	}
	rows := plan.Select(ctx)
	defer rows.Close()
	for rows.Next(ctx) {
		if err := w.Row(rows.Row()); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return errors.Join(err, w.Flush()) // what there is, without an end
	}
	return w.Close()
}

// writeGraph writes the answer of a CONSTRUCT or DESCRIBE.
func writeGraph(ctx context.Context, out io.Writer, plan *sparql.Plan, f rdf.Format) error {
	w, err := newWriter(out, f)
	if err != nil {
		return err
	}
	err = plan.Graph(ctx, func(triples []rdf.Triple) error { return rdf.WriteTriples(w, triples) })
	if err != nil {
		return err
	}
	return w.Close()
}

// tabulate writes results in JSON as a table.
func tabulate(out io.Writer, body io.Reader) error {
	r, err := results.NewReader(body, results.JSON, results.ReaderOptions{})
	if err != nil {
		return err
	}
	w, err := results.NewWriter(out, results.Table, r.Vars(), results.WriterOptions{Width: columns(out)})
	if err != nil {
		return err
	}
	if value, ok := r.Boolean(); ok {
		if err := w.Boolean(value); err != nil {
			return err
		}
	}
	for {
		row, err := r.Row()
		if err == io.EOF {
			return w.Close()
		}
		if err != nil {
			return err
		}
		if err := w.Row(row); err != nil {
			return err
		}
	}
}

// columns is how many columns a terminal has, 0 for what is none.
func columns(out io.Writer) int {
	f, ok := out.(*os.File)
	if !ok {
		return 0
	}
	n, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return n
}
