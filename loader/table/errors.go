package table

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// An Error says what is wrong with a table, and where.
type Error struct {
	Line     int    // from 1; 0 where it is not known
	Column   int    // in bytes, from 1; 0 for the row as a whole
	Name     string // of the column, as the mapping has it, or ""
	Expected string // "a date such as dd.MM.yyyy"
	Found    string // `"2024-13"`
	Err      error  // rdf.ErrLimit, or nil
}

// Error gives `line 3, column 17: start: expected a date ..., found "2024-13"`.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Line > 0 {
		fmt.Fprintf(&b, "line %d", e.Line)
		if e.Column > 0 {
			fmt.Fprintf(&b, ", column %d", e.Column)
		}
		b.WriteString(": ")
	}
	b.WriteString(e.Problem())
	return b.String()
}

// Problem is Error without the line and the column.
func (e *Error) Problem() string {
	text := fmt.Sprintf("expected %s, found %s", e.Expected, e.Found)
	if e.Name != "" {
		text = e.Name + ": " + text
	}
	return text
}

// Unwrap gives rdf.ErrLimit, if a limit was passed.
func (e *Error) Unwrap() error { return e.Err }

// quote shows a text of a table or a mapping, its beginning if it is long.
func quote(s string) string {
	const shown = 80
	if len(s) <= shown {
		return fmt.Sprintf("%q", s)
	}
	end := shown
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return fmt.Sprintf("%q... (%d bytes)", s[:end], len(s))
}
