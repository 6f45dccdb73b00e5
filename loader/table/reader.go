package table

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"diplograph/graph/rdf"
)

// Options bound and steer a Reader. The zero value is ready to use.
type Options struct {
	// MaxRow is the length in bytes of the longest row. 0 means DefaultMaxRow.
	MaxRow int
	// Continue, if set, is told of each bad row; true goes on without that row,
	// false ends the reading with that error. A row whose quotes are wrong ends
	// the reading always: what follows could be text or table.
	Continue func(*Error) bool
}

// A Reader gives the statements of a table row by row. It is an rdf.Reader.
type Reader struct {
	schema *schema
	opts   Options
	text   *text
	csv    *csv.Reader

	width     int   // cells of a row
	source    []int // where in a row the columns are, -1 for virtual ones
	number    int   // of the row, from 1
	line      int   // where the row begins
	sourceRow int   // number of the row in the document, with headers and comments
	breaks    int   // line ends within cells so far
	size      int64 // bytes of the row
	cells     []cell
	nodes     []node // of templates
	env       place
	buffer    []byte

	quads []rdf.Quad // of the row
	next  int
	err   error
}

// NewReader reads a table from r, which it does not close. The name of the
// document tells which table of the mapping it is, if there are several, and
// whether it is tab-separated (.tsv), if the mapping does not say.
func (m *Mapping) NewReader(r io.Reader, name string, opts Options) (*Reader, error) {
	s, err := m.table(name)
	if err != nil {
		return nil, err
	}
	if opts.MaxRow <= 0 {
		opts.MaxRow = DefaultMaxRow
	}
	copied := *s
	if !s.dialect.given {
		copied.dialect = dialectOf(name)
	}
	t := &Reader{schema: &copied, opts: opts, text: newText(r, copied.dialect, opts.MaxRow)}
	t.csv = csv.NewReader(bufio.NewReaderSize(t.text, 32<<10))
	t.csv.Comma = copied.dialect.delimiter
	t.csv.TrimLeadingSpace = copied.dialect.trimStart && !unicode.IsSpace(copied.dialect.delimiter)
	t.csv.FieldsPerRecord = -1
	t.csv.ReuseRecord = true
	return t, nil
}

// Read returns the next statement, and io.EOF after the last one. Other errors
// end the reading and come again: an *Error, or that of the underlying reader.
func (t *Reader) Read() (rdf.Quad, error) {
	for t.next == len(t.quads) {
		if t.err != nil {
			return rdf.Quad{}, t.err
		}
		t.quads, t.next = t.quads[:0], 0
		t.readRow()
	}
	q := t.quads[t.next]
	t.next++
	return q, nil
}

// readRow turns one row into quads.
func (t *Reader) readRow() {
	if t.source == nil {
		if t.err = t.begin(); t.err != nil {
			return
		}
	}
	record, err := t.record()
	if err != nil {
		t.err = err
		return
	}
	if t.schema.silent || t.schema.dialect.skipBlankRows && isBlank(record) {
		return
	}
	t.number++
	if err := t.readCells(record); err != nil {
		t.quads = t.quads[:0]
		if t.opts.Continue == nil || !t.opts.Continue(err) {
			t.err = err
		}
	}
}

func isBlank(record []string) bool {
	for _, s := range record {
		if s != "" {
			return false
		}
	}
	return true
}

// record reads one row without the columns to be skipped.
func (t *Reader) record() ([]string, error) {
	before := t.csv.InputOffset()
	record, err := t.csv.Read()
	if err != nil {
		return nil, t.explain(err)
	}
	t.size = t.csv.InputOffset() - before
	t.line, _ = t.csv.FieldPos(0)
	t.sourceRow = t.line - t.breaks
	d := &t.schema.dialect
	for i, s := range record {
		t.breaks += strings.Count(s, "\n")
		record[i] = d.trim(t.text.restore(s))
	}
	return record[min(d.skipColumns, len(record)):], nil
}

// explain says in the words of this package what encoding/csv found.
func (t *Reader) explain(err error) error {
	bad, ok := errors.AsType[*csv.ParseError](err)
	if !ok {
		return err
	}
	e := &Error{Line: bad.Line, Column: bad.Column}
	mark := string(rune(t.text.quote))
	e.Expected = fmt.Sprintf("a cell that begins and ends with %s, doubled within, or has none", mark)
	e.Found = "one that has it elsewhere"
	if bad.StartLine != bad.Line {
		e.Found += fmt.Sprintf(" (the row begins on line %d)", bad.StartLine)
	}
	return e
}

// begin reads the header and finds the columns.
func (t *Reader) begin() error {
	var headers [][]string
	for range t.schema.dialect.headers {
		record, err := t.record()
		if err != nil {
			return err
		}
		if len(record) > MaxColumns {
			return &Error{Line: t.line, Expected: fmt.Sprintf("at most %d columns", MaxColumns), Found: fmt.Sprint(len(record)), Err: rdf.ErrLimit}
		}
		if len(headers) > 0 && len(record) != len(headers[0]) {
			return &Error{Line: t.line, Expected: fmt.Sprintf("%d cells", len(headers[0])), Found: fmt.Sprint(len(record))}
		}
		headers = append(headers, append([]string(nil), record...))
	}
	if t.schema.specs == nil {
		if err := t.describe(headers); err != nil {
			return err
		}
	}
	if err := t.findColumns(headers); err != nil {
		return err
	}
	t.cells = make([]cell, len(t.source))
	t.nodes = make([]node, len(t.schema.templates))
	return nil
}

// describe makes columns of the header where the mapping has none.
func (t *Reader) describe(headers [][]string) error {
	if len(headers) == 0 {
		return &Error{Expected: "columns in the mapping or a header in the table", Found: "neither"}
	}
	t.schema.templates = nil
	for i := range headers[0] {
		spec := columnSpec{where: fmt.Sprintf("header, column %d", i+1)}
		for _, h := range headers {
			if h[i] != "" {
				spec.titles = append(spec.titles, h[i])
			}
		}
		t.schema.specs = append(t.schema.specs, spec)
	}
	return t.schema.compile()
}

// findColumns finds each column by its titles or its name in the header, or
// without a header by its place. Of columns with one title the first is meant,
// then the second.
func (t *Reader) findColumns(headers [][]string) error {
	places := map[string][]int{}
	for _, h := range headers {
		for i, title := range h {
			places[title] = append(places[title], i)
		}
	}
	taken := map[int]bool{}
	source := make([]int, len(t.schema.columns))
	for i := range source {
		c := &t.schema.columns[i]
		switch {
		case c.virtual:
			source[i] = -1
			continue
		case len(headers) == 0:
			source[i] = i
		default:
			if source[i] = find(c, places, taken); source[i] < 0 {
				return &Error{Line: t.line, Name: c.name, Expected: "a column titled " + titles(c), Found: "the titles " + list(headers[0])}
			}
			taken[source[i]] = true
		}
		t.width = max(t.width, source[i]+1)
	}
	if len(headers) > 0 {
		t.width = len(headers[0])
	}
	t.source = source
	return nil
}

func find(c *column, places map[string][]int, taken map[int]bool) int {
	for _, title := range append(append([]string(nil), c.titles...), c.name) {
		for _, at := range places[title] {
			if !taken[at] {
				return at
			}
		}
	}
	return -1
}

func titles(c *column) string {
	if len(c.titles) == 0 {
		return quote(c.name)
	}
	var out []string
	for _, title := range c.titles {
		out = append(out, quote(title))
	}
	return strings.Join(out, " or ")
}

// list shows the titles of a header, the first ones of many.
func list(header []string) string {
	var out []string
	for i, title := range header {
		if i == 20 {
			out = append(out, fmt.Sprintf("... (%d)", len(header)))
			break
		}
		out = append(out, quote(title))
	}
	return strings.Join(out, ", ")
}
