package bench

import (
	"context"
	"errors"
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"diplograph/graph/bench/generate"
	"diplograph/graph/index"
	"diplograph/graph/pebblestore"
	"diplograph/graph/rdf"
)

var quads = flag.Int64("quads", 100_000, "size of the graph that is measured on")

func graphOptions() generate.Options { return generate.Options{Quads: *quads, Seed: 1} }

// source gives a generated graph to a bulk load.
func source(b testing.TB, opts generate.Options) func() ([]rdf.Quad, error) {
	b.Helper()
	g, err := generate.New(opts)
	if err != nil {
		b.Fatal(err)
	}
	return func() ([]rdf.Quad, error) {
		if batch := g.Next(); len(batch) > 0 {
			return batch, nil
		}
		return nil, io.EOF
	}
}

func openStore(b *testing.B, dir string) *pebblestore.DB {
	b.Helper()
	db, err := pebblestore.Open(dir, pebblestore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return db
}

func closeStore(b testing.TB, c io.Closer) {
	if err := c.Close(); err != nil {
		b.Helper() // which takes time
		b.Fatal(err)
	}
}

// folders are where the loaded stores of this process are.
var folders struct {
	sync.Mutex
	dirs map[string]string
}

// loaded gives the folder of a store that has been filled once for all
// benchmarks that only read.
func loaded(b *testing.B, name string, fill func(dir string)) string {
	b.Helper()
	folders.Lock()
	defer folders.Unlock()
	if dir, ok := folders.dirs[name]; ok {
		return dir
	}
	dir, err := os.MkdirTemp("", "diplograph-bench-")
	if err != nil {
		b.Fatal(err)
	}
	if folders.dirs == nil {
		folders.dirs = map[string]string{}
	}
	folders.dirs[name] = dir
	fill(dir)
	return dir
}

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	for _, dir := range folders.dirs {
		_ = os.RemoveAll(dir)
	}
	os.Exit(code)
}

// openLoaded opens the store of a name, which has the graph.
func openLoaded(b *testing.B, name string) *pebblestore.DB {
	b.Helper()
	dir := loaded(b, name, func(dir string) {
		db := openStore(b, dir)
		defer closeStore(b, db)
		if _, err := db.Load(b.Context(), pebblestore.LoadOptions{}, source(b, graphOptions())); err != nil {
			b.Fatal(err)
		}
	})
	db := openStore(b, dir)
	b.Cleanup(func() { closeStore(b, db) })
	return db
}

func snapshot(b *testing.B, db *pebblestore.DB) index.Snapshot {
	b.Helper()
	s, err := db.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { closeStore(b, s) })
	return s
}

// ids gives the ids of IRIs.
func ids(b testing.TB, s index.Snapshot, iris ...string) []index.ID {
	terms, out := make([]rdf.Term, len(iris)), make([]index.ID, len(iris))
	for i, name := range iris {
		terms[i] = rdf.IRI(name)
	}
	if err := s.IDs(b.Context(), terms, out); err != nil {
		b.Helper() // which takes time
		b.Fatal(err)
	}
	return out
}

// folderSize is the bytes of all files in a folder.
func folderSize(b *testing.B, dir string) int64 {
	b.Helper()
	var total int64
	err := filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // it was collected meanwhile
		}
		if err != nil {
			return err
		}
		total += info.Size()
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return total
}

// watchMemory looks at the process's resident memory until the function it
// returns is called, which gives the most that was seen, in bytes; 0 where the
// system does not tell.
func watchMemory(ctx context.Context) func() int64 {
	ctx, cancel := context.WithCancel(ctx)
	var most int64
	var watching sync.WaitGroup
	watching.Go(func() {
		for tick := time.Tick(50 * time.Millisecond); ; {
			most = max(most, resident())
			select {
			case <-ctx.Done():
				return
			case <-tick:
			}
		}
	})
	return func() int64 {
		cancel()
		watching.Wait()
		return most
	}
}

func resident() int64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if value, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.ParseInt(strings.Fields(value)[0], 10, 64)
			return kb << 10
		}
	}
	return 0
}
