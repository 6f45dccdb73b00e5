package loader

import (
	"errors"
	"fmt"

	"diplograph/graph/rdf"
)

// An Error says what is wrong with a document. It wraps an *rdf.SyntaxError
// where the place is known.
type Error struct {
	Source  string     // name of the document
	Format  rdf.Format // that it was read as, 0 if it came to no reading
	Guessed bool       // by its content
	Err     error
}

// Error gives "visits.nq:3:17: N-Quads: expected a predicate (IRI), found ...".
func (e *Error) Error() string {
	text := e.Source + ": " + e.Err.Error()
	if s, ok := errors.AsType[*rdf.SyntaxError](e.Err); ok {
		text = e.Source
		for _, n := range []int{s.Line, s.Column} {
			if n > 0 {
				text += fmt.Sprintf(":%d", n)
			}
		}
		text += fmt.Sprintf(": %s: expected %s, found %s", s.Format, s.Expected, s.Found)
	}
	if e.Guessed {
		text += fmt.Sprintf(" (taken for %s by its content; name the format if it is another)", e.Format)
	}
	return text
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }
