package rdf

import (
	"bytes"
	"io"
)

// lineBuffer is the size of the buffer that lines are read into.
const lineBuffer = 128 << 10

// A lineReader reads N-Triples or N-Quads.
type lineReader struct {
	src    blocks
	buf    []byte
	parser *lineParser
	report func(*SyntaxError) bool
	err    error
}

func newLineReader(r io.Reader, f Format, opts ReaderOptions) *lineReader {
	return &lineReader{
		src:    blocks{r: r, f: f, max: opts.MaxToken, line: 1},
		buf:    make([]byte, lineBuffer),
		parser: newLineParser(f, opts),
		report: opts.Continue,
	}
}

func (r *lineReader) Read() (Quad, error) {
	var q Quad
	for r.err == nil {
		ok, bad := r.parser.next(&q)
		if ok {
			return q, nil
		}
		if bad != nil {
			r.fail(bad)
			continue
		}
		r.fill()
	}
	return Quad{}, r.err
}

// fail ends the reading with an error, unless the caller wants to go on.
func (r *lineReader) fail(e *SyntaxError) {
	if r.report == nil || !r.report(e) {
		r.err = e
	}
}

func (r *lineReader) fill() {
	var b block
	var err error
	b, r.buf, err = r.src.next(r.buf, 1)
	if e, ok := err.(*SyntaxError); ok {
		r.fail(e)
		return
	}
	if r.err = err; err == nil {
		r.parser.reset(b.withoutMark())
	}
}

// withoutMark drops the byte order mark that some editors begin files with.
func (b block) withoutMark() block {
	if b.line == 1 {
		b.data = bytes.TrimPrefix(b.data, []byte("\uFEFF"))
	}
	return b
}
