package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"

	"diplograph/graph"
	"diplograph/graph/cayleyquery"
	"diplograph/graph/explore"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql"
	"diplograph/graph/sparql/syntax"
	"diplograph/graph/sparql/value"
)

// A Problem is an error as a client sees it (RFC 9457).
type Problem struct {
	Title  string `json:"title"`  // of the status
	Status int    `json:"status"` // HTTP
	// Code is for programs: it stays while titles and details may change.
	Code   Code   `json:"code"`
	Detail string `json:"detail"` // for people
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	// Request is the id under which the log has this request.
	Request string `json:"request,omitempty"`
	// Message repeats Detail where Cayley's clients look for it (/api/v2), and
	// Messages where GraphQL's do.
	Message  string    `json:"error,omitempty"`
	Messages []message `json:"errors,omitempty"`

	header http.Header
}

// A message is an error as GraphQL has it.
type message struct {
	Message string `json:"message"`
}

// Error makes a Problem an error, so that a handler can return it as it is.
func (p *Problem) Error() string { return fmt.Sprintf("%s: %s", p.Code, p.Detail) }

// A Code names a kind of problem.
type Code string

// The codes, by what went wrong.
const (
	// In the request.
	CodeParameter   Code = "bad-parameter"
	CodeSyntax      Code = "syntax" // of a query or of an upload
	CodeStatement   Code = "invalid-statement"
	CodeBody        Code = "bad-body"
	CodeArticle     Code = "unreadable-article"
	CodeNotFound    Code = "not-found"
	CodeMethod      Code = "method-not-allowed"
	CodeAccept      Code = "not-acceptable"
	CodeMedia       Code = "unsupported-media-type"
	CodeTooLarge    Code = "too-large"
	CodeSlowRequest Code = "slow-request"
	CodeOrigin      Code = "cross-origin"
	CodeConflict    Code = "conflict"
	// In the query that was asked.
	CodeQuery   Code = "query-failed"
	CodeRemote  Code = "remote" // SERVICE or LOAD
	CodeMemory  Code = "too-costly"
	CodeStopped Code = "stopped"
	// In the server.
	CodeTimeout     Code = "timeout"
	CodeBusy        Code = "busy"
	CodeReadOnly    Code = "read-only"
	CodeUnavailable Code = "unavailable"
	CodeInternal    Code = "internal"
)

// problem makes a Problem with a detail.
func problem(status int, code Code, format string, args ...any) *Problem {
	return &Problem{Title: http.StatusText(status), Status: status, Code: code, Detail: fmt.Sprintf(format, args...)}
}

// busy is the problem of a request for which there is no room at present.
func busy(seconds int, format string, args ...any) *Problem {
	p := problem(http.StatusServiceUnavailable, CodeBusy, "%s; try again shortly", fmt.Sprintf(format, args...))
	p.header = http.Header{"Retry-After": {strconv.Itoa(seconds)}}
	return p
}

// statusClosed is what the log shows for a client that went away (as nginx has it).
const statusClosed = 499

// problems maps errors to answers, the first that fits.
var problems = []struct {
	is     error
	status int
	code   Code
}{
	{context.DeadlineExceeded, http.StatusGatewayTimeout, CodeTimeout},
	{context.Canceled, statusClosed, CodeTimeout},
	{os.ErrDeadlineExceeded, http.StatusRequestTimeout, CodeSlowRequest},
	{sparql.ErrMemory, http.StatusUnprocessableEntity, CodeMemory},
	{value.ErrLimit, http.StatusUnprocessableEntity, CodeMemory},
	{value.ErrUnsupported, http.StatusBadRequest, CodeQuery},
	{ErrRemoteHost, http.StatusForbidden, CodeRemote},
	{ErrRemote, http.StatusBadGateway, CodeRemote},
	{sparql.ErrService, http.StatusForbidden, CodeRemote},
	{sparql.ErrQuery, http.StatusBadRequest, CodeQuery},
	{rdf.ErrLimit, http.StatusRequestEntityTooLarge, CodeTooLarge},
	{graph.ErrTooLarge, http.StatusRequestEntityTooLarge, CodeTooLarge},
	{graph.ErrInvalidQuad, http.StatusBadRequest, CodeStatement},
	{graph.ErrReadOnly, http.StatusServiceUnavailable, CodeReadOnly},
	{graph.ErrTooManyChanges, http.StatusUnprocessableEntity, CodeMemory},
	{graph.ErrAdapter, http.StatusUnprocessableEntity, CodeMemory},
	{graph.ErrClosed, http.StatusServiceUnavailable, CodeUnavailable},
	{graph.ErrFailed, http.StatusServiceUnavailable, CodeUnavailable},
	{graph.ErrPaused, http.StatusServiceUnavailable, CodeUnavailable},
	{cayleyquery.ErrMemory, http.StatusServiceUnavailable, CodeBusy},
	{cayleyquery.ErrCollation, http.StatusNotAcceptable, CodeAccept},
	{explore.ErrNotFound, http.StatusNotFound, CodeNotFound},
	{explore.ErrOption, http.StatusBadRequest, CodeParameter},
	{ErrArticle, http.StatusUnprocessableEntity, CodeArticle},
}

// problemOf turns an error into what the client is told of it. What is not
// known is internal: its text goes to the log, not to the client.
func problemOf(err error) *Problem {
	if p, ok := errors.AsType[*Problem](err); ok {
		return p
	}
	if e, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return problem(http.StatusRequestEntityTooLarge, CodeTooLarge, "the body is longer than %d bytes; send it in parts", e.Limit)
	}
	for _, p := range problems {
		if errors.Is(err, p.is) {
			return withPlace(problem(p.status, p.code, "%s", public(err)), err)
		}
	}
	if e, ok := errors.AsType[*syntax.Error](err); ok {
		if errors.Is(err, syntax.ErrLimit) {
			return withPlace(problem(http.StatusRequestEntityTooLarge, CodeTooLarge, "%s", e), err)
		}
		return withPlace(problem(http.StatusBadRequest, CodeSyntax, "%s", e), err)
	}
	if _, ok := errors.AsType[*rdf.SyntaxError](err); ok {
		return withPlace(problem(http.StatusBadRequest, CodeSyntax, "%s", public(err)), err)
	}
	if e, ok := errors.AsType[*cayleyquery.QueryError](err); ok {
		p := problem(http.StatusBadRequest, CodeQuery, "%s", e.Message)
		p.Line, p.Column = e.Line, e.Column
		return p
	}
	return problem(http.StatusInternalServerError, CodeInternal, "something went wrong here; the log has it under this request's id")
}

func withPlace(p *Problem, err error) *Problem {
	if s, ok := errors.AsType[*rdf.SyntaxError](err); ok {
		p.Line, p.Column = s.Line, s.Column
	}
	if s, ok := errors.AsType[*syntax.Error](err); ok {
		p.Line, p.Column = s.Line, s.Column
	}
	return p
}

// public is the text of an error without the names of this program's packages and
// files, and of options where it says itself which parameter is meant.
func public(err error) string {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return "the request took longer than the server allows; ask for less, or narrow it"
	case errors.Is(err, context.Canceled):
		return "the client went away"
	case errors.Is(err, graph.ErrTooManyChanges):
		return "the change is too large for one transaction; make it in parts, or add quads by POST to /v1/quads, which has no such bound"
	case errors.Is(err, graph.ErrFailed):
		return "a write to the disk failed, and the store only reads until the server is started again; the log has the reason"
	case errors.Is(err, graph.ErrPaused):
		return "the store cannot write at present, as when its disk is full, and tries again by itself; repeat the request later"
	}
	text := strings.TrimPrefix(err.Error(), "explore: ")
	return strings.TrimPrefix(text, explore.ErrOption.Error()+": ")
}

// writeProblem answers with p.
func writeProblem(w http.ResponseWriter, p *Problem) {
	h := w.Header()
	for name, values := range p.header {
		h[name] = values
	}
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	h.Del("Content-Length")
	w.WriteHeader(p.Status)
	// The client may be gone; the log has the status either way.
	_ = json.NewEncoder(w).Encode(p)
}
