package pebblestore

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

var killRuns = flag.Int("kill.runs", 4, "how often a process that writes is killed")

// killDir has the test binary write to a store until it is killed.
const killDir = "PEBBLESTORE_TEST_KILL"

func TestMain(m *testing.M) {
	if dir := os.Getenv(killDir); dir != "" {
		writeUntilKilled(dir)
	}
	if dir := os.Getenv(lockDir); dir != "" {
		openAndSay(dir)
	}
	os.Exit(m.Run())
}

// killQuads are the quads of a change: each is all or none in a store.
func killQuads(k int) []rdf.Quad {
	quads := make([]rdf.Quad, 20)
	for i := range quads {
		quads[i] = rdf.Quad{
			Subject: ex(fmt.Sprint("tx/", k, "/", i)), Predicate: ex(fmt.Sprint("p", i%3)),
			Object: ex(fmt.Sprint("shared/", k*i%17)), Graph: ex(fmt.Sprint("g", k)),
		}
	}
	return quads
}

// Every third change also takes back that before it, but for its first quad, and
// every seventh is a load.
func killRemoves(k int) bool { return k%3 == 0 && k > 0 }
func killLoads(k int) bool   { return k%7 == 1 }

// killWork is what a process that is to be killed does, as it says itself: a line
// "+fold" when it begins to fold and "-fold" when it ends, and so on, and the
// number of each change when that was acknowledged.
type killWork struct{ out io.Writer }

func (w killWork) do(what string, do func() error) {
	fmt.Fprintln(w.out, "+"+what)
	w.must(do())
	fmt.Fprintln(w.out, "-"+what)
}

func (killWork) must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// writeUntilKilled makes change after change, and folds, collects and compacts
// beside that.
func writeUntilKilled(dir string) {
	w := killWork{os.Stdout}
	db, err := openWith(dir, Options{}, foldLimits{blocks: 4, entries: 100, rows: 60}, dueAt{fold: 200, hold: 4000, collect: 100})
	w.must(err)
	s, err := db.Snapshot()
	w.must(err)
	from := 0
	for ; ; from++ {
		if n, err := countIn(s, killQuads(from)[0].Graph); n == 0 {
			w.must(err)
			break
		}
	}
	w.must(s.Close())
	go func() {
		for i := 0; ; i++ {
			w.do("fold", func() error { return db.foldAll(ctx) })
			w.do("collect", func() error { return db.collectTerms(ctx, atOnce) })
			if i%5 == 4 {
				w.do("compact", func() error { return db.Compact(ctx) })
			}
		}
	}()
	for k := from; ; k++ {
		if killLoads(k) {
			w.do("load", func() error {
				_, err := db.Load(ctx, LoadOptions{}, quadSource(killQuads(k), 7))
				return err
			})
		} else {
			w.do("commit", func() error { return killCommit(db, k) })
		}
		fmt.Fprintln(w.out, k)
	}
}

func killCommit(db *DB, k int) error {
	tx, err := db.Begin(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.Add(ctx, killQuads(k)); err != nil {
		return err
	}
	if killRemoves(k) {
		if _, err := tx.Remove(ctx, killQuads(k - 1)[1:]); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// countIn gives the number of quads in a graph.
func countIn(s *Snapshot, graph rdf.Term) (int64, error) {
	var id [1]index.ID
	if err := s.IDs(ctx, []rdf.Term{graph}, id[:]); err != nil || id[0] == index.None {
		return 0, err
	}
	return s.Count(ctx, index.Quad{index.Graph: id[0]}, false)
}

// A process that writes is killed at a random moment, again and again: while it
// commits, loads, folds, collects and compacts.
func TestKill(t *testing.T) {
	dir, hits, last := t.TempDir(), map[string]int{}, -1
	for run := range *killRuns {
		acked, during := killOnce(t, dir, time.Duration(rand.IntN(800))*time.Millisecond)
		last = max(last, acked)
		for _, what := range during {
			hits[what]++
		}
		db, err := Open(dir, Options{})
		if err != nil {
			t.Fatalf("run %d: %v", run, err)
		}
		mustCheck(t, db)
		last = mustHaveWhole(t, db, last)
		checkNothingLeft(t, db)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if last > 1000 { // else looking at all changes takes longer and longer
			dir, last = t.TempDir(), -1
		}
	}
	t.Logf("%d processes were killed; what they were at: %v", *killRuns, hits)
	if *killRuns >= 200 {
		for _, what := range []string{"commit", "load", "fold", "collect", "compact"} {
			if hits[what] == 0 {
				t.Errorf("none was killed while it was at %q", what)
			}
		}
	}
}

// killOnce starts a process that writes, kills it, and gives the last change that
// it has acknowledged, -1 for none, and what it was doing.
func killOnce(t *testing.T, dir string, after time.Duration) (last int, during []string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), killDir+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	at := map[string]bool{}
	last = -1
	var kill *time.Timer
	for lines.Scan() {
		if kill == nil { // it has begun
			kill = time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
		line := lines.Text()
		if what, begins := strings.CutPrefix(line, "+"); begins {
			at[what] = true
		} else if what, ends := strings.CutPrefix(line, "-"); ends {
			delete(at, what)
		} else if last, err = strconv.Atoi(line); err != nil {
			t.Fatal(err)
		}
	}
	_ = cmd.Wait()
	return last, slices.Collect(maps.Keys(at))
}

// mustHaveWhole checks that the store has just what the changes have left, up to
// the last that was acknowledged and perhaps the one after it, and gives the last
// that it has.
func mustHaveWhole(t *testing.T, db *DB, last int) int {
	t.Helper()
	s := mustSnapshot(t, db)
	defer s.Close()
	n, err := countIn(s, killQuads(last + 1)[0].Graph)
	if err != nil {
		t.Fatal(err)
	}
	if n > 0 {
		last++
	}
	want := model{}
	for k := range last + 1 {
		quads := killQuads(k)
		if k < last && killRemoves(k+1) && !killLoads(k+1) {
			quads = quads[:1]
		}
		want.change(quads, true)
	}
	rows := readScan(t, s, index.Scan{Order: index.GSPO, Columns: index.AllPositions})
	got := named(t, s, rows)
	expected := make([]string, 0, len(want))
	for _, q := range want {
		expected = append(expected, fmt.Sprint(q.Subject, q.Predicate, q.Object, q.Graph))
	}
	slices.Sort(expected)
	if !slices.Equal(got, expected) {
		t.Fatalf("after %d changes the store has %d quads, expected %d, or others", last+1, len(got), len(expected))
	}
	return last
}
