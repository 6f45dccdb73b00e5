package graph_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"diplograph/graph"
	"diplograph/graph/rdf"
)

// childEnv makes the test binary play a part in its own tests: "hold" keeps the
// store of the named folder open, "write" changes it until it is killed.
const childEnv = "DIPLOGRAPH_TEST_CHILD"

func TestMain(m *testing.M) {
	if part, dir, ok := strings.Cut(os.Getenv(childEnv), ":"); ok {
		child(part, dir)
		return
	}
	os.Exit(m.Run())
}

func child(part, dir string) {
	s, err := graph.Open(dir, graph.Options{ReadOnly: part == "read"})
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	fmt.Println("open")
	if part == "write" {
		for i := 0; ; i++ {
			if _, err := s.Apply(context.Background(), round(i)); err != nil {
				fmt.Println("error:", err)
				os.Exit(1)
			}
			fmt.Println("applied", i)
		}
	}
	_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
}

// round gives the changes of a writer's i-th step: what step i-1 added is
// removed, and sizes vary from what fits one batch to what spills.
func round(i int) graph.Changes {
	c := graph.Changes{Add: roundQuads(i)}
	if i > 0 {
		c.Remove = roundQuads(i - 1)
	}
	return c
}

func roundQuads(i int) []rdf.Quad {
	n := []int{1, 30, 1200, 300, 13000}[i%5]
	quads := make([]rdf.Quad, n)
	for k := range quads {
		quads[k] = rdf.Quad{
			Subject: rdf.IRI(fmt.Sprintf("x:round%d/%d", i, k)), Predicate: rdf.IRI("x:in"),
			Object: rdf.Literal(fmt.Sprint(i), rdf.XSDInteger), Graph: rdf.IRI("x:rounds"),
		}
	}
	return quads
}

// start runs the test binary as a child and waits until its store is open.
func start(t *testing.T, part, dir string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+part+":"+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "open" {
		t.Fatalf("the child says %q", lines.Text())
	}
	return cmd, lines
}

// Killed at a random moment of its changes, a writer leaves the store after one
// of them, and not before the last that it had reported.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	kills := 6
	if testing.Short() {
		kills = 3
	}
	for i := range kills {
		_ = os.RemoveAll(dir)
		cmd, lines := start(t, "write", dir)
		time.AfterFunc(time.Duration(50+137*i%900)*time.Millisecond, func() { _ = cmd.Process.Kill() })
		reported := -1
		for lines.Scan() {
			if _, err := fmt.Sscanf(lines.Text(), "applied %d", &reported); err != nil {
				t.Fatal(lines.Text())
			}
		}
		_ = cmd.Wait()
		checkRounds(t, dir, reported)
	}
}

func checkRounds(t *testing.T, dir string, reported int) {
	t.Helper()
	s, err := graph.Open(dir, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx := context.Background()
	found := map[string]int{}
	err = s.View(ctx, func(snap graph.Snapshot) error {
		for q, err := range snap.Match(ctx, graph.Pattern{}) {
			if err != nil {
				return err
			}
			found[q.Object.Value]++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if reported < 0 && len(found) == 0 {
		return
	}
	for _, i := range []int{reported, reported + 1} {
		if len(found) == 1 && found[fmt.Sprint(i)] == len(roundQuads(max(i, 0))) {
			a, err := s.Apply(ctx, round(i+1))
			if err != nil || a.Removed != len(roundQuads(i)) || a.Added != len(roundQuads(i+1)) {
				t.Errorf("the next change after a kill: %+v, %v", a, err)
			}
			return
		}
	}
	t.Fatalf("step %d was reported; found quads of steps %v", reported, found)
}

func TestSecondProcess(t *testing.T) {
	dir := t.TempDir()
	cmd, _ := start(t, "hold", dir)
	for _, readOnly := range []bool{false, true} {
		if _, err := graph.Open(dir, graph.Options{ReadOnly: readOnly}); !errors.Is(err, graph.ErrInUse) {
			t.Errorf("open beside a writer (read-only: %v) gave %v, expected ErrInUse", readOnly, err)
		}
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()

	start(t, "read", dir)
	s, err := graph.Open(dir, graph.Options{ReadOnly: true})
	if err != nil {
		t.Fatalf("two readers: %v", err)
	}
	defer s.Close()
	if _, err := graph.Open(dir, graph.Options{}); !errors.Is(err, graph.ErrInUse) {
		t.Errorf("a writer beside readers gave %v, expected ErrInUse", err)
	}
}

func TestReadOnly(t *testing.T) {
	dir := t.TempDir()
	if _, err := graph.Open(dir, graph.Options{ReadOnly: true}); !errors.Is(err, graph.ErrNotFound) {
		t.Errorf("an empty folder gave %v, expected ErrNotFound", err)
	}
	s, err := graph.Open(dir, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(context.Background(), graph.Changes{Add: roundQuads(1)}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before := listing(t, dir)
	if s, err = graph.Open(dir, graph.Options{ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	if !s.ReadOnly() {
		t.Error("the store says that it can be changed")
	}
	if _, err := s.Apply(context.Background(), round(2)); !errors.Is(err, graph.ErrReadOnly) {
		t.Errorf("a change gave %v, expected ErrReadOnly", err)
	}
	if _, err := s.RemoveGraph(context.Background(), rdf.IRI("x:rounds")); !errors.Is(err, graph.ErrReadOnly) {
		t.Errorf("removing a graph gave %v, expected ErrReadOnly", err)
	}
	st, err := s.Stats(context.Background())
	if err != nil || st.Quads != int64(len(roundQuads(1))) {
		t.Errorf("read %d quads, %v", st.Quads, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if after := listing(t, dir); after != before {
		t.Errorf("reading changed the folder\nbefore: %s\nafter:  %s", before, after)
	}
}

func listing(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		fmt.Fprintln(&b, path, info.Size(), info.ModTime().UnixNano())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestOpenErrors(t *testing.T) {
	write := func(name, text string) func(dir string) string {
		return func(dir string) string {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			return dir
		}
	}
	for name, c := range map[string]struct {
		url  func(dir string) string
		want error
		says string
	}{
		"other files":       {write("letter.txt", "dear"), graph.ErrFormat, "letter.txt"},
		"other version":     {write("diplograph.json", `{"store":"diplograph","version":9,"backend":"x"}`), graph.ErrFormat, `version 9 with backend "x"`},
		"other marker":      {write("diplograph.json", `{}`), graph.ErrFormat, "diplograph.json"},
		"no JSON":           {write("diplograph.json", `\`), graph.ErrFormat, "diplograph.json"},
		"a file":            {func(dir string) string { return write("f", "x")(dir) + "/f" }, graph.ErrFormat, "found a file"},
		"no URL":            {func(string) string { return "" }, graph.ErrURL, "memory:"},
		"unknown scheme":    {func(string) string { return "postgres://localhost/x" }, graph.ErrURL, "postgres"},
		"memory with path":  {func(string) string { return "memory:x" }, graph.ErrURL, "memory:x"},
		"unfinished marker": {write("diplograph.json", ""), graph.ErrFormat, "diplograph.json"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := graph.Open(c.url(t.TempDir()), graph.Options{})
			if s != nil || !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("open gave %v, expected %v that says %q", err, c.want, c.says)
			}
		})
	}
	if _, err := graph.Open("memory:", graph.Options{ReadOnly: true}); !errors.Is(err, graph.ErrNotFound) {
		t.Errorf("an empty read-only store gave %v", err)
	}
}

// A store whose making was cut short is finished by the next opening.
func TestUnfinishedStore(t *testing.T) {
	dir := t.TempDir()
	s, err := graph.Open(dir, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "quads")); err != nil {
		t.Fatal(err)
	}
	if _, err := graph.Open(dir, graph.Options{ReadOnly: true}); err == nil {
		t.Error("an unfinished store was opened for reading")
	}
	if s, err = graph.Open(dir, graph.Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Apply(context.Background(), round(0)); err != nil {
		t.Fatal(err)
	}
}

func TestDamagedStore(t *testing.T) {
	dir := t.TempDir()
	s, err := graph.Open(dir, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		if _, err := s.Apply(context.Background(), graph.Changes{Add: roundQuads(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	tables, err := filepath.Glob(filepath.Join(dir, "quads", "*.sst"))
	if err != nil || len(tables) == 0 {
		t.Fatalf("tables: %v, %v", tables, err)
	}
	for _, path := range tables {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := 100; i < len(text)-1000; i += 997 {
			text[i] ^= 0xff
		}
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err = graph.Open(dir, graph.Options{})
	if err == nil {
		defer s.Close()
		err = s.View(context.Background(), func(snap graph.Snapshot) error {
			for _, err := range snap.Match(context.Background(), graph.Pattern{}) {
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	if !errors.Is(err, graph.ErrDamaged) {
		t.Errorf("reading damaged tables gave %v, expected ErrDamaged", err)
	}
}
