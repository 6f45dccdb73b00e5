package cayleyquery

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"diplograph/graph"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/quad"
)

// Options bound what a query may do. Zero values mean the defaults.
type Options struct {
	Limit    int           // results; default 100, as Cayley's
	Timeout  time.Duration // default 30 s
	MaxBytes int           // of an answer; default 64 MB
	Memory   int64         // that all queries at once may add to the heap; default 512 MB
}

func (o Options) withDefaults() Options {
	if o.Limit <= 0 {
		o.Limit = 100
	}
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 64 << 20
	}
	if o.Memory <= 0 {
		o.Memory = 512 << 20
	}
	return o
}

// MaxQuery is the length in bytes of the longest query.
const MaxQuery = 1 << 20

// An Engine runs queries. It may be used from any goroutine.
type Engine struct {
	options Options
	memory  memoryWatch
}

// New makes an Engine.
func New(opts Options) *Engine {
	opts = opts.withDefaults()
	return &Engine{options: opts, memory: memoryWatch{allowed: opts.Memory}}
}

// A Request is a query in one of the Languages.
type Request struct {
	Language string
	Query    string
	JSONLD   bool // answer with JSON-LD values; Gizmo and LinkedQL
	// GiveWay, if not nil, is called every few steps and may let others go first.
	GiveWay func(context.Context) error
}

// An Answer is a body for an HTTP response, as Cayley's API v2 gives it.
type Answer struct {
	ContentType string
	Body        []byte
	Results     int
	// Truncated says that there was more than the limit or the size let
	// through. The body then has "truncated": true.
	Truncated bool
}

// language runs queries of one language.
type language struct {
	run    func(*job) error
	show   func(quad.Value) quad.Value
	jsonLD bool
	body   func(*answer) []byte
}

var languages = map[string]language{
	"gizmo":    {run: runGizmo, show: showScript, jsonLD: true, body: resultBody},
	"graphql":  {run: runGraphQL, show: showNative, body: dataBody},
	"mql":      {run: runMQL, show: showNative, body: resultBody},
	"linkedql": {run: runLinkedQL, show: showLexical, jsonLD: true, body: resultBody},
}

// Languages gives the names of the query languages, sorted.
func Languages() []string { return slices.Sorted(maps.Keys(languages)) }

// job is one query on its way.
type job struct {
	ctx     context.Context
	request Request
	options Options
	guard   *guard
	out     *answer
}

// Run answers a query from one state of the store. Besides the errors of this
// package it gives the context's if that ended the query, and those of package
// graph.
func (e *Engine) Run(ctx context.Context, s *graph.Store, r Request) (*Answer, error) {
	lang, ok := languages[r.Language]
	switch {
	case !ok:
		return nil, fmt.Errorf("%w: expected one of %v, found %q", ErrLanguage, Languages(), r.Language)
	case r.JSONLD && !lang.jsonLD:
		return nil, fmt.Errorf("%w: %s has no JSON-LD", ErrCollation, r.Language)
	case r.Query == "":
		return nil, wrong("the query is empty")
	case len(r.Query) > MaxQuery:
		return nil, tooComplex("the query has %d bytes, at most %d are let in", len(r.Query), MaxQuery)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	timer := time.AfterFunc(e.options.Timeout, func() { cancel(ErrTimeout) })
	defer timer.Stop()
	defer e.memory.enter(cancel)()

	j := &job{ctx: ctx, request: r, options: e.options, out: &answer{limit: e.options.Limit, maxBytes: e.options.MaxBytes}}
	err := s.ViewCayley(ctx, func(quads cayley.QuadStore) error {
		show := lang.show
		if r.JSONLD {
			show = showLexical
		}
		var err error
		if j.guard, err = newGuard(ctx, quads, show, r.GiveWay); err != nil {
			return err
		}
		err = j.protect(func() error { return lang.run(j) })
		return errors.Join(err, j.guard.closeAll())
	})
	if err != nil {
		return nil, err
	}
	a := &Answer{ContentType: "application/json", Body: lang.body(j.out), Results: len(j.out.results), Truncated: j.out.truncated}
	if r.JSONLD {
		a.ContentType = "application/ld+json"
	}
	return a, nil
}

// protect calls a function that enters Cayley. What ended the query comes before
// what the function says of it.
func (j *job) protect(fn func() error) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = j.guard.recovered(x)
		}
		if ended := j.guard.err(); ended != nil {
			err = ended
		} else if j.ctx.Err() != nil {
			err = context.Cause(j.ctx)
		}
	}()
	return fn()
}

// collation is what Cayley is asked to make of results.
func (j *job) collation() query.Collation {
	if j.request.JSONLD {
		return query.JSONLD
	}
	return query.JSON
}

// drain takes the results of an iterator until there are no more, or no more
// are let through.
func (j *job) drain(it query.Iterator) error {
	for it.Next(j.ctx) {
		v := it.Result()
		if err := it.Err(); err != nil {
			return asQueryError(err)
		}
		more, err := j.out.add(v)
		if err != nil || !more {
			return err
		}
	}
	return asQueryError(it.Err())
}

// asQueryError says that an error of Cayley's is one in the query: those of the
// store end the query through its guard.
func asQueryError(err error) error {
	var known *QueryError
	if err == nil || errors.As(err, &known) {
		return err
	}
	return wrong("%v", err)
}
