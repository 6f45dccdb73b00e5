package server

import (
	"bytes"
	"context"
	"errors"
	"net/http"

	"diplograph/graph"
	"diplograph/graph/explore"
)

// looking runs fn on a snapshot and answers with what it gives.
func looking[T any](s *Server, ctx context.Context, fn func(graph.Snapshot) (T, error)) (T, error) {
	var result T
	err := s.store.View(ctx, func(snap graph.Snapshot) (err error) {
		result, err = fn(snap)
		return err
	})
	return result, err
}

// varyBy says which request headers an answer depends on.
func varyBy(a *answer, headers string) *answer {
	a.header = http.Header{"Vary": {headers, "Origin"}}
	return a
}

func (s *Server) neighborhood(r *http.Request) (*answer, error) {
	p := readParams(r, "iri", "depth", "limit", "direction", "predicate", "type", "from", "to", "lang", "format")
	opts := explore.Options{
		IRI: p.iri("iri"), Depth: p.number("depth", explore.MaxDepth), Limit: p.number("limit", explore.MaxLimit),
		Direction:  explore.Direction(p.choice("direction", "both", "out", "in")),
		Predicates: p.iris("predicate"), Types: p.iris("type"), Languages: p.languages(r),
	}
	opts.From, opts.To = p.period()
	format, err := pictureFormat(r, p)
	if p.err != nil {
		return nil, p.err
	}
	if err != nil {
		return nil, err
	}
	picture, err := looking(s, r.Context(), func(snap graph.Snapshot) (*explore.Picture, error) {
		return explore.Neighborhood(r.Context(), snap, opts)
	})
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	if err := format.Write(&body, picture); err != nil {
		return nil, err
	}
	a := varyBy(&answer{mediaType: format.MediaType, body: body.Bytes()}, "Accept, Accept-Language")
	a.header.Set("Content-Disposition", "inline; filename=neighborhood."+format.Extension)
	return a, nil
}

// pictureFormat is that of ?format=, or else the one that Accept likes best.
func pictureFormat(r *http.Request, p *params) (explore.Format, error) {
	var names, offers []string
	for _, f := range explore.Formats {
		names, offers = append(names, f.Name), append(offers, f.MediaType)
	}
	if p.text("format") != "" {
		return explore.FormatNamed(p.choice("format", names...))
	}
	best, err := negotiate(r, offers...)
	for _, f := range explore.Formats {
		if f.MediaType == best {
			return f, nil
		}
	}
	return explore.Format{}, err
}

func (s *Server) entities(r *http.Request) (*answer, error) {
	p := readParams(r, "q", "type", "limit", "lang")
	opts := explore.SearchOptions{Query: p.text("q"), Types: p.iris("type"), Limit: p.number("limit", explore.MaxHits), Languages: p.languages(r)}
	if p.err != nil {
		return nil, p.err
	}
	return s.json(r, func(ctx context.Context, snap graph.Snapshot) (any, error) {
		hits, err := s.index.Search(ctx, snap, opts)
		if errors.Is(err, explore.ErrOption) {
			// The other options were checked above.
			return nil, problem(http.StatusBadRequest, CodeParameter, "q: %s", public(err))
		}
		return hits, err
	})
}

func (s *Server) entity(r *http.Request) (*answer, error) {
	p := readParams(r, "iri", "lang")
	iri, languages := p.iri("iri"), p.languages(r)
	if p.err != nil {
		return nil, p.err
	}
	return s.json(r, func(ctx context.Context, snap graph.Snapshot) (any, error) {
		return explore.Describe(ctx, snap, iri, languages)
	})
}

func (s *Server) timeline(r *http.Request) (*answer, error) {
	p := readParams(r, "entity", "match", "from", "to", "type", "limit", "cursor", "lang")
	opts := explore.TimelineOptions{
		Entities: p.iris("entity"), Any: p.choice("match", "all", "any") == "any",
		Types: p.iris("type"), Limit: p.number("limit", explore.MaxEvents), Cursor: p.text("cursor"), Languages: p.languages(r),
	}
	opts.From, opts.To = p.period()
	if p.err != nil {
		return nil, p.err
	}
	return s.json(r, func(ctx context.Context, snap graph.Snapshot) (any, error) {
		return explore.BuildTimeline(ctx, snap, opts)
	})
}

// json answers with what fn reads from a snapshot.
func (s *Server) json(r *http.Request, fn func(context.Context, graph.Snapshot) (any, error)) (*answer, error) {
	if _, err := negotiate(r, jsonType); err != nil {
		return nil, err
	}
	result, err := looking(s, r.Context(), func(snap graph.Snapshot) (any, error) { return fn(r.Context(), snap) })
	if err != nil {
		return nil, err
	}
	a, err := jsonAnswer(result)
	if err != nil {
		return nil, err
	}
	return varyBy(a, "Accept, Accept-Language"), nil
}
