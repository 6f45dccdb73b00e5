package rdf

import (
	"cmp"
	"slices"
	"strings"
)

// An xmlCanonical writes the content of an XML literal in Exclusive XML
// Canonicalization (https://www.w3.org/TR/xml-exc-c14n/), comments included.
type xmlCanonical struct {
	x        *xmlScanner
	out      []byte
	depth    int          // elements open inside the literal
	rendered []xmlBinding // namespaces declared in the output and in scope
	marks    []int        // how many of them each open element found
}

func newXMLCanonical(x *xmlScanner) *xmlCanonical { return &xmlCanonical{x: x} }

// literalToken adds a token to the XML literal that is open, or ends it.
func (x *rdfxmlReader) literalToken(f *xmlFrame) error {
	c := f.literal
	if x.token == xmlEnd && c.depth == 0 {
		x.state(f, Literal(string(c.out), RDFNamespace+"XMLLiteral"))
		x.stack = x.stack[:len(x.stack)-1]
		x.leave()
		return nil
	}
	switch x.token {
	case xmlStart:
		if err := c.start(); err != nil {
			return err
		}
	case xmlEnd:
		c.end()
		x.leave()
	case xmlText:
		c.out = appendXMLText(c.out, x.text)
	case xmlComment:
		c.out = append(append(append(c.out, "<!--"...), x.text...), "-->"...)
	case xmlInstruction:
		c.out = append(append(c.out, "<?"...), x.name...)
		if len(x.text) > 0 {
			c.out = append(append(c.out, ' '), x.text...)
		}
		c.out = append(c.out, "?>"...)
	}
	return x.within(len(c.out))
}

func (c *xmlCanonical) start() error {
	c.depth++
	c.marks = append(c.marks, len(c.rendered))
	c.out = append(append(c.out, '<'), c.x.name...)
	if err := c.namespaces(); err != nil {
		return err
	}
	if err := c.attributes(); err != nil {
		return err
	}
	c.out = append(c.out, '>')
	return nil
}

func (c *xmlCanonical) end() {
	c.depth--
	c.rendered = c.rendered[:c.marks[len(c.marks)-1]]
	c.marks = c.marks[:len(c.marks)-1]
	c.out = append(append(append(c.out, "</"...), c.x.name...), '>')
}

// namespaces declares the namespaces that the tag uses visibly and that the
// output has not in scope, by prefix.
func (c *xmlCanonical) namespaces() error {
	prefix, _, colon := strings.Cut(c.x.name, ":")
	if !colon {
		prefix = ""
	}
	used := []string{prefix}
	for _, a := range c.x.attrs {
		if prefix, _, colon := strings.Cut(a.name, ":"); colon {
			used = append(used, prefix)
		}
	}
	slices.Sort(used)
	for _, prefix := range slices.Compact(used) {
		ns, ok := c.x.namespace(prefix)
		if !ok {
			e := c.x.errorf("a prefix that is declared")
			e.Found = prefix + ":"
			return e
		}
		if prefix == "xml" || ns == c.inOutput(prefix) {
			continue
		}
		c.rendered = append(c.rendered, xmlBinding{prefix, ns})
		c.out = append(c.out, " xmlns"...)
		if prefix != "" {
			c.out = append(append(c.out, ':'), prefix...)
		}
		c.out = appendXMLAttribute(append(c.out, '='), ns)
	}
	return nil
}

// inOutput is the namespace that a prefix has in the output so far.
func (c *xmlCanonical) inOutput(prefix string) string {
	for i := len(c.rendered) - 1; i >= 0; i-- {
		if c.rendered[i].prefix == prefix {
			return c.rendered[i].namespace
		}
	}
	return ""
}

// attributes writes the attributes by namespace and local name, those of no
// namespace first.
func (c *xmlCanonical) attributes() error {
	type attr struct {
		xmlAttr
		ns, local string
	}
	attrs := make([]attr, len(c.x.attrs))
	for i, a := range c.x.attrs {
		attrs[i] = attr{xmlAttr: a, local: a.name}
		if prefix, local, colon := strings.Cut(a.name, ":"); colon {
			ns, _ := c.x.namespace(prefix)
			attrs[i].ns, attrs[i].local = ns, local
		}
	}
	slices.SortFunc(attrs, func(a, b attr) int {
		return cmp.Or(strings.Compare(a.ns, b.ns), strings.Compare(a.local, b.local))
	})
	for _, a := range attrs {
		c.out = append(append(c.out, ' '), a.name...)
		c.out = appendXMLAttribute(append(c.out, '='), a.value)
	}
	return nil
}

// appendXMLText appends text as canonical XML has it.
func appendXMLText(dst, text []byte) []byte {
	for _, b := range text {
		switch b {
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		case '\r':
			dst = append(dst, "&#xD;"...)
		default:
			dst = append(dst, b)
		}
	}
	return dst
}

// appendXMLAttribute appends a quoted value as canonical XML has it.
func appendXMLAttribute(dst []byte, value string) []byte {
	dst = append(dst, '"')
	for i := range len(value) {
		switch b := value[i]; b {
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '"':
			dst = append(dst, "&quot;"...)
		case '\t':
			dst = append(dst, "&#x9;"...)
		case '\n':
			dst = append(dst, "&#xA;"...)
		case '\r':
			dst = append(dst, "&#xD;"...)
		default:
			dst = append(dst, b)
		}
	}
	return append(dst, '"')
}
