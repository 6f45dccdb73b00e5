package cayleyquery

import (
	"context"
	"errors"
	"fmt"
)

// Errors of Run, besides those of the context and of package graph.
var (
	// ErrLanguage says that there is no such query language.
	ErrLanguage = errors.New("query language is not known")
	// ErrCollation says that a language has no answers of the kind asked for.
	ErrCollation = errors.New("no such answer in this language")
	// ErrTooComplex says that a query is larger, deeper or more branching than
	// is let in.
	ErrTooComplex = errors.New("query is too complex")
	// ErrMemory says that queries took more memory than is set aside for them.
	ErrMemory = errors.New("queries took too much memory")
	// ErrTimeout says that a query took longer than it may. It wraps
	// context.DeadlineExceeded.
	ErrTimeout = fmt.Errorf("query took longer than it may: %w", context.DeadlineExceeded)
)

// A QueryError says what is wrong with a query.
type QueryError struct {
	Line, Column int // from 1; 0 where it is not known
	Message      string
	Err          error // ErrTooComplex, or nil
}

func (e *QueryError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
	}
	return e.Message
}

// Unwrap gives ErrTooComplex or nil.
func (e *QueryError) Unwrap() error { return e.Err }

func wrong(format string, args ...any) error {
	return &QueryError{Message: fmt.Sprintf(format, args...)}
}

func tooComplex(format string, args ...any) error {
	return &QueryError{Message: fmt.Sprintf(format, args...), Err: ErrTooComplex}
}
