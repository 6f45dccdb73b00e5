package sparql

import (
	"context"
	"slices"
	"time"

	"diplograph/graph/rdf"
	"diplograph/graph/sparql/syntax"
	"diplograph/graph/sparql/value"
)

// Data gives the quads that an update first removes and then adds, if it does
// nothing else: DELETE DATA, then INSERT DATA. Such a change needs to see nothing of
// the store, and may share a transaction with others. (After INSERT DATA a DELETE
// DATA of the same quads would have to come last.)
func Data(u *syntax.Update) (remove, add []rdf.Quad, ok bool) {
	blanks := newBlanks()
	for _, op := range u.Operations {
		switch a := op.Action.(type) {
		case *syntax.DeleteData:
			if len(add) > 0 {
				return nil, nil, false
			}
			remove = append(remove, a.Quads...)
		case *syntax.InsertData:
			add = blanks.rename(add, a.Quads)
		default:
			return nil, nil, false
		}
	}
	return remove, add, true
}

// blankNames are the new blank nodes of the INSERT DATA of a request, one for each
// label in it.
type blankNames struct {
	env  *value.Env
	made map[string]rdf.Term
}

func newBlanks() blankNames {
	return blankNames{value.NewEnv(context.Background(), time.Time{}, ""), map[string]rdf.Term{}}
}

// rename appends quads with the new blank nodes.
func (b blankNames) rename(dst, quads []rdf.Quad) []rdf.Quad {
	dst = slices.Grow(dst, len(quads))
	for _, q := range quads {
		dst = append(dst, rdf.Quad{Subject: b.term(q.Subject), Predicate: q.Predicate, Object: b.term(q.Object), Graph: b.term(q.Graph)})
	}
	return dst
}

func (b blankNames) term(t rdf.Term) rdf.Term {
	switch {
	case t.IsTriple():
		return rdf.TripleTerm(b.term(t.Triple.Subject), t.Triple.Predicate, b.term(t.Triple.Object))
	case !t.IsBlank():
		return t
	}
	n, ok := b.made[t.Value]
	if !ok {
		n = rdf.Blank(b.env.Blank())
		b.made[t.Value] = n
	}
	return n
}
