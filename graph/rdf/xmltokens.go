package rdf

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// An xmlScanner cuts an XML 1.0 document into tokens and checks that it is
// well-formed, namespaces included. Character references and internal entities
// are replaced, line ends are LF, and nothing outside the document is read.
type xmlScanner struct {
	scanner
	maxDepth int

	token xmlToken
	name  string    // of a start tag, an end tag or a processing instruction, with its prefix
	attrs []xmlAttr // of a start tag, without namespace declarations
	text  []byte    // of text, a comment or a processing instruction
	empty bool      // the start tag is an empty element, whose end comes next

	open       []xmlElement
	bindings   []xmlBinding
	expansions *expansions // of names that came lately
	strings    arena
	entities   xmlEntities
	declared   int // how many of the bindings are new with this start tag
	rooted     bool
}

type xmlToken uint8

const (
	xmlStart xmlToken = iota
	xmlEnd
	xmlText
	xmlComment
	xmlInstruction
	xmlEOF
)

type xmlAttr struct{ name, value string }

type xmlElement struct {
	name     string
	bindings int // how many were in scope before it
}

type xmlBinding struct{ prefix, namespace string }

const xmlNamespace = "http://www.w3.org/XML/1998/namespace"

// maxXMLAttributes bounds how many attributes one tag may have, and how many
// namespaces may be in scope.
const maxXMLAttributes = 1024

// next reads the next token.
func (x *xmlScanner) next() error {
	if x.empty {
		return x.close(x.name)
	}
	switch {
	case x.at(0) == 0 && x.pos == len(x.buf):
		return x.end()
	case x.buf[x.pos] != '<':
		return x.readText()
	}
	switch x.at(1) {
	case '/':
		return x.endTag()
	case '?':
		return x.instruction()
	case '!':
		return x.declaration()
	}
	return x.startTag()
}

// end checks that the document may end here.
func (x *xmlScanner) end() error {
	if len(x.open) > 0 {
		return x.cause("</%s>", x.open[len(x.open)-1].name)
	}
	if !x.rooted {
		return x.cause("an element")
	}
	if x.err != io.EOF {
		return x.err
	}
	x.token = xmlEOF
	return nil
}

// readText reads up to the next tag.
func (x *xmlScanner) readText() error {
	start := x.pos
	x.token, x.text = xmlText, x.text[:0]
	if err := x.content('<'); err != nil {
		return err
	}
	if len(x.open) == 0 {
		for _, c := range x.text {
			if !isXMLSpace(c) {
				x.pos = min(start, x.pos)
				return x.cause("an element; text may stand in elements only")
			}
		}
	}
	return nil
}

// content appends characters to text up to the byte end, which it leaves: '<'
// in text, a quote in an attribute's value.
func (x *xmlScanner) content(end byte) error {
	inText := end == '<'
	for {
		w := x.buf[x.pos:]
		n := 0
		for n < len(w) && xmlPlain[w[n]] && w[n] != end {
			n++
		}
		x.text = append(x.text, w[:n]...)
		x.pos += n
		if err := x.within(len(x.text)); err != nil {
			return err
		}
		if n == len(w) {
			if !x.more() {
				return nil
			}
			continue
		}
		switch c := w[n]; {
		case c == end:
			return nil
		case c == '&':
			if err := x.reference(); err != nil {
				return err
			}
		case c == '<':
			return x.cause("no '<' in an attribute's value; write &lt;")
		case c == ']' && inText && x.hasPrefix("]]>"):
			return x.cause("no ']]>' in text; write ]]&gt;")
		default:
			if err := x.character(inText); err != nil {
				return err
			}
		}
	}
}

// character appends the character at pos, which may need a closer look.
func (x *xmlScanner) character(inText bool) error {
	r, n := utf8.DecodeRune(x.buf[x.pos:])
	switch {
	case r == '\r':
		if x.at(1) == '\n' {
			n = 2
		}
		r = '\n'
	case !isXMLChar(r):
		return x.cause("a character that XML allows")
	}
	if !inText && (r == '\n' || r == '\t') {
		r = ' '
	}
	x.text = utf8.AppendRune(x.text, r)
	x.pos += n
	return nil
}

// xmlPlain are the bytes that text and attribute values hold as they are.
var xmlPlain = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= ' ' && c != '<' && c != '&' && c != ']' && c != 0xEF
	}
	return t
}()

func isXMLSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// isXMLChar is Char of XML 1.0.
func isXMLChar(r rune) bool {
	return r >= ' ' && r != 0xFFFE && r != 0xFFFF || r == '\t' || r == '\n' || r == '\r'
}

// space skips white space and reports whether there was any.
func (x *xmlScanner) space() bool {
	start := false
	for isXMLSpace(x.at(0)) {
		x.pos++
		start = true
	}
	return start
}

// nameAt measures the name that begins i bytes after pos: NCNames with at most
// one colon between them.
func (x *xmlScanner) nameAt(i int) int {
	n := 0
	for {
		w := x.buf[min(x.pos+i, len(x.buf)):]
		for n < len(w) {
			r, size := rune(w[n]), 1
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRune(w[n:])
			}
			if n == 0 && !IsPNCharsU(r) || !IsPNChars(r) && r != '.' && r != ':' {
				break
			}
			n += size
		}
		if n < len(w) || !x.more() {
			return n
		}
	}
}

// checkedName gives the name that begins i bytes after pos, interned.
func (x *xmlScanner) checkedName(i int) (string, error) {
	n := x.nameAt(i)
	raw := x.buf[x.pos+i : x.pos+i+n]
	e, ok := x.expansions.find(raw, 'n')
	if ok {
		return e.token, nil
	}
	prefix, local, colon := strings.Cut(string(raw), ":")
	if !isNCName(prefix) || colon && !isNCName(local) {
		x.pos += i
		return "", x.cause("a name, with at most one colon")
	}
	x.expansions.set(e, x.strings.string(raw), 'n', "")
	return e.token, nil
}

// isNCName reports whether s is a name without colons.
func isNCName(s string) bool {
	for i, r := range s {
		if i == 0 && !IsPNCharsU(r) || !IsPNChars(r) && r != '.' {
			return false
		}
	}
	return s != ""
}

func (x *xmlScanner) endTag() error {
	name, err := x.checkedName(2)
	if err != nil {
		return err
	}
	if len(x.open) == 0 || x.open[len(x.open)-1].name != name {
		want := "an element"
		if len(x.open) > 0 {
			want = fmt.Sprintf("</%s>", x.open[len(x.open)-1].name)
		}
		e := x.errorf("%s", want)
		e.Found = fmt.Sprintf("</%s>", name)
		return e
	}
	x.pos += 2 + len(name)
	x.space()
	if x.at(0) != '>' {
		return x.cause("'>' at the end of the tag")
	}
	x.pos++
	return x.close(name)
}

func (x *xmlScanner) close(name string) error {
	x.token, x.name, x.empty = xmlEnd, name, false
	return nil
}

// leave ends the scope of the element whose end tag was read.
func (x *xmlScanner) leave() {
	e := x.open[len(x.open)-1]
	x.open = x.open[:len(x.open)-1]
	if len(x.bindings) > e.bindings {
		x.bindings = x.bindings[:e.bindings]
		x.expansions.forget()
	}
}
