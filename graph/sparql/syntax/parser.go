package syntax

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"diplograph/graph/rdf"
)

// ParseQuery reads a query (production 1, QueryUnit). Errors are *Error.
func ParseQuery(text string, opts Options) (q *Query, err error) {
	p, err := newParser(text, opts)
	if err != nil {
		return nil, err
	}
	defer p.recover(&err)
	p.advance()
	return p.query(), nil
}

// ParseUpdate reads an update request (production 3, UpdateUnit). Errors are
// *Error.
func ParseUpdate(text string, opts Options) (u *Update, err error) {
	p, err := newParser(text, opts)
	if err != nil {
		return nil, err
	}
	defer p.recover(&err)
	p.advance()
	return p.update(), nil
}

// A parser goes down the grammar with one token in sight; the methods are named
// after the productions. It panics with an *Error, which ParseQuery and
// ParseUpdate return.
type parser struct {
	lex      lexer
	tok      token
	last     token // the one before tok
	opts     Options
	prologue Prologue
	prefixes map[string]int // index in prologue.Prefixes

	depth    int
	nodes    int
	expanded int // bytes of IRIs from prefixes and the base

	blanks     blankNodes
	vars       varSet // in scope so far in the innermost group
	aggregates aggregateRule
	in         context

	open      []Pos  // braces
	separator string // the last ";" or "," or "" within a subject's triples
}

// An aggregateRule says whether an aggregate may stand here.
type aggregateRule uint8

const (
	noAggregates aggregateRule = iota
	aggregatesAllowed
	insideAggregate
)

// A context says what triples are for: which terms they may have.
type context uint8

const (
	inPattern  context = iota
	inShort            // of CONSTRUCT WHERE: pattern and template
	inTemplate         // of CONSTRUCT or INSERT
	inDelete           // a template of DELETE, or DELETE WHERE
	inInsertData
	inDeleteData
)

func (c context) isPattern() bool { return c == inPattern || c == inShort }

func (c context) isData() bool { return c == inInsertData || c == inDeleteData }

func newParser(text string, opts Options) (*parser, error) {
	opts = opts.withDefaults()
	p := &parser{opts: opts, prefixes: map[string]int{}}
	p.lex = lexer{text: text, mark: Pos{Line: 1, Column: 1}}
	p.prologue.Base = opts.Base
	if len(text) > opts.MaxBytes {
		return nil, &Error{Problem: fmt.Sprintf("the text has %d bytes, more than the %d allowed", len(text), opts.MaxBytes), Err: ErrLimit}
	}
	if !utf8.ValidString(text) {
		return nil, invalidUTF8(text)
	}
	if strings.HasPrefix(text, "\ufeff") {
		p.lex.pos = len("\ufeff")
		p.lex.mark.Offset = p.lex.pos
	}
	p.blanks = newBlankNodes(p.lex.decode(0, len(text)))
	for _, prefix := range opts.Prefixes {
		p.declare(prefix.Name, prefix.Namespace)
	}
	return p, nil
}

func invalidUTF8(text string) error {
	i := 0
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		i += n
	}
	l := lexer{text: text, mark: Pos{Line: 1, Column: 1}}
	return &Error{Pos: l.place(i), Expected: "UTF-8", Found: fmt.Sprintf("the byte 0x%02X", text[i])}
}

func (p *parser) recover(err *error) {
	switch e := recover().(type) {
	case nil:
	case *Error:
		*err = e
	default:
		panic(e)
	}
}

func (p *parser) advance() {
	p.last = p.tok
	p.tok = p.lex.next()
}

// source is how a token is written.
func (p *parser) source(t token) string { return p.lex.text[t.Offset:t.end] }

// expected stops the parse: something else should stand here.
func (p *parser) expected(what string) {
	panic(&Error{Pos: p.tok.Pos, Expected: what, Found: p.tok.describe(p.source(p.tok)), Hint: p.hint(what)})
}

// problem stops the parse: a rule beyond the grammar is broken.
func (p *parser) problem(at Pos, hint, format string, args ...any) {
	panic(&Error{Pos: at, Problem: fmt.Sprintf(format, args...), Hint: hint})
}

func (p *parser) is(symbol string) bool   { return p.tok.is(symbol) }
func (p *parser) isWord(word string) bool { return p.tok.isWord(word) }

// accept goes past a symbol if it is there.
func (p *parser) accept(symbol string) bool {
	if !p.is(symbol) {
		return false
	}
	p.advance()
	return true
}

// acceptWord goes past a keyword if it is there.
func (p *parser) acceptWord(word string) bool {
	if !p.isWord(word) {
		return false
	}
	p.advance()
	return true
}

func (p *parser) expect(symbol string) {
	if !p.accept(symbol) {
		p.expected(`"` + symbol + `"`)
	}
}

func (p *parser) expectWord(word string) {
	if !p.acceptWord(word) {
		p.expected(word)
	}
}

// openBrace goes past "{" and remembers where it was.
func (p *parser) openBrace() {
	pos := p.tok.Pos
	p.expect("{")
	p.open = append(p.open, pos)
}

// closeBrace goes past the matching "}"; more says what else might stand here.
func (p *parser) closeBrace(more string) {
	if !p.accept("}") {
		p.expected(more + ` or "}"`)
	}
	p.open = p.open[:len(p.open)-1]
}

// enter counts a level of nesting; leave ends it.
func (p *parser) enter() {
	if p.depth++; p.depth > p.opts.MaxDepth {
		panic(&Error{Pos: p.tok.Pos, Problem: fmt.Sprintf("groups, parentheses or lists nest deeper than the %d levels allowed", p.opts.MaxDepth), Err: ErrLimit})
	}
}

func (p *parser) leave() { p.depth-- }

// count counts a node of the tree.
func (p *parser) count() {
	if p.nodes++; p.nodes > p.opts.MaxNodes {
		panic(&Error{Pos: p.tok.Pos, Problem: fmt.Sprintf("the text has more than the %d terms and operators allowed", p.opts.MaxNodes), Err: ErrLimit})
	}
}

// payShared counts the nodes of a triple term or path that one more triple
// refers to. The tree shares them; who walks it or prints it meets each again.
func (p *parser) payShared(part any) {
	switch part := part.(type) {
	case *TripleTerm:
		p.count()
		p.payShared(part.Subject)
		p.payShared(part.Object)
	case *PathInverse:
		p.count()
		p.payShared(part.Path)
	case *PathRepeat:
		p.count()
		p.payShared(part.Path)
	case *PathSequence:
		p.payAll(part.Paths)
	case *PathAlternative:
		p.payAll(part.Paths)
	case *PathNegated:
		for range part.Items {
			p.count()
		}
	}
}

func (p *parser) payAll(paths []Path) {
	for _, path := range paths {
		p.count()
		p.payShared(path)
	}
}

// Prologue (productions 4 to 6, and VERSION of 1.2)
func (p *parser) parsePrologue() {
	for {
		switch {
		case p.acceptWord("BASE"):
			p.base()
		case p.isWord("PREFIX"):
			p.prefix()
		case p.acceptWord("VERSION"):
			if p.tok.kind != tokString || p.tok.long {
				p.expected(`a version in single or double quotes, as in VERSION "1.2"`)
			}
			p.prologue.Version = p.tok.text
			p.advance()
		default:
			return
		}
	}
}

func (p *parser) base() {
	if p.tok.kind != tokIRI {
		p.expected("an IRI in <>")
	}
	p.prologue.Base = p.resolve(p.tok.text)
	p.prologue.BaseDeclared = true
	p.advance()
}

func (p *parser) prefix() {
	p.advance()
	if p.tok.kind != tokName || p.tok.text != "" {
		p.expected("a prefix with its colon, as in PREFIX ex: <http://example.org/>")
	}
	name := p.tok.prefix
	p.advance()
	if p.tok.kind != tokIRI {
		p.expected("an IRI in <>")
	}
	p.declare(name, p.resolve(p.tok.text))
	p.advance()
}

// declare adds to the prologue's prefixes. Operations before this one hold the
// same slice: a prefix declared again needs a new one.
func (p *parser) declare(name, namespace string) {
	list := p.prologue.Prefixes
	i, again := p.prefixes[name]
	if !again {
		p.prefixes[name] = len(list)
		p.prologue.Prefixes = append(list, rdf.Prefix{Name: name, Namespace: namespace})
		return
	}
	for range list {
		p.count() // a copy is paid for
	}
	list = slices.Clone(list)
	list[i].Namespace = namespace
	p.prologue.Prefixes = list
}

// expand counts the bytes of an IRI that is longer than what is written, so that
// a long prefix used often cannot fill the memory.
func (p *parser) expand(iri string) string {
	if p.expanded += len(iri); p.expanded > 1<<16+maxExpansion*len(p.lex.text) {
		panic(&Error{Pos: p.tok.Pos, Problem: fmt.Sprintf("the IRIs of the text, written out, are more than %d times as long as the text", maxExpansion), Err: ErrLimit})
	}
	return iri
}

const maxExpansion = 32

// resolve makes the IRI of the token absolute.
func (p *parser) resolve(ref string) string {
	switch {
	case isAbsolute(ref):
		return ref
	case p.prologue.Base == "":
		p.problem(p.tok.Pos, "declare a base: BASE <http://example.org/>", "<%s> is relative, and there is no base to resolve it against", clip(ref))
	}
	return p.expand(rdf.ResolveIRI(p.prologue.Base, ref))
}

// isAbsolute reports whether an IRI starts with a scheme.
func isAbsolute(iri string) bool {
	for i, c := range iri {
		switch {
		case isLetter(c):
		case c == ':':
			return i > 0
		case i == 0 || !isDigit(c) && c != '+' && c != '-' && c != '.':
			return false
		}
	}
	return false
}
