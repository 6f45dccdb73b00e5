package loader

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync/atomic"
	"time"
	"unsafe"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/loader/table"
)

// DefaultMaxMemory is what a zero Options.MaxMemory means: room for about a
// million quads of usual length.
const DefaultMaxMemory = 512 << 20

// ErrTooLarge says that a load does not fit in Options.MaxMemory.
var ErrTooLarge = errors.New("the load is too large")

// Options steer a load. The zero value is ready to use.
type Options struct {
	// Graph, if set, is the graph of every quad, whatever the documents say.
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
	// MaxMemory bounds the bytes that the quads of the load may take while they
	// wait to be stored; with what the store needs for the change the process
	// takes about four times as much. 0 means DefaultMaxMemory.
	MaxMemory int64
	// Progress, if set, shows from other goroutines how far the load is.
	Progress *Progress
}

// A Progress shows how far a load is. It may be read while the load runs.
type Progress struct {
	bytes, quads atomic.Int64
	storing      atomic.Bool
}

// Bytes is how much of the documents was read, as they are stored.
func (p *Progress) Bytes() int64 { return p.bytes.Load() }

// Quads is how many quads were read.
func (p *Progress) Quads() int64 { return p.quads.Load() }

// Storing reports whether all was read and is now being stored.
func (p *Progress) Storing() bool { return p.storing.Load() }

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
// an *Error for what is wrong with a document, ErrTooLarge, those of
// graph.Store.Apply, or the context's.
func Load(ctx context.Context, store *graph.Store, sources []Source, opts Options) (Report, error) {
	if opts.MaxMemory <= 0 {
		opts.MaxMemory = DefaultMaxMemory
	}
	if opts.Progress == nil {
		opts.Progress = new(Progress)
	}
	started := time.Now()
	l := load{Options: opts, scope: rand.Text()}
	err := l.readAll(ctx, sources)
	if err == nil && !opts.DryRun {
		err = l.store(ctx, store)
	}
	l.report.Bytes = opts.Progress.Bytes()
	l.report.Took = time.Since(started)
	return l.report, err
}

// A load is what Load keeps while it works.
type load struct {
	Options
	scope  string // of blank nodes
	quads  []rdf.Quad
	text   int64 // bytes of the strings of quads
	report Report
}

func (l *load) readAll(ctx context.Context, sources []Source) error {
	for i, s := range sources {
		if err := l.read(ctx, s, l.scope+"/"+strconv.Itoa(i)); err != nil {
			return err
		}
		l.report.Documents++
	}
	return nil
}

func (l *load) read(ctx context.Context, s Source, scope string) (err error) {
	doc, err := openSource(s, &l.Progress.bytes)
	if err != nil {
		return &Error{Source: s.Name, Err: err}
	}
	defer func() { err = errors.Join(err, doc.Close()) }()

	wrap := func(err error) *Error {
		return &Error{Source: s.Name, Format: doc.format, Guessed: doc.guessed, Err: err}
	}
	r, err := l.reader(s, doc, func(err error) bool {
		if l.Bad == nil {
			return false
		}
		l.report.BadLines++
		l.Bad(wrap(err))
		return true
	})
	if err != nil {
		return wrap(err)
	}
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		q, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return wrap(err)
		}
		if err := l.keep(graph.ScopeBlanks(scope, q)); err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
	}
}

// reader gives the quads of a document: RDF, or a table if there is a mapping.
// goOn is told of bad lines and rows, and says whether to read on.
func (l *load) reader(s Source, doc *document, goOn func(error) bool) (rdf.Reader, error) {
	if l.Mapping != nil {
		return l.Mapping.NewReader(doc, s.Name, table.Options{Continue: func(e *table.Error) bool { return goOn(e) }})
	}
	if err := doc.findFormat(s); err != nil {
		return nil, err
	}
	opts := rdf.ReaderOptions{Base: l.Base, MaxToken: graph.MaxTerm}
	if l.Bad != nil {
		opts.Continue = func(e *rdf.SyntaxError) bool { return goOn(e) }
	}
	return rdf.NewReader(doc, doc.format, opts)
}

// keep takes a quad in, unless the load only checks.
func (l *load) keep(q rdf.Quad) error {
	l.report.Quads++
	l.Progress.quads.Add(1)
	if l.DryRun {
		return nil
	}
	if !l.Graph.IsZero() {
		q.Graph = l.Graph
	}
	l.quads = append(l.quads, q)
	l.text += textSize(&q.Subject) + textSize(&q.Predicate) + textSize(&q.Object) + textSize(&q.Graph)
	if held := int64(cap(l.quads))*int64(unsafe.Sizeof(q)) + l.text; held > l.MaxMemory {
		return fmt.Errorf("%w: it takes more than %d MB of memory at quad %d; load it in parts", ErrTooLarge, l.MaxMemory>>20, l.report.Quads)
	}
	return nil
}

func textSize(t *rdf.Term) int64 {
	n := int64(len(t.Value) + len(t.Datatype) + len(t.Language))
	if t.Triple != nil {
		n += int64(unsafe.Sizeof(*t.Triple)) + textSize(&t.Triple.Subject) + textSize(&t.Triple.Predicate) + textSize(&t.Triple.Object)
	}
	return n
}

func (l *load) store(ctx context.Context, store *graph.Store) error {
	l.Progress.storing.Store(true)
	done, err := store.Apply(ctx, graph.Changes{Add: l.quads})
	l.report.Added, l.report.Duplicates = done.Added, done.Duplicates
	return err
}
