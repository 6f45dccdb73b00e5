package results

import (
	"strconv"
	"strings"
	"unicode"

	"diplograph/graph/rdf"
	"diplograph/graph/vocab"

	"golang.org/x/text/width"
)

// Bounds of a table.
const (
	measured   = 500 // rows that the widths of columns are taken from
	narrowest  = 8   // that a column is made to fit a terminal
	columnGap  = 2
	longestRun = 10_000 // characters of a cell
)

// A tableEncoder aligns columns to the widest of the first rows; cells of later
// rows that are wider push theirs aside. With a width, wide columns are cut.
type tableEncoder struct {
	limit   int
	rows    [][]string // not laid out yet; the first is the head
	widths  []int      // nil until the first rows are laid out
	lines   int
	numeric []bool // columns of numbers stand to the right
}

func newTableEncoder(vars []string, limit int) *tableEncoder {
	e := &tableEncoder{limit: limit, numeric: make([]bool, len(vars))}
	for i := range e.numeric {
		e.numeric[i] = true
	}
	return e
}

func (e *tableEncoder) head(dst []byte, vars []string) ([]byte, error) {
	cells := make([]string, len(vars))
	for i, v := range vars {
		cells[i] = cellText(v)
	}
	e.rows = append(e.rows, cells)
	return dst, nil
}

func (e *tableEncoder) row(dst []byte, _ []string, row []rdf.Term) ([]byte, error) {
	cells := make([]string, len(row))
	for i := range row {
		cells[i] = Cell(row[i])
		if e.widths == nil && !row[i].IsZero() && numberType(row[i].Value) == "" {
			e.numeric[i] = false
		}
	}
	if e.widths != nil {
		return e.line(dst, cells), nil
	}
	if e.rows = append(e.rows, cells); len(e.rows) > measured {
		dst = e.layOut(dst)
	}
	return dst, nil
}

func (e *tableEncoder) boolean(dst []byte, value bool) []byte { return strconv.AppendBool(dst, value) }

func (e *tableEncoder) end(dst []byte, boolean bool) []byte {
	if boolean {
		return append(dst, '\n')
	}
	return e.layOut(dst)
}

// layOut fixes the widths of columns and writes the rows that waited for that.
func (e *tableEncoder) layOut(dst []byte) []byte {
	if e.widths == nil && len(e.rows) > 0 {
		e.widths = make([]int, len(e.rows[0]))
		for _, cells := range e.rows {
			for i, c := range cells {
				e.widths[i] = max(e.widths[i], cellWidth(c))
			}
		}
		e.fit()
	}
	for _, cells := range e.rows {
		dst = e.line(dst, cells)
	}
	e.rows = nil
	return dst
}

// fit makes the widest columns narrower until all fit the terminal.
func (e *tableEncoder) fit() {
	total := columnGap * (len(e.widths) - 1)
	for _, w := range e.widths {
		total += w
	}
	for e.limit > 0 && total > e.limit {
		widest, next := 0, 0
		for i, w := range e.widths {
			if w > e.widths[widest] {
				widest = i
			}
		}
		for i, w := range e.widths {
			if i != widest {
				next = max(next, w)
			}
		}
		w := e.widths[widest]
		if w <= narrowest {
			return
		}
		narrower := max(narrowest, w-(total-e.limit))
		if narrower < next {
			narrower = max(narrowest, min(next, w-1))
		}
		e.widths[widest] = narrower
		total -= w - narrower
	}
}

// line writes the cells of a row, padded, a rule under the first one.
func (e *tableEncoder) line(dst []byte, cells []string) []byte {
	start := len(dst)
	for i, c := range cells {
		if e.limit > 0 {
			c = cut(c, e.widths[i])
		}
		pad := max(0, e.widths[i]-cellWidth(c))
		if e.numeric[i] {
			dst = append(append(dst, strings.Repeat(" ", pad)...), c...)
		} else {
			dst = append(append(dst, c...), strings.Repeat(" ", pad)...)
		}
		dst = append(dst, strings.Repeat(" ", columnGap)...)
	}
	for len(dst) > start && dst[len(dst)-1] == ' ' {
		dst = dst[:len(dst)-1]
	}
	dst = append(dst, '\n')
	if e.lines++; e.lines == 1 {
		for i, w := range e.widths {
			if i > 0 {
				dst = append(dst, strings.Repeat(" ", columnGap)...)
			}
			dst = append(dst, strings.Repeat("─", w)...)
		}
		dst = append(dst, '\n')
	}
	return dst
}

// Cell gives a term on one line as people read it: names with a prefix of the
// project's, strings with their language, other literals bare.
func Cell(t rdf.Term) string {
	switch t.Kind {
	case 0:
		return ""
	case rdf.KindIRI:
		if short := vocab.Compact(t.Value); short != t.Value {
			return cellText(short)
		}
		return "<" + cellText(t.Value) + ">"
	case rdf.KindBlank:
		return "_:" + t.Value
	case rdf.KindTriple:
		return "<<( " + Cell(t.Triple.Subject) + " " + Cell(t.Triple.Predicate) + " " + Cell(t.Triple.Object) + " )>>"
	}
	text := cellText(t.Value)
	if t.Language != "" {
		text += "@" + t.Language
	}
	if t.Direction != rdf.NoDirection {
		text += "--" + t.Direction.String()
	}
	return text
}

// cellText puts text on one line and takes out what would steer a terminal.
func cellText(s string) string {
	if len(s) > longestRun {
		s = cut(s, longestRun)
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r):
			return '\uFFFD'
		case unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
}

// cut shortens text to some columns, the last of them an ellipsis.
func cut(s string, most int) string {
	if cellWidth(s) <= most {
		return s
	}
	n := 0
	for i, r := range s {
		if n += runeWidth(r); n > most-1 {
			return s[:i] + "…"
		}
	}
	return s
}

func cellWidth(s string) (n int) {
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

// runeWidth is how many columns a terminal gives r.
func runeWidth(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
