package server

import (
	"bytes"
	"context"
	"net/http"
	"strconv"

	"diplograph/graph"
	"diplograph/graph/sparql"
)

const textType = "text/plain"

// explain gives the plan of a query, with run=true after running it.
func (s *Server) explain(r *http.Request) (*answer, error) {
	mediaType, err := negotiate(r, jsonType, textType)
	if err != nil {
		return nil, err
	}
	p := readParams(r, "run", "query", "default-graph-uri", "named-graph-uri")
	run := false
	if text := p.text("run"); text != "" {
		if run, err = strconv.ParseBool(text); err != nil {
			p.fail("run: want true or false, got %q", text)
		}
	}
	if p.err != nil {
		return nil, p.err
	}
	req, err := s.sparqlOf(r)
	if err != nil {
		return nil, err
	}
	if req.query == nil {
		return nil, problem(http.StatusBadRequest, CodeParameter, "want a query, got an update")
	}
	explanation, err := s.explained(r.Context(), req, run)
	if err != nil {
		return nil, err
	}
	if mediaType == jsonType {
		return jsonAnswer(explanation)
	}
	var b bytes.Buffer
	err = explanation.Write(&b)
	return &answer{mediaType: withCharset(textType), body: b.Bytes()}, err
}

func (s *Server) explained(ctx context.Context, req *sparqlRequest, run bool) (e *sparql.Explanation, err error) {
	err = s.queued(ctx, "sparql", req.text, func(ctx context.Context, t *turn) error {
		held := s.memory.share()
		defer held.giveBack()
		return s.store.View(ctx, func(snap graph.Snapshot) error {
			plan, err := sparql.Prepare(ctx, snap.Index(), req.query, s.sparqlOptions(req, held, t))
			if err != nil {
				return err
			}
			if run {
				if err := plan.Drain(ctx); err != nil {
					return err
				}
			}
			e = plan.Explain()
			return nil
		})
	})
	return e, err
}
