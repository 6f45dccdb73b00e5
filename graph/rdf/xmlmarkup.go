package rdf

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// instruction reads <?target text?>, the XML declaration included.
func (x *xmlScanner) instruction() error {
	name, err := x.checkedName(2)
	if err != nil {
		return err
	}
	if strings.EqualFold(name, "xml") {
		if line, col := x.position(x.pos); line != 1 || col > 2 || x.rooted || name != "xml" {
			return x.cause("no XML declaration but at the start of the document")
		}
	}
	x.pos += 2 + len(name)
	if !x.space() && x.at(0) != '?' {
		return x.cause("white space after the instruction's name")
	}
	x.name = name
	return x.delimited("?>", xmlInstruction)
}

// delimited reads up to a delimiter and skips it.
func (x *xmlScanner) delimited(end string, token xmlToken) error {
	x.token, x.text = token, x.text[:0]
	for !x.hasPrefix(end) {
		if x.pos == len(x.buf) {
			return x.cause("%s", end)
		}
		if token == xmlComment && x.hasPrefix("--") {
			return x.cause("no '--' in a comment")
		}
		if err := x.run(end[0]); err != nil {
			return err
		}
	}
	x.pos += len(end)
	return nil
}

// run appends at least one character and those after it that need no look.
func (x *xmlScanner) run(stop byte) error {
	if err := x.character(true); err != nil {
		return err
	}
	w := x.buf[x.pos:]
	n := 0
	for n < len(w) && xmlPlain[w[n]] && w[n] != stop {
		n++
	}
	x.text = append(x.text, w[:n]...)
	x.pos += n
	return x.within(len(x.text))
}

// declaration reads what begins with <!.
func (x *xmlScanner) declaration() error {
	switch {
	case x.hasPrefix("<!--"):
		x.pos += 4
		return x.delimited("-->", xmlComment)
	case x.hasPrefix("<![CDATA[") && len(x.open) > 0:
		x.pos += 9
		return x.delimited("]]>", xmlText)
	case x.hasPrefix("<!DOCTYPE") && !x.rooted && x.entities.values == nil:
		x.pos += 9
		if err := x.doctype(); err != nil {
			return err
		}
		return x.next()
	}
	return x.cause("an element, text, a comment or a processing instruction")
}

// reference reads &...; at pos and appends what it stands for.
func (x *xmlScanner) reference() error {
	const longest = 64
	n := 1
	for n < longest && x.at(n) != ';' && x.at(n) > ' ' {
		n++
	}
	if x.at(n) != ';' {
		return x.cause("'&' as part of a reference such as &amp;")
	}
	name := string(x.buf[x.pos+1 : x.pos+n])
	if digits, ok := strings.CutPrefix(name, "#"); ok {
		r, ok := xmlCharacter(digits)
		if !ok {
			return x.cause("a reference to a character that XML allows")
		}
		x.text = utf8.AppendRune(x.text, r)
	} else {
		value, err := x.entity(name)
		if err != nil {
			return err
		}
		x.text = append(x.text, value...)
	}
	x.pos += n + 1
	return nil
}

// xmlCharacter parses what stands between &# and ;.
func xmlCharacter(digits string) (rune, bool) {
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	if strings.Trim(digits, "0123456789abcdefABCDEF") != "" {
		return 0, false
	}
	n, err := strconv.ParseUint(digits, base, 31)
	return rune(n), err == nil && utf8.ValidRune(rune(n)) && isXMLChar(rune(n))
}

// doctype reads the rest of <!DOCTYPE ...>. Of the internal subset only the
// entities are kept; the external one is not read.
func (x *xmlScanner) doctype() error {
	x.entities.values = map[string]string{}
	for {
		x.space()
		switch c := x.at(0); {
		case c == '>':
			x.pos++
			return nil
		case c == '"' || c == '\'':
			if _, err := x.quotedRaw(c); err != nil {
				return err
			}
		case c == '[':
			x.pos++
			if err := x.internalSubset(); err != nil {
				return err
			}
		case IsPNChars(rune(c)) || c >= utf8.RuneSelf || c == '.' || c == ':':
			x.pos++
		default:
			return x.cause("'>' at the end of the document type")
		}
	}
}

// quotedRaw reads a string in quotes, as it is.
func (x *xmlScanner) quotedRaw(quote byte) (string, error) {
	n := 1
	for {
		if i := bytes.IndexByte(x.buf[x.pos+n:], quote); i >= 0 {
			s := string(x.buf[x.pos+1 : x.pos+n+i])
			x.pos += n + i + 1
			return s, nil
		}
		n = len(x.buf) - x.pos
		if !x.more() {
			return "", x.cause("%q at the end of the string", quote)
		}
	}
}
