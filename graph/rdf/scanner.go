package rdf

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"
)

// A scanner is a window on a stream of UTF-8 that slides and grows as its
// owner asks for more. The owner keeps pos at the start of the token it reads,
// and reads the token in buf[pos:]; slices of it are good until more is called.
type scanner struct {
	r   io.Reader
	f   Format
	max int // longest token

	buf  []byte // read and known to be UTF-8
	pos  int
	tail []byte // the start of a character that the last read cut
	line int    // of buf[0], from 1
	col  int    // of buf[0], in characters, from 1
	err  error  // what ended the stream: io.EOF, *SyntaxError, a read error
	over bool   // more was asked for after that
}

// scannerBuffer is the size of the window to begin with.
const scannerBuffer = 64 << 10

func newScanner(r io.Reader, f Format, opts ReaderOptions) scanner {
	s := scanner{r: r, f: f, max: opts.MaxToken, buf: make([]byte, 0, scannerBuffer), line: 1, col: 1}
	for len(s.buf) < 3 && s.more() {
	}
	if bytes.HasPrefix(s.buf, []byte("\uFEFF")) {
		s.pos = 3
	}
	return s
}

// more makes the window longer. It returns false at the end of the stream and
// when the token is too long.
func (s *scanner) more() bool {
	if s.err != nil {
		s.over = true
		return false
	}
	have := len(s.buf) - s.pos
	if err := s.within(have); err != nil {
		s.err, s.over = err, true
		return false
	}
	s.slide()
	want := len(s.buf) + 1
	if have > 4<<10 { // rescanning a long token is paid for by doubling it
		want = 2 * have
	}
	for s.err == nil && len(s.buf) < want && len(s.buf)+len(s.tail) < cap(s.buf) {
		s.read()
	}
	s.over = len(s.buf) == have
	return !s.over
}

// within reports a token of n bytes that is longer than the limit.
func (s *scanner) within(n int) error {
	if n <= s.max {
		return nil
	}
	e := s.errorf("at most %d bytes in one token", s.max)
	e.Found, e.Err = "more", ErrLimit
	return e
}

// maxNamespace bounds what short names can stand for: namespaces and bases. A
// small document must not grow without measure by repeating them.
const maxNamespace = 4 << 10

// namespaceWithin reports a namespace or base of n bytes that is too long.
func (s *scanner) namespaceWithin(n int) error {
	if n <= maxNamespace {
		return nil
	}
	e := s.errorf("at most %d bytes in a namespace or base", maxNamespace)
	e.Found, e.Err = "more", ErrLimit
	return e
}

// slide drops what is before pos.
func (s *scanner) slide() {
	n := len(s.buf) - s.pos
	if s.pos > 0 {
		s.line, s.col = s.position(s.pos)
		copy(s.buf, s.buf[s.pos:])
		s.buf, s.pos = s.buf[:n], 0
	}
	if cap(s.buf)-n < cap(s.buf)/4 {
		s.buf = append(make([]byte, 0, 2*cap(s.buf)), s.buf...)
	}
}

// read reads once, and takes what is whole characters of UTF-8.
func (s *scanner) read() {
	start := len(s.buf)
	buf := append(s.buf, s.tail...)
	n, err := s.r.Read(buf[len(buf):cap(buf)])
	buf = buf[:len(buf)+n]
	s.err = err
	if s.err != nil && s.err != io.EOF {
		s.err = fmt.Errorf("rdf: reading %s after line %d: %w", s.f, s.line-1, s.err)
	}
	good := start + validPrefix(buf[start:])
	s.buf = buf[:good]
	s.tail = append(s.tail[:0], buf[good:]...)
	if len(s.tail) >= utf8.UTFMax || len(s.tail) > 0 && (s.err == io.EOF || utf8.FullRune(s.tail)) {
		e := &SyntaxError{Format: s.f, Expected: "UTF-8", Found: describe(s.tail, "")}
		e.Line, e.Column = s.position(good)
		s.err = e
	}
}

// validPrefix is the length of the longest start of b that is UTF-8.
func validPrefix(b []byte) int {
	if utf8.Valid(b) {
		return len(b)
	}
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(b)
}

// position is the line and column of buf[i].
func (s *scanner) position(i int) (line, col int) {
	head := s.buf[:i]
	if n := bytes.LastIndexByte(head, '\n'); n >= 0 {
		return s.line + bytes.Count(head, []byte{'\n'}), utf8.RuneCount(head[n+1:]) + 1
	}
	return s.line, s.col + utf8.RuneCount(head)
}

// cause is why the parser must stop at pos: the end of the stream came as an
// error, or something else was expected.
func (s *scanner) cause(expected string, args ...any) error {
	if s.over && s.err != io.EOF {
		return s.err
	}
	return s.errorf(expected, args...)
}

// errorf says that something else was expected at pos.
func (s *scanner) errorf(expected string, args ...any) *SyntaxError {
	if have := len(s.buf) - s.pos; s.r != nil && have > 0 && have <= s.max && s.buf[s.pos] == '\\' {
		s.at(len(`\U0010FFFF`) - 1) // the message shows all of it
	}
	e := &SyntaxError{
		Format: s.f, Expected: fmt.Sprintf(expected, args...),
		Found: describe(s.buf[s.pos:], "the end of the document"),
	}
	e.Line, e.Column = s.position(s.pos)
	return e
}

// at gives the byte i after pos, 0 at the end of the stream.
func (s *scanner) at(i int) byte {
	for s.pos+i >= len(s.buf) {
		if !s.more() {
			return 0
		}
	}
	return s.buf[s.pos+i]
}

// hasPrefix reports whether p comes next.
func (s *scanner) hasPrefix(p string) bool {
	for i := range len(p) {
		if s.at(i) != p[i] {
			return false
		}
	}
	return true
}
