package table

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"diplograph/graph/rdf"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// A text does to a document what encoding/csv does not, so that this can read it
// and loses nothing: it
//
//   - decodes (UTF-8, UTF-16 by a byte order mark, what the dialect says),
//   - empties comments and skipped rows, whose line ends stay to be counted,
//   - makes the dialect's quotes encoding/csv's, which restore undoes,
//   - doubles the carriage return of a CR LF in quotes, one of which
//     encoding/csv drops,
//   - ends rows that are too long.
//
// It relies on encoding/csv to refuse quotes within cells that are not quoted:
// then those before a place tell whether it is in quotes.
type text struct {
	in       *bufio.Reader
	quote    byte
	comment  []byte
	skip     int // rows still to be emptied
	swap     [256]byte
	maxRow   int
	row      int  // bytes of the row so far
	line     int  // that is being read, from 1
	rowLine  int  // where the row began
	started  bool // past the beginning of a line
	quoted   bool
	emptying bool
	again    bool // a carriage return is to be given once more
	err      error
}

// noQuote stands for quotes in documents without quoting: a byte that UTF-8 does
// not have.
const noQuote = 0xFF

func newText(r io.Reader, d dialect, maxRow int) *text {
	decoder := encoding.Nop.NewDecoder()
	if d.encoding != nil {
		decoder = d.encoding.NewDecoder()
	}
	t := &text{
		in:    bufio.NewReaderSize(transform.NewReader(r, unicode.BOMOverride(decoder)), 32<<10),
		quote: d.quote, comment: []byte(d.comment), skip: d.skipRows, maxRow: maxRow, line: 1, rowLine: 1,
	}
	for i := range t.swap {
		t.swap[i] = byte(i)
	}
	if other := t.csvQuote(); other != '"' {
		t.swap['"'], t.swap[other] = other, '"'
	}
	return t
}

// csvQuote is what encoding/csv has in the place of the dialect's quotes.
func (t *text) csvQuote() byte {
	if t.quote == 0 {
		return noQuote
	}
	return t.quote
}

// restore gives the text of a cell as it stands in the document.
func (t *text) restore(cell string) string {
	other := t.csvQuote()
	if other == '"' || strings.IndexByte(cell, '"') < 0 && strings.IndexByte(cell, other) < 0 {
		return cell
	}
	b := []byte(cell)
	for i, c := range b {
		b[i] = t.swap[c]
	}
	return string(b)
}

// Read gives the document as encoding/csv wants it.
func (t *text) Read(p []byte) (n int, err error) {
	for n < len(p) && t.err == nil {
		if t.again {
			p[n], t.again = '\r', false
			n++
			continue
		}
		c, err := t.in.ReadByte()
		if err != nil {
			t.err = err
			break
		}
		if !t.started {
			t.beginLine(c)
		}
		if t.row++; t.row > t.maxRow {
			t.err = t.tooLong()
			break
		}
		switch {
		case c == '\n':
			t.endLine()
		case t.emptying:
			continue
		case c == noQuote && t.quote == 0:
			t.err = &Error{Line: t.line, Expected: "UTF-8", Found: "other bytes; name the dialect's encoding"}
			continue
		case c == t.quote && t.quote != 0:
			t.quoted = !t.quoted
		case c == '\r' && t.quoted:
			if next, _ := t.in.Peek(1); string(next) == "\n" {
				t.again = true
			}
		}
		p[n] = t.swap[c]
		n++
	}
	if n > 0 {
		return n, nil
	}
	return 0, t.err
}

// beginLine looks whether a line is to be passed over; c is its first byte.
func (t *text) beginLine(c byte) {
	t.started = true
	if t.quoted {
		return
	}
	t.row, t.rowLine = 0, t.line
	if t.skip > 0 {
		t.skip--
		t.emptying = true
		return
	}
	if len(t.comment) > 0 && c == t.comment[0] {
		rest, _ := t.in.Peek(len(t.comment) - 1)
		t.emptying = bytes.Equal(rest, t.comment[1:])
	}
}

func (t *text) endLine() {
	t.line++
	t.started, t.emptying = false, false
}

func (t *text) tooLong() error {
	found := "a longer one"
	if t.quoted {
		found += " (is a quote left open in it?)"
	}
	return &Error{Line: t.rowLine, Expected: fmt.Sprintf("a row of at most %d bytes", t.maxRow), Found: found, Err: rdf.ErrLimit}
}
