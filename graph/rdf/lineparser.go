package rdf

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// A lineParser parses blocks of N-Triples or N-Quads.
//
// It works inside the block: terms that were met lately come from the interner
// without being looked at again, the others are checked and copied to the
// arena, so that a quad costs no allocation of its own.
type lineParser struct {
	f        Format
	max      int // longest line
	maxDepth int
	strings  arena
	iris     *interner // absolute and checked
	words    *interner // blank node labels and language tags

	data []byte // rest of the block
	line int    // number of the line in b

	b     []byte // the line being parsed
	i     int    // where in b
	depth int    // of triple terms
	err   *SyntaxError
}

func newLineParser(f Format, opts ReaderOptions) *lineParser {
	return &lineParser{f: f, max: opts.MaxToken, maxDepth: opts.MaxDepth, iris: newInterner(), words: newInterner()}
}

func (p *lineParser) reset(b block) {
	p.data, p.line, p.b, p.i = b.data, b.line-1, nil, 0
}

// next parses the block's next quad into q. It returns false at the end of the
// block and at an error, after which it can go on with the next line.
func (p *lineParser) next(q *Quad) (bool, *SyntaxError) {
	for p.nextLine() {
		p.i = 0
		p.space()
		if p.i == len(p.b) || p.b[p.i] == '#' {
			continue
		}
		if p.b[p.i] == 'V' {
			if !p.version() {
				return false, p.err
			}
			continue
		}
		*q = Quad{}
		if !p.statement(q) {
			return false, p.err
		}
		return true, nil
	}
	return false, p.err
}

// nextLine sets b to the next line without its line end, LF, CR LF or CR.
func (p *lineParser) nextLine() bool {
	p.err, p.depth = nil, 0
	if len(p.data) == 0 {
		return false
	}
	n := bytes.IndexByte(p.data, '\n')
	if n < 0 {
		n = len(p.data)
	}
	if i := bytes.IndexByte(p.data[:n], '\r'); i >= 0 && i != n-1 {
		n = i // CR alone ends a line too
	}
	p.b = bytes.TrimSuffix(p.data[:n], []byte{'\r'})
	p.data = p.data[min(n+1, len(p.data)):]
	p.line++
	return p.checkLine()
}

func (p *lineParser) checkLine() bool {
	p.i = 0
	if len(p.b) > p.max {
		p.fail("a line of at most %d bytes", p.max)
		p.err.Column, p.err.Found, p.err.Err = 0, "a longer one", ErrLimit
		return false
	}
	if !utf8.Valid(p.b) {
		for p.i < len(p.b) {
			r, n := utf8.DecodeRune(p.b[p.i:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			p.i += n
		}
		return p.fail("UTF-8")
	}
	return true
}

// fail records that something else was expected at i. It returns false.
func (p *lineParser) fail(expected string, args ...any) bool {
	p.err = &SyntaxError{
		Format: p.f, Line: p.line, Column: utf8.RuneCount(p.b[:p.i]) + 1,
		Expected: fmt.Sprintf(expected, args...), Found: describe(p.b[p.i:], "the end of the line"),
	}
	return false
}

// describe names what stands at the start of b for an error message.
func describe(b []byte, ifEmpty string) string {
	if len(b) == 0 {
		return ifEmpty
	}
	r, n := utf8.DecodeRune(b)
	if r == utf8.RuneError && n <= 1 {
		return fmt.Sprintf("byte 0x%02X", b[0])
	}
	if r == '\\' {
		return "'" + string(writtenEscape(b)) + "'"
	}
	return fmt.Sprintf("%q", r)
}

func (p *lineParser) space() {
	for p.i < len(p.b) && (p.b[p.i] == ' ' || p.b[p.i] == '\t') {
		p.i++
	}
}

// peek is the byte at i, 0 at the end of the line.
func (p *lineParser) peek() byte {
	if p.i < len(p.b) {
		return p.b[p.i]
	}
	return 0
}

func (p *lineParser) statement(q *Quad) bool {
	if !p.subject(&q.Subject) {
		return false
	}
	p.space()
	if !p.predicate(&q.Predicate) {
		return false
	}
	p.space()
	if !p.object(&q.Object) {
		return false
	}
	p.space()
	if p.f == NQuads && p.peek() != '.' {
		if !p.graph(&q.Graph) {
			return false
		}
		p.space()
	}
	if p.peek() != '.' {
		return p.fail("'.' at the end of the statement")
	}
	p.i++
	return p.end()
}

// end wants nothing more on the line but a comment.
func (p *lineParser) end() bool {
	p.space()
	if p.i < len(p.b) && p.b[p.i] != '#' {
		return p.fail("the end of the line after the statement")
	}
	return true
}

func (p *lineParser) subject(t *Term) bool {
	switch p.peek() {
	case '<':
		return p.iri(t, "a subject (IRI or blank node)")
	case '_':
		return p.blank(t)
	}
	return p.fail("a subject (IRI or blank node)")
}

func (p *lineParser) predicate(t *Term) bool {
	if p.peek() != '<' {
		return p.fail("a predicate (IRI)")
	}
	return p.iri(t, "a predicate (IRI)")
}

func (p *lineParser) object(t *Term) bool {
	switch p.peek() {
	case '<':
		if bytes.HasPrefix(p.b[p.i:], []byte("<<(")) {
			return p.tripleTerm(t)
		}
		return p.iri(t, "an object (IRI, blank node, literal or triple term)")
	case '_':
		return p.blank(t)
	case '"':
		return p.literal(t)
	}
	return p.fail("an object (IRI, blank node, literal or triple term)")
}

func (p *lineParser) graph(t *Term) bool {
	switch p.peek() {
	case '<':
		return p.iri(t, "a graph (IRI or blank node) or '.'")
	case '_':
		return p.blank(t)
	}
	return p.fail("a graph (IRI or blank node) or '.'")
}

// tripleTerm parses <<( s p o )>>.
func (p *lineParser) tripleTerm(t *Term) bool {
	if p.depth++; p.depth > p.maxDepth {
		p.fail("triple terms at most %d deep", p.maxDepth)
		p.err.Err = ErrLimit
		return false
	}
	p.i += len("<<(")
	t.Kind, t.Triple = KindTriple, new(Triple)
	p.space()
	if !p.subject(&t.Triple.Subject) {
		return false
	}
	p.space()
	if !p.predicate(&t.Triple.Predicate) {
		return false
	}
	p.space()
	if !p.object(&t.Triple.Object) {
		return false
	}
	p.space()
	if !bytes.HasPrefix(p.b[p.i:], []byte(")>>")) {
		return p.fail("')>>' at the end of the triple term")
	}
	p.i += len(")>>")
	p.depth--
	return true
}

// version parses the directive VERSION "1.2", which needs nothing done.
func (p *lineParser) version() bool {
	if !bytes.HasPrefix(p.b[p.i:], []byte("VERSION")) {
		return p.fail("a subject (IRI or blank node)")
	}
	p.i += len("VERSION")
	p.space()
	quote := p.peek()
	if quote != '"' && quote != '\'' {
		return p.fail("a version in quotes")
	}
	n := bytes.IndexByte(p.b[p.i+1:], quote)
	if n < 0 || bytes.IndexByte(p.b[p.i+1:][:n], '\\') >= 0 {
		return p.fail("a version in quotes")
	}
	p.i += n + 2
	return p.end()
}
