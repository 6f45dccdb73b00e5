package table

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"diplograph/graph/rdf"
)

// A cell is what a cell of a row says: no value, one or several.
type cell struct {
	terms []rdf.Term
	texts []string // of the terms, for templates
}

// readCells reads the cells of a row, then makes the statements, since any cell
// may be named by a template of another.
func (t *Reader) readCells(record []string) *Error {
	if len(record) != t.width {
		return &Error{Line: t.line, Expected: fmt.Sprintf("%d cells", t.width), Found: strconv.Itoa(len(record))}
	}
	for i, at := range t.source {
		text := ""
		if at >= 0 {
			text = record[at]
		}
		if err := t.readCell(i, text); err != nil {
			return err
		}
	}
	for i := range t.schema.columns {
		if c := &t.schema.columns[i]; !c.suppress {
			if err := t.state(i, c); err != nil {
				return err
			}
		}
	}
	return nil
}

// fail says what is wrong with the cell of a column.
func (t *Reader) fail(i int, expected, found string) *Error {
	e := &Error{Line: t.line, Name: t.schema.columns[i].name, Expected: expected, Found: found}
	if at := t.source[i]; at >= 0 {
		e.Line, e.Column = t.csv.FieldPos(at + t.schema.dialect.skipColumns)
	}
	return e
}

func (t *Reader) limit(i int, expected, found string) *Error {
	e := t.fail(i, expected, found)
	e.Err = rdf.ErrLimit
	return e
}

// readCell is the algorithm of the CSVW data model, section 6.4.
func (t *Reader) readCell(i int, s string) *Error {
	c := &t.schema.columns[i]
	cell := &t.cells[i]
	cell.terms, cell.texts = cell.terms[:0], cell.texts[:0]
	if !utf8.ValidString(s) {
		return t.fail(i, "UTF-8", quote(s)+"; name the dialect's encoding")
	}
	if s = c.datatype.normal(s); s == "" {
		s = c.def
	}
	if c.separator == "" {
		if err := t.readValue(i, c, s); err != nil {
			return err
		}
	} else if s != "" && !slices.Contains(c.null, s) {
		if n := strings.Count(s, c.separator); n >= MaxValues {
			return t.limit(i, fmt.Sprintf("at most %d values", MaxValues), strconv.Itoa(n+1))
		}
		for item := range strings.SplitSeq(s, c.separator) {
			if item = strings.TrimSpace(item); item == "" {
				item = c.def
			}
			if err := t.readValue(i, c, item); err != nil {
				return err
			}
		}
	}
	if c.required && len(cell.terms) == 0 {
		return t.fail(i, "a value", "none: the column is required")
	}
	return nil
}

func (t *Reader) readValue(i int, c *column, s string) *Error {
	if slices.Contains(c.null, s) {
		return nil
	}
	term, ok := c.datatype.literal(s, c.language)
	if !ok {
		return t.fail(i, c.datatype.expected, quote(s))
	}
	if t.shares(len(s)) {
		term.Value = strings.Clone(term.Value)
	}
	cell := &t.cells[i]
	cell.terms = append(cell.terms, term)
	cell.texts = append(cell.texts, term.Value)
	return nil
}

// shares reports whether a value of so many bytes would keep a much larger row
// in memory, whose cells are one string.
func (t *Reader) shares(size int) bool {
	const small = 4 << 10
	return size < small && t.size > small
}
