package rdf

import (
	"errors"
	"fmt"
)

// ErrLimit is wrapped by errors about input that is larger or deeper than
// ReaderOptions allow.
var ErrLimit = errors.New("limit exceeded")

// A SyntaxError says where a document breaks the rules of its format, what was
// expected there and what was found.
type SyntaxError struct {
	Format   Format
	Line     int    // from 1; 0 where it is not known
	Column   int    // in characters, from 1; 0 where it is not known
	Expected string // "a subject (IRI or blank node)"
	Found    string // `"\""`, "the end of the line"
	Err      error  // ErrLimit, a format's own error, or nil
}

func (e *SyntaxError) Error() string {
	where := ""
	if e.Line > 0 {
		where = fmt.Sprintf(" line %d", e.Line)
		if e.Column > 0 {
			where += fmt.Sprintf(", column %d", e.Column)
		}
		where += ":"
	}
	return fmt.Sprintf("%s:%s expected %s, found %s", e.Format, where, e.Expected, e.Found)
}

// Unwrap gives ErrLimit, if a limit was passed, or the underlying error.
func (e *SyntaxError) Unwrap() error { return e.Err }
