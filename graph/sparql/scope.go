package sparql

import (
	"context"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// A scope knows the variables of a query or sub-query by name.
type scope struct {
	names map[string]slot
	all   *variables
}

// variables are all those of a query, in every scope.
type variables struct {
	names []string // by slot; "" for one that has no name
}

func (v *variables) new(name string) slot {
	v.names = append(v.names, name)
	return slot(len(v.names) - 1)
}

// slot gives the variable of a name.
func (s *scope) slot(name string) slot {
	v, ok := s.names[name]
	if !ok {
		v = s.all.new(name)
		s.names[name] = v
	}
	return v
}

// fresh gives a variable that no one else has.
func (s *scope) fresh() slot { return s.all.new("") }

// A translator turns a syntax tree into algebra.
type translator struct {
	ctx     context.Context
	dict    *dictionary
	options Options
	dataset dataset
	graph   graphPlace // where patterns are matched
	scope   *scope
	aggs    *[]aggregate // those of the SELECT that is translated, or nil
	visible []slot       // in the WHERE of that SELECT
	depth   int
	shows   bool  // terms are all that is wanted of the solutions
	parts   int64 // of the query, translated so far
	err     error
}

// fail keeps the first error.
func (t *translator) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// partBytes is about what a part of a query takes, such as a term, a pattern, or an
// operator of an expression.
const partBytes = 128

// going counts a part of the query, and reports whether there is a reason to go
// on: neither an error nor the end of the context.
func (t *translator) going() bool {
	t.parts++
	if err := t.dict.budget.take(partBytes); err != nil {
		t.fail(err)
	}
	if t.err == nil && t.ctx.Err() != nil {
		t.fail(context.Cause(t.ctx))
	}
	return t.err == nil
}

// term gives the id of a term.
func (t *translator) term(x rdf.Term) index.ID {
	if !t.going() {
		return index.None
	}
	id, err := t.dict.id(t.ctx, x)
	if err != nil {
		t.fail(err)
	}
	return id
}
