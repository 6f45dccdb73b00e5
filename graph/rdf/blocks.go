package rdf

import (
	"bytes"
	"fmt"
	"io"
)

// blocks cuts a stream into blocks of whole lines.
type blocks struct {
	r    io.Reader
	f    Format
	max  int    // longest line
	rest []byte // read already, after the last line end given out
	line int    // number of the first line in rest
	err  error  // what ended the reading
}

// A block is whole lines; the last line of the stream may lack its line end.
type block struct {
	data []byte
	line int // number of its first line, from 1
}

// next reads at least want bytes, unless the stream ends, and gives the whole
// lines among them. It reads into buf, which it replaces if a line is longer;
// the block is part of the buffer returned.
func (s *blocks) next(buf []byte, want int) (block, []byte, error) {
	n := copy(buf, s.rest)
	if n < len(s.rest) { // a smaller buffer than the last one
		buf = append(buf, s.rest[n:]...)
		n = len(buf)
	}
	seen := 0 // buf[:seen] holds no line end
	for {
		for s.err == nil && n < len(buf) && n < max(want, seen+1) {
			var k int
			k, s.err = s.r.Read(buf[n:])
			n += k
		}
		if i := bytes.LastIndexByte(buf[seen:n], '\n'); i >= 0 {
			return s.cut(buf, seen+i+1, n), buf, nil
		}
		if n > s.max {
			return block{}, buf, s.tooLong(buf[:n])
		}
		if s.err != nil {
			break
		}
		seen = n
		if n == len(buf) {
			buf = append(buf, make([]byte, len(buf))...)
		}
	}
	if s.err != io.EOF {
		return block{}, buf, fmt.Errorf("rdf: reading %s after line %d: %w", s.f, s.line-1, s.err)
	}
	if n == 0 {
		return block{}, buf, io.EOF
	}
	return s.cut(buf, n, n), buf, nil
}

// ended reports whether nothing is left and nothing failed.
func (s *blocks) ended() bool { return s.err == io.EOF && len(s.rest) == 0 }

func (s *blocks) cut(buf []byte, end, n int) block {
	b := block{buf[:end], s.line}
	s.rest = buf[end:n]
	s.line += bytes.Count(b.data, []byte{'\n'})
	return b
}

// tooLong reports the line that starts at head and skips to its end.
func (s *blocks) tooLong(head []byte) error {
	e := &SyntaxError{
		Format: s.f, Line: s.line, Err: ErrLimit,
		Expected: fmt.Sprintf("a line of at most %d bytes", s.max), Found: "a longer one",
	}
	s.line++
	s.rest = nil
	for s.err == nil {
		var n int
		n, s.err = s.r.Read(head)
		if i := bytes.IndexByte(head[:n], '\n'); i >= 0 {
			s.rest = head[i+1 : n]
			break
		}
	}
	return e
}
