package loader

import (
	"context"
	"crypto/rand"
	"errors"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/loader/table"
)

// Options steer a load. The zero value is ready to use.
type Options struct {
	// Graph, if set, is the graph of every quad, whatever the documents say;
	// graph.DefaultGraph is the unnamed one.
	Graph rdf.Term
	// Base is the absolute IRI that relative ones are resolved against.
	Base string
	// DryRun only reads and checks; the store may be nil.
	DryRun bool
	// Mapping, if set, says that the documents are tables and what they mean.
	Mapping *table.Mapping
	// Bad, if set, is told of each bad line of N-Triples and N-Quads and of each
	// bad row of a table, and the load goes on without it. In other formats a
	// load ends at the first error.
	Bad func(*Error)
	// Memory is about how many bytes a large load may take; what does not fit is
	// sorted on disk. 0 means graph.DefaultLoadMemory.
	Memory int64
	// Progress, if set, shows from other goroutines how far the load is.
	Progress *Progress
}

// A Progress shows how far a load is. It may be read while the load runs.
type Progress struct {
	bytes, quads atomic.Int64
	storing      atomic.Bool
	stored       atomic.Pointer[graph.LoadProgress]
}

// Bytes is how much of the documents was read, as they are stored.
func (p *Progress) Bytes() int64 { return p.bytes.Load() }

// Quads is how many quads were read.
func (p *Progress) Quads() int64 { return p.quads.Load() }

// Storing reports whether all was read and is now being stored.
func (p *Progress) Storing() bool { return p.storing.Load() }

// Stored is how far the store is with what was read, zero if that is little.
func (p *Progress) Stored() graph.LoadProgress {
	if now := p.stored.Load(); now != nil {
		return *now
	}
	return graph.LoadProgress{}
}

func (p *Progress) setStored(now graph.LoadProgress) { p.stored.Store(&now) }

// A Report says what a load did.
type Report struct {
	Documents  int
	Bytes      int64 // read, as the documents are stored
	Quads      int   // read
	Added      int   // of them new to the store
	Duplicates int   // of them in the store already, or read twice
	BadLines   int   // and bad rows, left out
	Took       time.Duration
}

// Load puts the quads of all sources into the store, or none of them. Errors are
// an *Error for what is wrong with a document, those of graph.Store.Load, or the
// context's.
func Load(ctx context.Context, store *graph.Store, sources []Source, opts Options) (Report, error) {
	l := newLoad(opts)
	return l.run(ctx, store, func(put put) error { return l.readAll(ctx, sources, put) })
}

// put takes quads in. The slice is the caller's again when it returns.
type put = func([]rdf.Quad) error

// A load is what Load keeps while it works.
type load struct {
	Options
	scope  string // of blank nodes
	report Report
}

func newLoad(opts Options) *load {
	if opts.Progress == nil {
		opts.Progress = new(Progress)
	}
	return &load{Options: opts, scope: rand.Text()}
}

// run stores what read puts, or only has it read.
func (l *load) run(ctx context.Context, store *graph.Store, read func(put) error) (Report, error) {
	started := time.Now()
	var done graph.Applied
	var err error
	if l.DryRun {
		err = read(func([]rdf.Quad) error { return nil })
	} else {
		done, err = store.Load(ctx, graph.LoadOptions{Memory: l.Memory, Progress: l.Progress.setStored}, func(put put) error {
			err := read(put)
			l.Progress.storing.Store(true)
			return err
		})
	}
	l.report.Added, l.report.Duplicates = done.Added, done.Duplicates
	l.report.Bytes = l.Progress.Bytes()
	l.report.Took = time.Since(started)
	return l.report, err
}

func (l *load) readAll(ctx context.Context, sources []Source, put put) error {
	for i, s := range sources {
		if err := l.read(ctx, s, l.scope+"/"+strconv.Itoa(i), put); err != nil {
			return err
		}
		l.report.Documents++
	}
	return nil
}

func (l *load) read(ctx context.Context, s Source, scope string, put put) (err error) {
	doc, err := openSource(s, &l.Progress.bytes)
	if err != nil {
		return &Error{Source: s.Name, Err: err}
	}
	defer func() { err = errors.Join(err, doc.Close()) }()

	wrap := func(err error) *Error {
		return &Error{Source: s.Name, Format: doc.format, Guessed: doc.guessed, Err: err}
	}
	bad := func(err error) bool {
		if l.Bad == nil {
			return false
		}
		l.report.BadLines++
		l.Bad(wrap(err))
		return true
	}
	var refused error // by who takes the quads, not by the document
	err = l.readBatches(s, doc, bad, func(quads []rdf.Quad) error {
		if refused = ctx.Err(); refused == nil {
			l.prepare(scope, quads)
			refused = put(quads)
		}
		return refused
	})
	if err == nil || refused != nil {
		return refused
	}
	return wrap(err)
}

// prepare makes the quads of a document those of the load.
func (l *load) prepare(scope string, quads []rdf.Quad) {
	for i := range quads {
		quads[i] = graph.ScopeBlanks(scope, quads[i])
		switch {
		case l.Graph == graph.DefaultGraph:
			quads[i].Graph = rdf.Term{}
		case !l.Graph.IsZero():
			quads[i].Graph = l.Graph
		}
	}
	l.report.Quads += len(quads)
	l.Progress.quads.Add(int64(len(quads)))
}

// readBatches gives the quads of a document: RDF, or a table if there is a
// mapping. goOn is told of bad lines and rows, and says whether to read on.
func (l *load) readBatches(s Source, doc *document, goOn func(error) bool, each put) error {
	if l.Mapping != nil {
		r, err := l.Mapping.NewReader(doc, s.Name, table.Options{Continue: func(e *table.Error) bool { return goOn(e) }})
		if err != nil {
			return err
		}
		return rdf.Batches(r, each)
	}
	if err := doc.findFormat(s); err != nil {
		return err
	}
	opts := rdf.ReaderOptions{Base: l.Base, MaxToken: graph.MaxTerm, Workers: runtime.GOMAXPROCS(0)}
	if l.Bad != nil {
		opts.Continue = func(e *rdf.SyntaxError) bool { return goOn(e) }
	}
	return rdf.ReadBatches(doc, doc.format, opts, each)
}
