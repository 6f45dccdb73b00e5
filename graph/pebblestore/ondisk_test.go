package pebblestore

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"
)

// slowLog is a file system on which syncs of the log wait while it is held, and
// fail if they are told to.
type slowLog struct {
	vfs.FS
	held  sync.RWMutex
	fails atomic.Bool
}

func newSlowLog(mem *vfs.MemFS) *slowLog {
	l := &slowLog{}
	l.FS = errorfs.Wrap(mem, errorfs.InjectorFunc(func(op errorfs.Op) error {
		switch op.Kind {
		case errorfs.OpFileSync, errorfs.OpFileSyncData, errorfs.OpFileSyncTo:
		default:
			return nil
		}
		if !strings.HasSuffix(op.Path, ".log") {
			return nil
		}
		l.held.RLock()
		defer l.held.RUnlock()
		if l.fails.Load() {
			return errDisk
		}
		return nil
	}))
	return l
}

// restsOn is what may be answered, without a change, as a quad is there, or as
// the one with another subject is not.
func restsOn(q, absent rdf.Quad) map[string]func(*DB) error {
	apply := func(s ...index.Step) func(*DB) error {
		return func(db *DB) error {
			_, err := db.Apply(ctx, index.Change{Steps: s})
			return err
		}
	}
	many := make([]rdf.Quad, costAlone>>10)
	for i := range many {
		many[i] = q
	}
	return map[string]func(*DB) error{
		"apply":             apply(index.Step{Quads: []rdf.Quad{q}}),
		"apply, large":      apply(index.Step{Quads: many}),
		"apply all":         apply(index.Step{Quads: []rdf.Quad{q}, All: true}),
		"apply all, large":  apply(index.Step{Quads: many, All: true}),
		"apply all, remove": apply(index.Step{Quads: []rdf.Quad{absent}, Remove: true, All: true}),
		"transaction": func(db *DB) error {
			tx, err := db.Begin(ctx)
			if err != nil {
				return err
			}
			defer tx.Rollback()
			if _, err := tx.Add(ctx, []rdf.Quad{q}); err != nil {
				return err
			}
			return tx.Commit()
		},
		"remove matching": func(db *DB) error {
			_, err := db.RemoveMatching(ctx, RemoveOptions{}, func(s index.Snapshot) (index.Quad, bool, error) {
				return index.Quad{}, false, nil
			})
			return err
		},
	}
}

// Who is told that a quad is there already, or not there, is told once that is so
// on disk: never of what a transaction did that waits for it, and not if that
// fails.
func TestAnswerRestsOnDisk(t *testing.T) {
	there, absent := ownTerms(0, 1)[0], ownTerms(1, 1)[0]
	for name, ask := range restsOn(there, absent) {
		for _, fails := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, fails %t", name, fails), func(t *testing.T) {
				t.Parallel()
				mem := vfs.NewCrashableMem()
				log := newSlowLog(mem)
				db := openMemory(t, log)
				mustApply(t, db, []rdf.Quad{absent}, nil)
				log.held.Lock()
				committed := make(chan error, 1)
				tx, err := db.Begin(ctx)
				if err != nil {
					t.Fatal(err)
				}
				_, added := tx.Add(ctx, []rdf.Quad{there})
				_, removed := tx.Remove(ctx, []rdf.Quad{absent})
				if err := errors.Join(added, removed); err != nil {
					t.Fatal(err)
				}
				go func() { committed <- tx.Commit() }()
				for seen := false; !seen; time.Sleep(time.Millisecond) {
					s := mustSnapshot(t, db)
					_, seen = patternOf(t, s, there)
					s.Close()
				}
				var crashed *vfs.MemFS
				answered := make(chan error, 1)
				go func() {
					err := ask(db)
					crashed = mem.CrashClone(vfs.CrashCloneCfg{})
					answered <- err
				}()
				time.Sleep(50 * time.Millisecond)
				log.fails.Store(fails)
				log.held.Unlock()
				err = <-answered
				if e := <-committed; fails != errors.Is(e, ErrFailed) {
					t.Errorf("the first change: %v", e)
				}
				closeWithin(t, db, 10*time.Second)
				var unchanged *index.UnchangedError
				switch {
				case fails:
					if !errors.Is(err, ErrFailed) {
						t.Errorf("%v, want ErrFailed", err)
					}
					return
				case errors.As(err, &unchanged) != strings.HasPrefix(name, "apply all"):
					t.Errorf("the answer: %v", err)
				}
				db = openMemory(t, crashed)
				defer db.Close()
				checkLoaded(t, db, []rdf.Quad{there})
			})
		}
	}
}
