package rdf

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// xmlEncodings are the encodings that XML documents may declare, beside UTF-8.
var xmlEncodings = map[string]encoding.Encoding{
	"utf-16":       unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM),
	"iso-8859-1":   charmap.ISO8859_1,
	"iso-8859-5":   charmap.ISO8859_5,
	"windows-1251": charmap.Windows1251,
	"windows-1252": charmap.Windows1252,
	"windows-1254": charmap.Windows1254,
	"koi8-r":       charmap.KOI8R,
}

var encodingDeclaration = regexp.MustCompile(`^<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']`)

// xmlInput gives the document in UTF-8, whatever it declares to be in.
func xmlInput(r io.Reader) (io.Reader, error) {
	const declaration = 256 // long enough for any XML declaration
	b := bufio.NewReaderSize(r, declaration)
	head, _ := b.Peek(declaration) // an error comes again with Read
	name := "utf-8"
	if m := encodingDeclaration.FindSubmatch(bytes.TrimPrefix(head, []byte("\uFEFF"))); m != nil {
		name = strings.ToLower(string(m[1]))
	}
	if bytes.HasPrefix(head, []byte("\xFE\xFF")) || bytes.HasPrefix(head, []byte("\xFF\xFE")) {
		name = "utf-16"
	}
	switch e := xmlEncodings[name]; {
	case name == "utf-8" || name == "us-ascii":
		return b, nil
	case e != nil:
		return e.NewDecoder().Reader(b), nil
	}
	return nil, &SyntaxError{
		Format: RDFXML, Line: 1, Column: 1,
		Expected: "an encoding that is supported, such as UTF-8", Found: fmt.Sprintf("encoding %q", name),
	}
}
