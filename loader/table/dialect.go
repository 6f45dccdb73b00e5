package table

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// A dialect says how a table is written (CSVW metadata, 5.9).
type dialect struct {
	given         bool
	delimiter     rune
	quote         byte // 0 for none
	comment       string
	encoding      encoding.Encoding // nil for UTF-8
	headers       int
	skipRows      int
	skipColumns   int
	skipBlankRows bool
	trim          func(string) string
	trimStart     bool // before quotes, too
}

// dialectOf is that of a document for which the mapping gives none.
func dialectOf(name string) dialect {
	d := dialect{delimiter: ',', quote: '"', comment: "#", headers: 1, trim: strings.TrimSpace, trimStart: true}
	name = strings.ToLower(plainName(name))
	if strings.HasSuffix(name, ".tsv") || strings.HasSuffix(name, ".tab") {
		d.delimiter = '\t'
	}
	return d
}

func (d *dialect) read(parent *object, raw json.RawMessage) {
	*d = dialectOf("")
	d.given = true
	o := newObject(parent.at("dialect"), raw)
	d.readMarks(o)
	d.readEncoding(o)
	d.readTrim(o)
	header := true
	o.boolean("header", &header)
	if !header {
		d.headers = 0
	}
	o.count("headerRowCount", &d.headers)
	o.count("skipRows", &d.skipRows)
	o.count("skipColumns", &d.skipColumns)
	o.boolean("skipBlankRows", &d.skipBlankRows)
	if err := o.close("@id", "@type"); err != nil && parent.err == nil {
		parent.err = err
	}
}

func (d *dialect) readMarks(o *object) {
	delimiter, comment, quoteChar := ",", &d.comment, new(string)
	*quoteChar = `"`
	o.string("delimiter", &delimiter)
	o.optional("commentPrefix", &comment)
	o.optional("quoteChar", &quoteChar)
	doubled := true
	o.boolean("doubleQuote", &doubled)
	ends := []string{"\r\n", "\n"}
	o.oneOrMore("lineTerminators", &ends)

	d.comment, d.quote = or(comment, ""), 0
	if quoteChar != nil {
		if len(*quoteChar) != 1 || strings.Contains("\r\n", *quoteChar) || (*quoteChar)[0] >= utf8.RuneSelf {
			o.failf("quoteChar", "expected one ASCII character or null, found %s", quote(*quoteChar))
			return
		}
		d.quote = (*quoteChar)[0]
	}
	var size int
	d.delimiter, size = utf8.DecodeRuneInString(delimiter)
	switch {
	case size != len(delimiter) || d.delimiter == utf8.RuneError || strings.ContainsAny(delimiter, "\"\r\n") || d.delimiter == rune(d.quote):
		o.failf("delimiter", "expected one character that is no quote and no line end, found %s", quote(delimiter))
	case strings.ContainsAny(d.comment, "\r\n") || len(d.comment) > 100:
		o.failf("commentPrefix", "expected a short text without line ends, found %s", quote(d.comment))
	case !doubled:
		o.failf("doubleQuote", "expected true: only doubled quotes are read within cells in quotes")
	}
	for _, end := range ends {
		if !slices.Contains([]string{"\r\n", "\n"}, end) {
			o.failf("lineTerminators", `expected "\r\n" or "\n", found %s`, quote(end))
		}
	}
}

// readEncoding finds an encoding by the names of the Encoding Standard, which
// CSVW refers to.
func (d *dialect) readEncoding(o *object) {
	name := "utf-8"
	if o.string("encoding", &name); strings.EqualFold(name, "utf-8") {
		return
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		o.failf("encoding", "expected the name of an encoding such as utf-8 or windows-1251, found %s", quote(name))
		return
	}
	d.encoding = e
}

func (d *dialect) readTrim(o *object) {
	skipSpace, trim := false, json.RawMessage(`true`)
	o.boolean("skipInitialSpace", &skipSpace)
	if skipSpace {
		trim = json.RawMessage(`"start"`)
	}
	if raw, ok := o.get("trim"); ok {
		trim = raw
	}
	d.trimStart = false
	switch string(trim) {
	case `true`, `"true"`:
		d.trim, d.trimStart = strings.TrimSpace, true
	case `false`, `"false"`:
		d.trim = func(s string) string { return s }
	case `"start"`:
		d.trim, d.trimStart = func(s string) string { return strings.TrimLeft(s, space) }, true
	case `"end"`:
		d.trim = func(s string) string { return strings.TrimRight(s, space) }
	default:
		o.fail("trim", `true, false, "start" or "end"`, trim)
	}
}

// space is what strings.TrimSpace takes away of ASCII.
const space = "\t\n\v\f\r "
