package graph

import (
	"context"
	"slices"
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// panics is a backend whose changes panic once they may be seen, while it is told
// to.
type panics struct {
	backend
	now bool
}

func (p *panics) apply(ctx context.Context, c index.Change) ([][]rdf.Quad, error) {
	if p.now {
		c.Ordered()
		panic("apply")
	}
	return p.backend.apply(ctx, c)
}

func (p *panics) begin(ctx context.Context) (transaction, error) {
	tx, err := p.backend.begin(ctx)
	return &panicTx{tx, p}, err
}

type panicTx struct {
	transaction
	of *panics
}

func (t *panicTx) Commit() error {
	if t.of.now {
		_ = t.transaction.Rollback()
		panic("commit")
	}
	return t.transaction.Commit()
}

// A change that panics is not told of, and those after it are.
func TestPanicInTurn(t *testing.T) {
	ctx := context.Background()
	quad := func(s string) []rdf.Quad {
		return []rdf.Quad{{Subject: rdf.IRI("http://example.org/" + s), Predicate: rdf.IRI("http://example.org/p"), Object: rdf.String("o")}}
	}
	for name, change := range map[string]func(s *Store) error{
		"apply": func(s *Store) error {
			_, err := s.Apply(ctx, Changes{Add: quad("panic")})
			return err
		},
		"change": func(s *Store) error {
			return s.Change(ctx, func(tx *Tx) error {
				_, err := tx.Add(ctx, quad("panic"))
				return err
			})
		},
		"in bulk": func(s *Store) error {
			_, err := s.inTurn(func(locked func()) (int64, error) {
				locked()
				panic("bulk")
			})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Open("memory:", Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			p := &panics{backend: s.backend, now: true}
			s.backend = p
			var told []Changes
			s.OnApplied(func(c Changes) { told = append(told, c) })
			func() {
				defer func() {
					if recover() == nil {
						t.Error("it did not panic")
					}
				}()
				t.Error(change(s))
			}()
			p.now = false
			if _, err := s.Apply(ctx, Changes{Add: quad("after")}); err != nil {
				t.Fatal(err)
			}
			if len(told) != 1 || !slices.Equal(told[0].Add, quad("after")) {
				t.Errorf("told of %v", told)
			}
		})
	}
}
