package pebblestore

import (
	"errors"
	"strings"
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2"
)

// A check reads what is stored, also where readers have it in memory.
func TestCheckReadsTheDisk(t *testing.T) {
	predicate := func(t *testing.T, db *DB) index.ID {
		s := mustSnapshot(t, db)
		defer s.Close()
		ids := make([]index.ID, 1)
		if err := s.IDs(ctx, []rdf.Term{ex("label")}, ids); err != nil {
			t.Fatal(err)
		}
		if p, err := s.Predicate(ids[0]); err != nil || p.Quads == 0 {
			t.Fatalf("%+v, %v", p, err)
		}
		return ids[0]
	}
	for name, c := range map[string]struct {
		damage func(t *testing.T, db *DB) error
		fault  string
	}{
		"directory": {func(t *testing.T, db *DB) error {
			prefix := appendOrderKey(nil, uint32(db.state.generation), kindDirectory, index.POSG)
			return db.p.DeleteRange(prefix, after(prefix), pebble.Sync)
		}, "the directory that is stored"},
		"statistics": {func(t *testing.T, db *DB) error {
			key := predicateKey(uint32(db.state.generation), predicate(t, db))
			return db.p.Set(key, appendPredicate(nil, index.PredicateStatistics{Quads: 1, Subjects: 1, Objects: 1}), pebble.Sync)
		}, "quads of predicate"},
	} {
		t.Run(name, func(t *testing.T) {
			db := testOpen(t)
			mustLoad(t, db, 0, loadQuads(50, 1))
			mustCheck(t, db) // and all is in memory
			if err := c.damage(t, db); err != nil {
				t.Fatal(err)
			}
			var faults []string
			err := db.Check(ctx, func(fault string) { faults = append(faults, fault) })
			if !errors.Is(err, index.ErrDamaged) || !strings.Contains(strings.Join(faults, "\n"), c.fault) {
				t.Errorf("%v, %q", err, faults)
			}
		})
	}
}
