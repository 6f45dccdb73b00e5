package results

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"diplograph/graph/rdf"
)

// What zero ReaderOptions mean.
const (
	DefaultMaxRow  = 16 << 20
	DefaultMaxVars = 10_000
	DefaultDepth   = 100
)

// ReaderOptions bound a Reader. The zero value is ready to use.
type ReaderOptions struct {
	MaxRow   int // bytes of the document between one row and the next
	MaxVars  int // variables
	MaxDepth int // of triple terms
}

// A SyntaxError says what an answer is not.
type SyntaxError struct {
	Format   Format
	Row      int // the row that was read, from 1; 0 before the first
	Expected string
	Found    string
	Err      error // rdf.ErrLimit, the format's own error, or nil
}

func (e *SyntaxError) Error() string {
	where := "head"
	if e.Row > 0 {
		where = "row " + strconv.Itoa(e.Row)
	}
	return fmt.Sprintf("results in %s, %s: expected %s, found %s", e.Format, where, e.Expected, e.Found)
}

// Unwrap gives the cause, if there is one.
func (e *SyntaxError) Unwrap() error { return e.Err }

// A decoder is a format: head reads as far as the first row or the answer of
// ASK, next gives a row in the order of vars, io.EOF after the last.
type decoder interface {
	head() (vars []string, boolean *bool, err error)
	next(row []rdf.Term) error
}

// A Reader reads one answer.
type Reader struct {
	format  Format
	opts    ReaderOptions
	dec     decoder
	in      *metered
	vars    []string
	boolean *bool
	rows    int
	err     error
}

// NewReader reads an answer in a format from r as far as its first row. CSV
// tells neither kinds of terms nor ASK: its values are plain strings.
func NewReader(r io.Reader, f Format, opts ReaderOptions) (*Reader, error) {
	orDefault(&opts.MaxRow, DefaultMaxRow)
	orDefault(&opts.MaxVars, DefaultMaxVars)
	orDefault(&opts.MaxDepth, DefaultDepth)
	in := &metered{r: r}
	reader := &Reader{format: f, opts: opts, in: in}
	switch f {
	case JSON:
		reader.dec = newJSONDecoder(in, opts)
	case XML:
		reader.dec = newXMLDecoder(in, opts)
	case CSV:
		reader.dec = &csvDecoder{in: bufio.NewReader(in), opts: opts}
	case TSV:
		reader.dec = &tsvDecoder{in: bufio.NewReader(in), opts: opts}
	default:
		return nil, fmt.Errorf("results: cannot read %s", f)
	}
	in.left = opts.MaxRow
	vars, boolean, err := reader.dec.head()
	if err != nil {
		return nil, reader.located(err)
	}
	if len(vars) > opts.MaxVars {
		return nil, reader.located(limit("at most %d variables", opts.MaxVars))
	}
	seen := map[string]bool{}
	for _, v := range vars {
		if v == "" || seen[v] || !utf8.ValidString(v) {
			return nil, reader.located(&SyntaxError{Expected: "different names of variables", Found: strconv.Quote(v)})
		}
		seen[v] = true
	}
	reader.vars, reader.boolean = vars, boolean
	return reader, nil
}

func orDefault(v *int, def int) {
	if *v == 0 {
		*v = def
	}
}

// Vars gives the variables, without "?".
func (r *Reader) Vars() []string { return r.vars }

// Boolean gives the answer of ASK, if this is one.
func (r *Reader) Boolean() (value, isBoolean bool) {
	return r.boolean != nil && *r.boolean, r.boolean != nil
}

// Row gives the next row, a term for each variable, io.EOF after the last: of
// an answer to ASK, at once. Any other error is a *SyntaxError, or that of the
// underlying reader, and stays.
func (r *Reader) Row() ([]rdf.Term, error) {
	if r.err != nil {
		return nil, r.err
	}
	r.rows++
	r.in.left = r.opts.MaxRow
	row := make([]rdf.Term, len(r.vars))
	if err := r.dec.next(row); err != nil {
		r.err = r.located(err)
		return nil, r.err
	}
	for i := range row {
		if err := check(&row[i]); err != nil {
			r.err = r.located(err)
			return nil, r.err
		}
	}
	return row, nil
}

// check refuses what is no RDF term, and renames blank nodes whose labels RDF
// does not allow ("nodeID://b1"), the same always to the same.
func check(t *rdf.Term) error {
	switch t.Kind {
	case 0:
		return nil
	case rdf.KindBlank:
		if q := (rdf.Quad{Subject: *t, Predicate: anyIRI, Object: anyIRI}); q.Validate() != nil {
			t.Value = fmt.Sprintf("x%x", t.Value)
		}
		return nil
	case rdf.KindTriple:
		for _, part := range []*rdf.Term{&t.Triple.Subject, &t.Triple.Predicate, &t.Triple.Object} {
			if err := check(part); err != nil {
				return err
			}
		}
	}
	q := rdf.Quad{Subject: anyIRI, Predicate: anyIRI, Object: *t}
	if err := q.Validate(); err != nil {
		return &SyntaxError{Expected: "an RDF term", Found: strings.TrimPrefix(err.Error(), "rdf: "), Err: err}
	}
	return nil
}

var anyIRI = rdf.IRI("urn:x")

// located says in an error where it is, and that a document that ends too early
// is cut short.
func (r *Reader) located(err error) error {
	if err == io.EOF {
		return err
	}
	if r.in.over {
		err = limit("at most %d bytes for a row", r.opts.MaxRow)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = &SyntaxError{Expected: "more", Found: "the end of the document", Err: io.ErrUnexpectedEOF}
	}
	if e, ok := errors.AsType[*SyntaxError](err); ok {
		e.Format, e.Row = r.format, r.rows
	}
	return err
}

func limit(format string, args ...any) error {
	return &SyntaxError{Expected: fmt.Sprintf(format, args...), Found: "more", Err: rdf.ErrLimit}
}

// A metered reader gives no more than is left.
type metered struct {
	r    io.Reader
	left int
	over bool
}

func (m *metered) Read(p []byte) (int, error) {
	if m.left <= 0 {
		m.over = true
		return 0, rdf.ErrLimit
	}
	n, err := m.r.Read(p[:min(len(p), m.left)])
	m.left -= n
	return n, err
}
