package results

import (
	"errors"
	"fmt"
	"io"

	"diplograph/graph/rdf"
)

// flushAt is how much a Writer gathers before it writes.
const flushAt = 32 << 10

// An encoder is a format: each method appends a part of the document to dst.
type encoder interface {
	head(dst []byte, vars []string) ([]byte, error)
	row(dst []byte, vars []string, row []rdf.Term) ([]byte, error)
	// boolean appends the answer of ASK, which has no head and no rows.
	boolean(dst []byte, value bool) []byte
	// end closes what head or boolean began.
	end(dst []byte, boolean bool) []byte
}

// A Writer writes one answer. After an error it does nothing but give it again.
type Writer struct {
	w    io.Writer
	enc  encoder
	vars []string
	buf  []byte
	err  error

	begun, isBoolean, closed bool
}

// WriterOptions steer a Writer. The zero value is ready to use.
type WriterOptions struct {
	// Width is how many columns of characters a Table may take; 0 means any.
	Width int
}

// NewWriter writes an answer in a format to w, which it does not close. vars are
// the variables without "?"; those of ASK are none.
func NewWriter(w io.Writer, f Format, vars []string, opts WriterOptions) (*Writer, error) {
	var enc encoder
	switch f {
	case JSON:
		enc = newJSONEncoder(vars)
	case XML:
		enc = newXMLEncoder(vars)
	case CSV:
		enc = csvEncoder{}
	case TSV:
		enc = tsvEncoder{}
	case Table:
		enc = newTableEncoder(vars, opts.Width)
	default:
		return nil, fmt.Errorf("results: cannot write %s", f)
	}
	return &Writer{w: w, enc: enc, vars: vars}, nil
}

// Row adds a row, a term for each variable, the zero term for one that is not
// bound. It refuses text that the format cannot hold (a control character in
// XML).
func (w *Writer) Row(row []rdf.Term) error {
	switch {
	case w.err != nil:
		return w.err
	case w.closed || w.isBoolean:
		return w.fail(errors.New("results: a row after the end"))
	case len(row) != len(w.vars):
		return w.fail(fmt.Errorf("results: expected a row of %d terms, found %d", len(w.vars), len(row)))
	}
	if w.begin(); w.err != nil {
		return w.err
	}
	buf, err := w.enc.row(w.buf, w.vars, row)
	if err != nil {
		return w.fail(err)
	}
	if w.buf = buf; len(buf) >= flushAt {
		return w.flush()
	}
	return nil
}

// Boolean writes the answer of ASK.
func (w *Writer) Boolean(value bool) error {
	switch {
	case w.err != nil:
		return w.err
	case w.begun || w.closed:
		return w.fail(errors.New("results: expected one answer, found a second"))
	}
	w.begun, w.isBoolean = true, true
	w.buf = w.enc.boolean(w.buf, value)
	return nil
}

// Flush writes what has been gathered, the head first. It does not end the
// document: who stops after it has left it open.
func (w *Writer) Flush() error {
	if w.err == nil {
		w.begin()
	}
	if w.err != nil {
		return w.err
	}
	return w.flush()
}

// Close ends the document and writes what is left. Without it the document is
// not well-formed.
func (w *Writer) Close() error {
	if w.err != nil || w.closed {
		return w.err
	}
	if w.begin(); w.err != nil {
		return w.err
	}
	w.closed = true
	w.buf = w.enc.end(w.buf, w.isBoolean)
	return w.flush()
}

func (w *Writer) begin() {
	if w.begun {
		return
	}
	w.begun = true
	buf, err := w.enc.head(w.buf, w.vars)
	if err != nil {
		_ = w.fail(err)
		return
	}
	w.buf = buf
}

func (w *Writer) flush() error {
	if len(w.buf) > 0 {
		if _, err := w.w.Write(w.buf); err != nil {
			return w.fail(err)
		}
		w.buf = w.buf[:0]
	}
	return nil
}

func (w *Writer) fail(err error) error {
	w.err = err
	return err
}
