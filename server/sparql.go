package server

import (
	"context"
	"mime"
	"net/http"
	"net/url"
	"time"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql"
	"diplograph/graph/sparql/results"
	"diplograph/graph/sparql/syntax"
)

// sparql answers the SPARQL 1.1 Protocol: a query, an update, or on a bare GET
// the description of the service.
func (s *Server) sparql(r *http.Request) (*answer, error) {
	if r.Method != http.MethodPost && r.URL.RawQuery == "" {
		return s.describeService(r)
	}
	var leave func() // the place of an upload, nil if it has none
	if s.mayBeLong(r) {
		var err error
		if leave, err = s.uploadPlaces.enter(r.Context()); err != nil {
			return nil, err
		}
		defer leave()
	}
	req, err := s.sparqlOf(r)
	if err != nil {
		return nil, err
	}
	if req.update == nil {
		return s.answerQuery(r, req)
	}
	return s.answerUpdate(r, req, leave)
}

// mayBeLong reports whether the body of a request may be longer than that of a
// query, so that it needs the place of an upload already while it is read.
func (s *Server) mayBeLong(r *http.Request) bool {
	mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if r.Method != http.MethodPost || err != nil || mediaType == sparqlQueryType {
		return false
	}
	const escaped = 3 // a byte in a form is %XX
	length, known := bodyLength(r)
	return !known || length > escaped*s.opts.MaxQuery
}

// querySparql answers a query that came by way of Cayley's API.
func (s *Server) querySparql(r *http.Request, p *params) (*answer, error) {
	text, err := s.queryText(r, p)
	if err != nil {
		return nil, err
	}
	req, err := s.operation(r, url.Values{"query": {text}})
	if err != nil {
		return nil, err
	}
	return s.answerQuery(r, req)
}

// answerQuery streams the answer of a query.
func (s *Server) answerQuery(r *http.Request, req *sparqlRequest) (*answer, error) {
	mediaType, write, err := answerWriter(r, req.query.Form)
	if err != nil {
		return nil, err
	}
	a := &answer{mediaType: withCharset(mediaType)}
	a.stream = func(out *stream) error {
		ctx, cancel := context.WithTimeout(r.Context(), s.opts.Timeout)
		defer cancel()
		out.endBy(time.Now().Add(s.opts.Timeout + slowReader)) // a POST might have been an update
		return s.queued(ctx, "sparql", req.text, func(ctx context.Context, t *turn) error {
			out.ctx, out.turn = ctx, t
			held := s.memory.share()
			defer held.giveBack()
			return s.store.View(ctx, func(snap graph.Snapshot) error {
				plan, err := sparql.Prepare(ctx, snap.Index(), req.query, s.sparqlOptions(req, held, t))
				if err != nil {
					return err
				}
				return write(ctx, plan, out)
			})
		})
	}
	return varyBy(a, "Accept"), nil
}

// answerUpdate carries out an update, all of it or none. It may have the place of an
// upload, which leave gives back.
func (s *Server) answerUpdate(r *http.Request, req *sparqlRequest, leave func()) (*answer, error) {
	if s.store.ReadOnly() {
		return nil, graph.ErrReadOnly // before anything is fetched
	}
	err := s.follow(r.Context(), "sparql", req.text, func(ctx context.Context, begins func()) error {
		if len(req.text) <= smallUpload {
			if remove, add, ok := sparql.Data(req.update); ok {
				return inPlace(ctx, leave != nil, s.smallPlaces, func() error {
					begins()
					_, err := s.store.Apply(ctx, graph.Changes{Remove: remove, Add: add})
					return err
				})
			}
		}
		return s.update(ctx, req, leave, begins)
	})
	if err != nil {
		return nil, err
	}
	return &answer{status: http.StatusNoContent}, nil
}

// update carries out an update in a transaction of its own.
func (s *Server) update(ctx context.Context, req *sparqlRequest, leave, begins func()) error {
	if req.loads() { // other hosts may be slow
		if leave != nil {
			leave()
			leave = nil
		}
		done, err := s.loadPlaces.enter(ctx)
		if err != nil {
			return err
		}
		defer done()
	}
	held := s.memory.share()
	defer held.giveBack()
	_, err := sparql.Update(ctx, req.update, s.sparqlOptions(req, held, nil), func(run func(sparql.Tx) error) error {
		return inPlace(ctx, leave != nil, s.uploadPlaces, func() error {
			return s.store.Change(ctx, func(tx *graph.Tx) error {
				begins()
				return run(tx)
			})
		})
	})
	return err
}

// sparqlOptions are those of a request, which holds a share of the memory; t is the
// turn of a query.
func (s *Server) sparqlOptions(req *sparqlRequest, held *share, t *turn) sparql.Options {
	return sparql.Options{
		Dataset:     sparql.Dataset{Default: req.unnamed, Named: req.named},
		UnnamedOnly: s.opts.EmptyDefaultGraph, Memory: s.opts.MaxMemory, Services: away{s.remote, t, time.Now().Add(s.remote.patience)}, Names: s.index,
		GiveWay: t.giveWay, Hold: held.hold,
	}
}

// A planWriter runs a plan and writes what it gives.
type planWriter func(ctx context.Context, plan *sparql.Plan, out *stream) error

// answerWriter picks the format of an answer.
func answerWriter(r *http.Request, form syntax.Form) (mediaType string, write planWriter, err error) {
	if form == syntax.Construct || form == syntax.Describe {
		mediaType, f, err := negotiateGraph(r)
		return mediaType, func(ctx context.Context, plan *sparql.Plan, out *stream) error {
			return writeTriples(ctx, plan, out, f)
		}, err
	}
	var offers [][]string
	for _, f := range resultFormats {
		offers = append(offers, f.MediaTypes())
	}
	if mediaType, err = negotiateNames(r, offers); err != nil {
		return "", nil, err
	}
	f, _ := results.FormatByMediaType(mediaType)
	return mediaType, func(ctx context.Context, plan *sparql.Plan, out *stream) error {
		w, err := results.NewWriter(out, f, plan.Vars(), results.WriterOptions{})
		if err != nil {
			return err
		}
		if form == syntax.Ask {
			return writeBoolean(ctx, plan, out, w)
		}
		return writeRows(ctx, plan, out, w)
	}, nil
}

// resultFormats are those of SELECT and ASK, the preferred first.
var resultFormats = []results.Format{results.JSON, results.XML, results.CSV, results.TSV}

func writeBoolean(ctx context.Context, plan *sparql.Plan, out *stream, w *results.Writer) error {
	value, err := plan.Ask(ctx)
	if err != nil {
		return err
	}
	if err := w.Boolean(value); err != nil {
		return err
	}
	return out.last(w.Close)
}

// writeRows writes the rows of a SELECT.
func writeRows(ctx context.Context, plan *sparql.Plan, out *stream, w *results.Writer) error {
	rows := plan.Select(ctx)
	defer rows.Close()
	flush, write := w.Flush, func() error { return w.Row(rows.Row()) }
	for rows.Next(ctx) {
		if err := out.part(flush, write); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return out.last(w.Close)
}

// writeTriples writes the graph of a CONSTRUCT or DESCRIBE.
func writeTriples(ctx context.Context, plan *sparql.Plan, out *stream, f rdf.Format) error {
	w, err := rdf.NewWriter(out, f, rdf.WriterOptions{Prefixes: prefixes})
	if err != nil {
		return err
	}
	err = plan.Graph(ctx, func(triples []rdf.Triple) error {
		return out.part(w.Flush, func() error { return rdf.WriteTriples(w, triples) })
	})
	if err != nil {
		return err
	}
	return out.last(w.Close)
}
