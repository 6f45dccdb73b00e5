package rdf

import "io"

// A turtleReader reads Turtle or TriG.
//
// The grammar nests; the reader does not recurse into it but keeps a stack of
// frames, one for each construct that is open, so that it can stop at each quad
// whatever the length of the statement. Only triple terms and reified triples,
// which are terms, are read recursively.
//
//	:s :p ( 1 [ :q 2 ] ) .
//	   |    |   |
//	   |    |   propertyList  subject _:anon2
//	   |    collection        subject _:anon1, the list's current node
//	   statement              subject :s
type turtleReader struct {
	scanner
	maxDepth int
	trig     bool

	base     string
	prefixes map[string]string
	strings  arena
	iris     *expansions
	blanks   blankNodes

	graph   Term
	inGraph bool // between { and }
	stack   []frame
	depth   int // of triple terms

	queue []Quad // read and not yet returned
	head  int
	ended error // why there is no more to read
}

type frameKind uint8

const (
	statement    frameKind = iota // ends with .
	propertyList                  // [ ... ]
	annotation                    // {| ... |}
	collection                    // ( ... )
)

// What a frame waits for.
type frameState uint8

const (
	wantVerb         frameState = iota
	wantVerbOrEnd               // after a subject that says something by itself
	wantNextVerb                // after ;, where a verb, another ; or the end may stand
	wantObject                  // after the verb or a comma
	wantContinuation            // after an object: an annotation, a comma, ; or the end
	wantFirstItem               // after (
	wantItem                    // after an item: another one or )
)

type frame struct {
	kind      frameKind
	state     frameState
	subject   Term
	predicate Term
	object    Term // the last one, for annotations
	reifier   Term // the last one of the last object
}

func newTurtleReader(r io.Reader, f Format, opts ReaderOptions) *turtleReader {
	return &turtleReader{
		scanner:  newScanner(r, f, opts),
		maxDepth: opts.MaxDepth,
		trig:     f == TriG,
		base:     opts.Base,
		prefixes: map[string]string{},
		iris:     newExpansions(),
	}
}

func (t *turtleReader) Read() (Quad, error) {
	for t.head == len(t.queue) {
		t.queue, t.head = t.queue[:0], 0
		if t.ended == nil {
			t.ended = t.step()
		}
		if t.ended != nil && len(t.queue) == 0 {
			return Quad{}, t.ended
		}
	}
	t.head++
	return t.queue[t.head-1], nil
}

func (t *turtleReader) emit(s, p, o *Term) {
	t.queue = append(t.queue, Quad{*s, *p, *o, t.graph})
}

// push opens a construct.
func (t *turtleReader) push(kind frameKind, state frameState, subject Term) error {
	if len(t.stack) >= t.maxDepth {
		return t.tooDeep()
	}
	t.stack = append(t.stack, frame{kind: kind, state: state, subject: subject})
	return nil
}

func (t *turtleReader) tooDeep() error {
	e := t.errorf("constructs nested at most %d deep", t.maxDepth)
	e.Found, e.Err = "a deeper one", ErrLimit
	return e
}

func (t *turtleReader) pop() { t.stack = t.stack[:len(t.stack)-1] }

// space skips white space and comments.
func (t *turtleReader) space() {
	for {
		for t.pos < len(t.buf) {
			switch t.buf[t.pos] {
			case ' ', '\t', '\n', '\r':
				t.pos++
			case '#':
				t.comment()
			default:
				return
			}
		}
		if !t.more() {
			return
		}
	}
}

func (t *turtleReader) comment() {
	for {
		for i, c := range t.buf[t.pos:] {
			if c == '\n' || c == '\r' {
				t.pos += i
				return
			}
		}
		t.pos = len(t.buf)
		if !t.more() {
			return
		}
	}
}

// next skips white space and gives the byte after it, 0 at the end.
func (t *turtleReader) next() byte {
	t.space()
	if t.pos < len(t.buf) {
		return t.buf[t.pos]
	}
	return 0
}
