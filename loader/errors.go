package loader

import (
	"errors"
	"fmt"
	"strings"

	"diplograph/graph/rdf"
	"diplograph/loader/table"
)

// An Error says what is wrong with a document. It wraps an *rdf.SyntaxError or
// a *table.Error where the place is known.
type Error struct {
	Source  string     // name of the document
	Format  rdf.Format // that it was read as, 0 if it came to no reading
	Guessed bool       // by its content
	Err     error
}

// Error gives "visits.nq:3:17: N-Quads: expected a predicate (IRI), found ...".
func (e *Error) Error() string {
	text := e.Source + ": " + strings.TrimPrefix(e.Err.Error(), "rdf: ")
	if s, ok := errors.AsType[*rdf.SyntaxError](e.Err); ok {
		text = e.at(s.Line, s.Column) + fmt.Sprintf(": %s: expected %s, found %s", s.Format, s.Expected, s.Found)
	} else if t, ok := errors.AsType[*table.Error](e.Err); ok {
		text = e.at(t.Line, t.Column) + ": " + t.Problem()
	}
	if e.Guessed {
		text += fmt.Sprintf(" (taken for %s by its content; name the format if it is another)", e.Format)
	}
	return text
}

// at gives the place in the document, as far as it is known.
func (e *Error) at(line, column int) string {
	place := e.Source
	for _, n := range []int{line, column} {
		if n > 0 {
			place += fmt.Sprintf(":%d", n)
		}
	}
	return place
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }
