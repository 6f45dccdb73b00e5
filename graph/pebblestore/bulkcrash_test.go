package pebblestore

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"syscall"
	"testing"

	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"
)

// writes calls at before every operation that changes fs, with its number.
func writes(fs vfs.FS, at func(n int) error) vfs.FS {
	var mu sync.Mutex
	n := 0
	return errorfs.Wrap(fs, errorfs.InjectorFunc(func(op errorfs.Op) error {
		if op.Kind.ReadOrWrite() != errorfs.OpIsWrite {
			return nil
		}
		mu.Lock()
		n++
		k := n
		mu.Unlock()
		return at(k)
	}))
}

// The computer may stop at any moment of a load, with some of what was not synced
// on disk and some not: the store is as it was or has the load. It stops before
// the load's first operation on files, before every 24th one after that, and
// when the load has returned.
func TestLoadCrash(t *testing.T) {
	first, second := loadQuads(40, 1), loadQuads(300, 2)
	both := append(slices.Clone(first), second...)
	mem := vfs.NewCrashableMem()
	var mu sync.Mutex
	var clones []*vfs.MemFS
	crash := func() {
		r := rand.New(rand.NewPCG(3, uint64(len(clones))))
		clones = append(clones, mem.CrashClone(vfs.CrashCloneCfg{UnsyncedDataPercent: 50, RNG: r}))
	}
	loading, operations := false, 0
	db := openMemory(t, writes(mem, func(int) error {
		mu.Lock()
		defer mu.Unlock()
		if loading {
			if operations%24 == 0 {
				crash()
			}
			operations++
		}
		return nil
	}))
	mustApply(t, db, first[:100], nil)
	mustLoad(t, db, 0, first)
	mustApply(t, db, nil, first[50:60])
	mustApply(t, db, first[50:60], nil)
	mu.Lock()
	loading = true
	mu.Unlock()
	mustLoad(t, db, 1<<16, second)
	mu.Lock()
	loading = false
	crash()
	clones = append(clones, mem.CrashClone(vfs.CrashCloneCfg{})) // only what was synced
	mu.Unlock()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before := 0
	for i, clone := range clones {
		db := openMemory(t, clone)
		want, complete := both, true
		if quadsOf(t, db) == int64(distinctQuads(first)) {
			before++
			want, complete = first, false
		}
		checkLoaded(t, db, want)
		checkNothingLeft(t, db)
		if i == 0 && complete || i >= len(clones)-2 && !complete {
			t.Errorf("crash %d of %d: the load is complete: %t", i+1, len(clones), complete)
		}
		if i%4 == 0 {
			mustLoad(t, db, 1<<16, second)
			checkLoaded(t, db, both)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d operations, %d crashes, %d before the load was complete", operations, len(clones), before)
}

func quadsOf(t *testing.T, db *DB) int64 {
	t.Helper()
	s := mustSnapshot(t, db)
	defer s.Close()
	n, err := s.Statistics()
	if err != nil {
		t.Fatal(err)
	}
	return n.Quads
}

// A disk that fills up fails a load, and the store is as it was, also when it is
// opened again; or, if that was while Pebble took the tables in, it may have the
// load.
func TestLoadDiskFull(t *testing.T) {
	first, second := loadQuads(40, 1), loadQuads(300, 2)
	total := 0
	for at := 0; at == 0 || at < total; at += max(1, total/7) {
		t.Run(fmt.Sprint(at), func(t *testing.T) {
			mem := vfs.NewMem()
			full, count := -1, 0
			var mu sync.Mutex
			db := openMemory(t, writes(mem, func(int) error {
				mu.Lock()
				defer mu.Unlock()
				count++
				if full >= 0 && count >= full {
					return syscall.ENOSPC
				}
				return nil
			}))
			mustLoad(t, db, 0, first)
			mu.Lock()
			count, full = 0, at
			if at == 0 {
				full = -1 // to see how many there are
			}
			mu.Unlock()
			_, err := db.load(ctx, 1<<16, nil, quadSource(second, 500))
			if at > 0 && err != nil && !errors.Is(err, syscall.ENOSPC) {
				t.Errorf("%v, want %v", err, syscall.ENOSPC)
			}
			mu.Lock()
			if at == 0 {
				total = count
			}
			full = -1
			mu.Unlock()
			check := func() {
				if err == nil || errors.Is(err, ErrFailed) && quadsOf(t, db) > int64(len(first)) {
					checkLoaded(t, db, append(slices.Clone(first), second...))
				} else {
					checkLoaded(t, db, first)
				}
			}
			check()
			_ = db.Close() // it may have stopped writing
			db = openMemory(t, mem)
			check()
			checkNothingLeft(t, db)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
}
