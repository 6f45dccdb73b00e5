package rdf

import "io"

// flushAt is how many bytes writers collect before they write them out.
const flushAt = 32 << 10

// An output collects what a writer appends and writes it out in large pieces.
type output struct {
	w   io.Writer
	buf []byte
	err error // of the io.Writer, which ends the writing
}

func (o *output) text(s string) { o.buf = append(o.buf, s...) }

// full writes out what was collected, once it is enough.
func (o *output) full() error {
	if len(o.buf) >= flushAt {
		return o.flush()
	}
	return o.err
}

// Flush implements Writer.
func (o *output) Flush() error { return o.flush() }

func (o *output) flush() error {
	if o.err == nil && len(o.buf) > 0 {
		_, o.err = o.w.Write(o.buf)
	}
	o.buf = o.buf[:0]
	return o.err
}
