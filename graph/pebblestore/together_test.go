package pebblestore

import (
	"errors"
	"testing"
	"time"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// applyTogether makes changes in one batch, and gives their errors.
func applyTogether(t *testing.T, db *DB, changes []index.Change) []error {
	t.Helper()
	tx, err := db.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	errs := make([]error, len(changes))
	ended := make(chan bool)
	for i, c := range changes {
		go func() {
			_, errs[i] = db.Apply(ctx, c)
			ended <- true
		}()
		for waiting := 0; waiting <= i; time.Sleep(time.Millisecond) { // in their sequence
			db.queue.mu.Lock()
			waiting = len(db.queue.waiting)
			db.queue.mu.Unlock()
		}
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	for range changes {
		<-ended
	}
	return errs
}

// Of changes that share a batch what is damaged fails only the one that touches
// it.
func TestDamageIsOnesOwn(t *testing.T) {
	for name, prepare := range map[string]func(t *testing.T, db *DB) (touches rdf.Quad){
		"dictionary": damageFirstTerms, "block": damageFirstBlock,
	} {
		t.Run(name, func(t *testing.T) {
			fs := vfs.NewMem()
			db := openMemory(t, fs)
			bad := prepare(t, db)
			there := ownTerms(200, 1)[0]
			mustApply(t, db, []rdf.Quad{there}, nil)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			db = openMemory(t, fs) // remembers nothing
			defer db.Close()
			fresh := ownTerms(300, 3)
			step := func(q rdf.Quad, remove, all bool) index.Change {
				return index.Change{Steps: []index.Step{{Quads: []rdf.Quad{q}, Remove: remove, All: all}}}
			}
			errs := applyTogether(t, db, []index.Change{
				step(fresh[0], false, true), step(bad, true, false), step(fresh[1], false, true),
				step(fresh[0], false, true), step(there, true, true), step(fresh[2], false, false),
			})
			for i, err := range errs {
				var unchanged *index.UnchangedError
				switch i {
				case 1:
					if !errors.Is(err, index.ErrDamaged) {
						t.Errorf("the change that touches the damage: %v", err)
					}
				case 3:
					if !errors.As(err, &unchanged) {
						t.Errorf("the change that came too late: %v", err)
					}
				default:
					if err != nil {
						t.Errorf("change %d: %v", i, err)
					}
				}
			}
			s := mustSnapshot(t, db)
			defer s.Close()
			for _, q := range append(fresh, there) {
				p, ok := patternOf(t, s, q)
				n := int64(0)
				if ok {
					var err error
					if n, err = s.Count(ctx, p, false); err != nil {
						t.Fatal(err)
					}
				}
				if (n == 1) != (q != there) {
					t.Errorf("%v: %d in the store", q, n)
				}
			}
		})
	}
}

// damageFirstTerms damages the block of the terms of a quad.
func damageFirstTerms(t *testing.T, db *DB) rdf.Quad {
	q := ownTerms(0, 1)[0]
	q.Predicate = ex("own/predicate")
	mustApply(t, db, []rdf.Quad{q}, nil)
	s := mustSnapshot(t, db)
	defer s.Close()
	p, _ := patternOf(t, s, q)
	if err := db.p.Set(termsKey(max(p[0], p[1])), []byte{0xff}, pebble.Sync); err != nil {
		t.Fatal(err)
	}
	return q
}

// damageFirstBlock damages the first of several blocks of an order.
func damageFirstBlock(t *testing.T, db *DB) rdf.Quad {
	db.limits = foldLimits{blocks: 3, entries: 40, rows: 30}
	mustApply(t, db, ownTerms(0, 100), nil)
	if err := db.foldAll(ctx); err != nil {
		t.Fatal(err)
	}
	s := mustSnapshot(t, db)
	defer s.Close()
	list, err := s.dirs.list(s.r, index.SPOG)
	if err != nil {
		t.Fatal(err)
	}
	first := list.entry(place{}).first
	terms := make([]rdf.Term, 4)
	if err := s.Terms(ctx, first[:], terms); err != nil {
		t.Fatal(err)
	}
	if err := db.p.Set(quadKey(uint32(s.state.generation), kindBlock, index.SPOG, first), []byte{0xff}, pebble.Sync); err != nil {
		t.Fatal(err)
	}
	return rdf.Quad{Subject: terms[0], Predicate: terms[1], Object: terms[2], Graph: terms[3]}
}
