package main

import (
	"context"
	"io"
	"net/http"
	"strings"

	"diplograph/graph/sparql"
)

// explainRun runs a plan, drops what it gives, and writes how it went.
func explainRun(ctx context.Context, out io.Writer, plan *sparql.Plan) error {
	if err := plan.Drain(ctx); err != nil {
		return err
	}
	return plan.Explain().Write(out)
}

// explainAtServer has a server do the same.
func (q *querier) explainAtServer(ctx context.Context, out io.Writer, text string) error {
	target := strings.TrimSuffix(q.server, "/") + "/v1/explain?run=true"
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, target, strings.NewReader(text))
	if err != nil {
		return usageError{err}
	}
	req.Header.Set("Content-Type", "application/sparql-query")
	req.Header.Set("Accept", "text/plain")
	return q.answerOf(req, copyTo(out))
}
