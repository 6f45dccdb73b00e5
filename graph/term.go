package graph

import (
	"fmt"

	"diplograph/graph/cayleyvalue"
	"diplograph/graph/rdf"

	"github.com/cayleygraph/quad"
)

// TripleTermType is the datatype under which a triple term is shown to Cayley.
const TripleTermType = cayleyvalue.TripleTermType

// MaxTerm is the length in bytes of the longest term that a store takes.
const MaxTerm = 16 << 20

// ToValue gives t as Cayley holds it, and nil for no term.
func ToValue(t rdf.Term) quad.Value { return cayleyvalue.Of(t) }

// FromValue gives the term that v stands for, the zero term for nil. It is the
// inverse of ToValue, without loss.
func FromValue(v quad.Value) (rdf.Term, error) { return cayleyvalue.Term(v) }

// checkQuad reports why q cannot be stored.
func checkQuad(q *rdf.Quad) error {
	if err := q.Validate(); err != nil {
		return fmt.Errorf("%w: %w", ErrInvalidQuad, err)
	}
	for _, t := range [...]*rdf.Term{&q.Subject, &q.Predicate, &q.Object, &q.Graph} {
		if n := len(t.Value) + len(t.Datatype) + len(t.Language); n > MaxTerm {
			return fmt.Errorf("%w: found %d bytes, expected at most %d", ErrTooLarge, n, MaxTerm)
		}
	}
	return nil
}

func describe(t rdf.Term) string {
	if t.IsZero() {
		return "no term"
	}
	return t.String()
}

// quadKey is a quad as a map's key, where triple terms are equal by what they
// say.
type quadKey [4]quad.Value

func keyOf(q *rdf.Quad) quadKey {
	return quadKey{ToValue(q.Subject), ToValue(q.Predicate), ToValue(q.Object), ToValue(q.Graph)}
}
