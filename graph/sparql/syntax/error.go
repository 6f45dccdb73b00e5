package syntax

import (
	"errors"
	"fmt"
	"strings"
)

// ErrLimit is wrapped by errors about text that is larger, deeper or longer
// than Options allow.
var ErrLimit = errors.New("limit exceeded")

// An Error says where a text is not SPARQL. Either it was expected to go on
// otherwise (Expected, Found) or it breaks a rule beyond the grammar (Problem).
type Error struct {
	Pos
	Expected string // `a variable or "*"`
	Found    string // `";"`, `the end of the query`
	Problem  string // "?x is already in scope, so AS cannot bind it"
	Hint     string // what to do, or ""
	Err      error  // ErrLimit or nil
}

// Error gives "line 3, column 12: expected ..., found ... (hint)".
func (e *Error) Error() string {
	var b strings.Builder
	if e.Line > 0 {
		fmt.Fprintf(&b, "line %d, column %d: ", e.Line, e.Column)
	}
	if e.Problem != "" {
		b.WriteString(e.Problem)
	} else {
		fmt.Fprintf(&b, "expected %s, found %s", e.Expected, e.Found)
	}
	if e.Hint != "" {
		fmt.Fprintf(&b, " (%s)", e.Hint)
	}
	return b.String()
}

// Unwrap gives ErrLimit, if a limit was passed.
func (e *Error) Unwrap() error { return e.Err }
