package pebblestore

import (
	"bufio"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
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

// killQuads are the quads of a transaction: each is all or none in a store.
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

// writeUntilKilled adds transaction after transaction, removes every third one
// again, folds and compacts, and prints what has been acknowledged.
func writeUntilKilled(dir string) {
	check := func(err error) {
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	db, err := Open(dir, Options{})
	check(err)
	db.limits = foldLimits{blocks: 4, entries: 100, rows: 60}
	s, err := db.Snapshot()
	check(err)
	from := 0
	for ; ; from++ {
		if p, ok := patternIn(s, killQuads(from)[0]); !ok || p == 0 {
			break
		}
	}
	check(s.Close())
	go func() {
		for i := 0; ; i++ {
			check(db.foldAll(ctx))
			if i%5 == 4 {
				check(db.Compact(ctx))
			}
			time.Sleep(time.Millisecond)
		}
	}()
	for k := from; ; k++ {
		tx, err := db.Begin(ctx)
		check(err)
		_, err = tx.Add(ctx, killQuads(k))
		check(err)
		if k%3 == 0 && k > 0 {
			_, err = tx.Remove(ctx, killQuads(k - 1)[1:])
			check(err)
		}
		check(tx.Commit())
		fmt.Println(k)
	}
}

// patternIn gives the number of quads like q.
func patternIn(s *Snapshot, q rdf.Quad) (n int64, ok bool) {
	var p index.Quad
	if err := s.IDs(ctx, []rdf.Term{q.Subject, q.Predicate, q.Object, q.Graph}, p[:]); err != nil || p.Bound() != index.AllPositions {
		return 0, false
	}
	n, err := s.Count(ctx, p, false)
	return n, err == nil
}

// A process that writes is killed at a random moment, again and again.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	for run := range *killRuns {
		if run%8 == 7 { // else looking at all transactions takes longer and longer
			dir = t.TempDir()
		}
		last := killOnce(t, dir, time.Duration(rand.IntN(600))*time.Millisecond)
		db, err := Open(dir, Options{})
		if err != nil {
			t.Fatalf("run %d: %v", run, err)
		}
		mustCheck(t, db)
		mustHaveWhole(t, db, last)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// killOnce starts a process that writes, kills it, and gives the last
// transaction that it has acknowledged, -1 for none.
func killOnce(t *testing.T, dir string, after time.Duration) int {
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
	last := -1
	if lines.Scan() { // it has begun
		time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		for more := true; more; more = lines.Scan() {
			if last, err = strconv.Atoi(lines.Text()); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = cmd.Wait()
	return last
}

// mustHaveWhole checks that each transaction is there or not, whole, up to one
// after the last that was acknowledged.
func mustHaveWhole(t *testing.T, db *DB, last int) {
	t.Helper()
	s := mustSnapshot(t, db)
	defer s.Close()
	there := func(k int) (n int) {
		for _, q := range killQuads(k) {
			if found, ok := patternIn(s, q); ok && found == 1 {
				n++
			}
		}
		return n
	}
	next := there(0)
	for k := 0; k <= last+1; k++ {
		n := next
		next = there(k + 1)
		removed := (k+1)%3 == 0 && next > 0
		switch {
		case n == 20 && !removed, n == 1 && removed:
		case n == 0 && k > last:
		default:
			t.Fatalf("transaction %d of %d: %d of its quads are there, of the next one %d", k, last, n, next)
		}
	}
}
