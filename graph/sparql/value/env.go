package value

import (
	"context"
	crand "crypto/rand"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"
)

// ErrLimit says that a result, or a regular expression, is larger than allowed.
var ErrLimit = errors.New("expression goes beyond a limit")

// An Env is what functions need to know beside their arguments. It belongs to
// one query and one goroutine.
type Env struct {
	Context context.Context // ends matching of regular expressions
	Now     Value           // of NOW(), one for the whole query
	Base    string          // of IRI()
	// MaxString is how many bytes a string that a function makes may have.
	MaxString int
	// Spare, if not nil, is asked for bytes to keep regular expressions in, which
	// Give gives back.
	Spare func(bytes int64) bool
	Give  func(bytes int64)

	labels  map[string]Value // of BNODE(label) in this solution
	regexes map[regexKey]*Regex
	weight  int64 // of regexes
	source  *rand.Rand
	err     error

	blankPrefix string
	blanks      int
}

// maxString is Env.MaxString if nothing else is said.
const maxString = 16 << 20

// NewEnv gives the Env of a query that began at a time.
func NewEnv(ctx context.Context, now time.Time, base string) *Env {
	return &Env{Context: ctx, Now: OfTime(now), Base: base, MaxString: maxString}
}

// Fork gives an Env for another goroutine of the same query, which calls no
// functions that are volatile.
func (e *Env) Fork() *Env {
	return &Env{Context: e.Context, Now: e.Now, Base: e.Base, MaxString: e.MaxString}
}

// random gives the query's source of random numbers.
func (e *Env) random() *rand.Rand {
	if e.source == nil {
		var seed [32]byte
		_, _ = crand.Read(seed[:]) // never fails
		e.source = rand.New(rand.NewChaCha8(seed))
	}
	return e.source
}

// Blank gives a blank node label that nothing else has.
func (e *Env) Blank() string {
	if e.blankPrefix == "" {
		e.blankPrefix = fmt.Sprintf("q%016xn", e.random().Uint64())
	}
	e.blanks++
	return e.blankPrefix + strconv.Itoa(e.blanks)
}

// OfTime is t as an xsd:dateTime in UTC, to the millisecond.
func OfTime(t time.Time) Value {
	millis := t.UnixMilli()
	seconds := floorDiv(millis, 1000)
	return Value{kind: DateTime, zoned: true, num: seconds, frac: (millis - seconds*1000) * (atto / 1000)}
}

// NextSolution forgets the blank nodes that BNODE(label) made: each solution
// has its own.
func (e *Env) NextSolution() { clear(e.labels) }

// Err gives the first failure that is not a type error: a limit, or a pattern
// that is valid but cannot be matched here. Whoever evaluates asks for it after
// each batch and ends the query with it.
func (e *Env) Err() error { return e.err }

// fail keeps err for Err.
func (e *Env) fail(err error) Value {
	if e.err == nil {
		e.err = err
	}
	return Value{}
}

// ended reports whether the query has failed or its context has ended, after
// which nothing costly is begun.
func (e *Env) ended() bool {
	if e.err == nil && e.Context.Err() != nil {
		e.err = context.Cause(e.Context)
	}
	return e.err != nil
}

// fits reports whether a string of n bytes may be made.
func (e *Env) fits(n int) bool {
	if n <= e.MaxString {
		return true
	}
	e.fail(fmt.Errorf("%w: a string of %d bytes, allowed are %d", ErrLimit, n, e.MaxString))
	return false
}
