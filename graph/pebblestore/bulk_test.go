package pebblestore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/cockroachdb/pebble/v2/vfs"
	"pgregory.net/rapid"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// load loads with as little memory as is said.
func (d *DB) load(ctx context.Context, memory int, progress func(LoadProgress), next func() ([]rdf.Quad, error)) (LoadResult, error) {
	return d.loadWith(ctx, LoadOptions{Memory: int64(memory), Progress: progress}, next)
}

// quadSource gives quads to a load, so many at a time.
func quadSource(quads []rdf.Quad, batch int) func() ([]rdf.Quad, error) {
	return func() ([]rdf.Quad, error) {
		n := min(batch, len(quads))
		if n == 0 {
			return nil, io.EOF
		}
		some := slices.Clone(quads[:n])
		quads = quads[n:]
		return some, nil
	}
}

// loadQuads makes quads of n events, with all kinds of terms.
func loadQuads(n int, seed uint64) []rdf.Quad {
	r := rand.New(rand.NewPCG(seed, 1))
	var quads []rdf.Quad
	for i := range n {
		event := ex(fmt.Sprintf("event/%d", r.IntN(n)))
		graph := ex(fmt.Sprintf("article/%d", i/10))
		if r.IntN(5) == 0 {
			graph = rdf.Term{}
		}
		for _, object := range []struct {
			p string
			o rdf.Term
		}{
			{"type", ex(fmt.Sprintf("Type%d", r.IntN(5)))},
			{"label", rdf.LangString(fmt.Sprintf("event %d of %d", i, n), []string{"en", "kaa"}[r.IntN(2)])},
			{"label", rdf.DirLangString("event", "ar", rdf.RTL)},
			{"date", rdf.Literal(fmt.Sprintf("20%02d-0%d-11", r.IntN(30), 1+r.IntN(9)), rdf.XSDNamespace+"date")},
			{"actor", ex(fmt.Sprintf("person/%d", r.IntN(n/3+1)))},
			{"actor", rdf.Blank(strconv.Itoa(r.IntN(20)))},
			{"count", rdf.Literal(strconv.Itoa(r.IntN(40)), rdf.XSDInteger)},
			{"count", rdf.Literal("007", rdf.XSDInteger)},
			{"name", rdf.String([]string{"", "a", "name"}[r.IntN(3)])},
			{"shape", rdf.Literal(strconv.Itoa(r.IntN(9)), "http://example.org/shape")},
			{"says", rdf.TripleTerm(event, ex("p"), ex(strconv.Itoa(r.IntN(9))))},
		} {
			quads = append(quads, rdf.Quad{Subject: event, Predicate: ex(object.p), Object: object.o, Graph: graph})
		}
	}
	return quads
}

func mustLoad(t tester, db *DB, memory int, quads []rdf.Quad) LoadResult {
	t.Helper()
	result, err := db.load(ctx, memory, nil, quadSource(quads, 500))
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func checkLoaded(t tester, db *DB, quads []rdf.Quad) {
	t.Helper()
	s := mustSnapshot(t, db)
	defer s.Close()
	equalSnapshots(t, s, quads, rand.New(rand.NewPCG(1, 2)))
	var faults []string
	if err := db.Check(ctx, func(s string) { faults = append(faults, s) }); err != nil {
		t.Fatalf("%v: %q", err, faults)
	}
}

// A load gives the quads that it was given, into an empty store and one that has
// some, whether all fits in memory or hardly anything.
func TestLoad(t *testing.T) {
	for _, memory := range []int{0, 1 << 30} {
		t.Run(fmt.Sprint(memory), func(t *testing.T) {
			db := testOpen(t)
			first := loadQuads(500, 1)
			result := mustLoad(t, db, memory, first)
			checkResult(t, result, len(first), distinctQuads(first))

			second := append(loadQuads(400, 2), first[:1000]...)
			result = mustLoad(t, db, memory, second)
			all := append(slices.Clone(first), second...)
			checkResult(t, result, len(second), distinctQuads(all)-distinctQuads(first))

			result = mustLoad(t, db, memory, second)
			checkLoaded(t, db, all)
			checkResult(t, result, len(second), 0)
			checkNothingLeft(t, db)
		})
	}
}

func distinctQuads(quads []rdf.Quad) int {
	seen := map[string]bool{}
	for _, q := range quads {
		seen[fmt.Sprint(q.Subject, q.Predicate, q.Object, q.Graph)] = true
	}
	return len(seen)
}

func checkResult(t *testing.T, got LoadResult, read, added int) {
	t.Helper()
	want := LoadResult{Read: int64(read), Added: int64(added), Duplicates: int64(read - added)}
	if got != want {
		t.Errorf("result %+v, want %+v", got, want)
	}
}

func checkNothingLeft(t *testing.T, db *DB) {
	t.Helper()
	names, err := db.opts.FS.List(db.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if len(name) > len(loadPrefix) && name[:len(loadPrefix)] == loadPrefix {
			t.Errorf("%s is left", name)
		}
	}
}

func TestLoadNothing(t *testing.T) {
	db := testOpen(t)
	mustLoad(t, db, 0, nil)
	checkLoaded(t, db, nil)
	quads := loadQuads(20, 1)
	mustLoad(t, db, 0, quads)
	mustLoad(t, db, 0, nil)
	checkLoaded(t, db, quads)
}

// Loads and transactions in any sequence end as the quads say.
func TestLoadAmongTransactions(t *testing.T) {
	checkSome(t, 40, func(t *rapid.T) {
		fs := vfs.NewMem()
		db := openMemory(t, fs)
		present := map[string]rdf.Quad{}
		key := func(q rdf.Quad) string { return fmt.Sprint(q.Subject, q.Predicate, q.Object, q.Graph) }
		for range rapid.IntRange(1, 5).Draw(t, "steps") {
			quads := loadQuads(rapid.IntRange(1, 30).Draw(t, "events"), rapid.Uint64Range(0, 5).Draw(t, "seed"))
			quads = quads[:rapid.IntRange(0, len(quads)).Draw(t, "quads")]
			switch rapid.IntRange(0, 3).Draw(t, "do") {
			case 0:
				mustApply(t, db, quads, nil)
			case 1:
				mustApply(t, db, nil, quads)
				for _, q := range quads {
					delete(present, key(q))
				}
				continue
			case 2:
				mustLoad(t, db, 0, quads)
			case 3:
				mustLoad(t, db, 1<<20, quads)
			}
			for _, q := range quads {
				present[key(q)] = q
			}
		}
		var want []rdf.Quad
		for _, q := range present {
			want = append(want, q)
		}
		checkLoaded(t, db, want)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		db = openMemory(t, fs)
		checkLoaded(t, db, want)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

// A snapshot from before a load stays as it is.
func TestLoadBesideSnapshot(t *testing.T) {
	db := testOpen(t)
	first := loadQuads(50, 1)
	mustLoad(t, db, 0, first)
	before := mustSnapshot(t, db)
	defer before.Close()
	second := loadQuads(50, 2)
	mustLoad(t, db, 0, second)
	equalSnapshots(t, before, first, rand.New(rand.NewPCG(1, 2)))
	checkLoaded(t, db, append(slices.Clone(first), second...))
}

// What ends a load leaves the store as it was.
func TestLoadStopped(t *testing.T) {
	stop := errors.New("no more")
	cancelled, cancel := context.WithCancel(ctx)
	for name, c := range map[string]struct {
		ctx  context.Context
		next func(source func() ([]rdf.Quad, error)) ([]rdf.Quad, error)
		want error
	}{
		"error of the source": {ctx, func(func() ([]rdf.Quad, error)) ([]rdf.Quad, error) { return nil, stop }, stop},
		"cancelled": {cancelled, func(source func() ([]rdf.Quad, error)) ([]rdf.Quad, error) {
			cancel()
			return source()
		}, context.Canceled},
		"no quad": {ctx, func(func() ([]rdf.Quad, error)) ([]rdf.Quad, error) { return make([]rdf.Quad, 1), nil }, ErrTerm},
	} {
		t.Run(name, func(t *testing.T) {
			db := testOpen(t)
			quads := loadQuads(30, 1)
			mustLoad(t, db, 0, quads)
			source := quadSource(loadQuads(50, 2), 100)
			calls := 0
			_, err := db.load(c.ctx, 0, nil, func() ([]rdf.Quad, error) {
				if calls++; calls == 3 {
					return c.next(source)
				}
				return source()
			})
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			checkLoaded(t, db, quads)
			checkNothingLeft(t, db)
			mustLoad(t, db, 0, loadQuads(10, 3))
		})
	}
}

// Close ends a load, wherever it is.
func TestLoadClosed(t *testing.T) {
	for _, at := range []int{1, 3, 10} {
		fs := vfs.NewMem()
		db := openMemory(t, fs)
		source := quadSource(loadQuads(50, 2), 100)
		closed := make(chan error, 1)
		calls := 0
		_, err := db.load(ctx, 0, nil, func() ([]rdf.Quad, error) {
			quads, err := source()
			if calls++; calls == at || err == io.EOF && calls < at {
				calls = at
				go func() { closed <- db.Close() }()
				<-db.closing
			}
			return quads, err
		})
		if !errors.Is(err, index.ErrClosed) {
			t.Errorf("closed in call %d: %v, want %v", at, err, index.ErrClosed)
		}
		if err := <-closed; err != nil {
			t.Error(err)
		}
		db = openMemory(t, fs)
		checkLoaded(t, db, nil)
		checkNothingLeft(t, db)
		if err := db.Close(); err != nil {
			t.Error(err)
		}
		if _, err := db.load(ctx, 0, nil, source); !errors.Is(err, index.ErrClosed) {
			t.Errorf("%v, want %v", err, index.ErrClosed)
		}
	}
}

// Progress counts up to all that there is.
func TestLoadProgress(t *testing.T) {
	quads := loadQuads(500, 1)
	for memory, sorted := range map[int]int{0: len(quads), 1 << 30: 0} {
		db := testOpen(t)
		var last LoadProgress
		result, err := db.load(ctx, memory, func(p LoadProgress) { last = p }, quadSource(quads, 500))
		if err != nil {
			t.Fatal(err)
		}
		want := LoadProgress{Read: result.Read, Terms: last.Terms, Sorted: int64(sorted), Written: 7 * result.Added}
		if last != want || last.Terms == 0 {
			t.Errorf("memory %d: %+v, want %+v", memory, last, want)
		}
	}
}
