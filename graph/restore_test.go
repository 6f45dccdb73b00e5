package graph_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"diplograph/graph"
)

// storeWith makes a store of n quads in a folder, and closes it.
func storeWith(t *testing.T, dir string, n int) {
	t.Helper()
	s, err := graph.Open(dir, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Apply(context.Background(), graph.Changes{Add: numbered("restore", n)})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
}

// expectQuads fails if the store of a folder has not n quads.
func expectQuads(t *testing.T, dir string, n int64) {
	t.Helper()
	s, err := graph.Open(dir, graph.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if st, err := s.Stats(context.Background()); st.Quads != n || err != nil {
		t.Fatalf("%s holds %d quads, %v; expected %d", dir, st.Quads, err, n)
	}
}

// expectNames fails if a folder has other names in it.
func expectNames(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if !slices.Equal(names, want) {
		t.Errorf("%s has %q in it, expected %q", dir, names, want)
	}
}

func restoreTo(t *testing.T, backup, dir string, replace bool) error {
	t.Helper()
	return graph.Restore(t.Context(), backup, dir, replace, func(fault string) { t.Error(fault) })
}

func TestRestore(t *testing.T) {
	parent := t.TempDir()
	backup, dir := filepath.Join(parent, "backup"), filepath.Join(parent, "db")
	storeWith(t, backup, 3)
	for _, name := range []string{dir, dir + "/"} {
		if err := restoreTo(t, backup, name, false); err != nil {
			t.Fatal(err)
		}
		expectQuads(t, dir, 3)
		expectNames(t, parent, "backup", "db")
		if err := restoreTo(t, backup, name, false); err == nil || !strings.Contains(err.Error(), "found one") {
			t.Errorf("restoring over a store gave %v", err)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		storeWith(t, dir, 5)
		if err := restoreTo(t, backup, name, true); err != nil {
			t.Fatal(err)
		}
		expectQuads(t, dir, 3)
		expectNames(t, dir, "diplograph.json", "quads")
		expectNames(t, parent, "backup", "db")
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	for _, url := range []string{"", "memory:", "leveldb:" + dir} {
		if err := restoreTo(t, backup, url, true); !errors.Is(err, graph.ErrURL) {
			t.Errorf("restoring to %q gave %v, expected ErrURL", url, err)
		}
	}
}

// A store to which a link leads is replaced where it is.
func TestRestoreThroughLink(t *testing.T) {
	parent := t.TempDir()
	backup, dir, link := filepath.Join(parent, "backup"), filepath.Join(parent, "disk", "db"), filepath.Join(parent, "link")
	storeWith(t, backup, 3)
	storeWith(t, dir, 5)
	if err := os.Symlink(dir, link); err != nil {
		t.Skipf("not tested: restoring through a link; no link can be made in %s: %v", parent, err)
	}
	if err := restoreTo(t, backup, link, true); err != nil {
		t.Fatal(err)
	}
	expectQuads(t, dir, 3)
	expectNames(t, parent, "backup", "disk", "link")
	expectNames(t, filepath.Dir(dir), "db")
}

func TestRestoreOverOpenOrForeign(t *testing.T) {
	parent := t.TempDir()
	backup, dir := filepath.Join(parent, "backup"), filepath.Join(parent, "db")
	storeWith(t, backup, 3)
	s, err := graph.Open(dir, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := restoreTo(t, backup, dir, true); !errors.Is(err, graph.ErrInUse) {
		t.Errorf("restoring over an open store gave %v, expected ErrInUse", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	letters := filepath.Join(parent, "letters")
	if err := errors.Join(os.Mkdir(letters, 0o755), os.WriteFile(filepath.Join(letters, "one.txt"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := restoreTo(t, backup, letters, true); !errors.Is(err, graph.ErrFormat) {
		t.Errorf("restoring over a folder of letters gave %v, expected ErrFormat", err)
	}
	expectNames(t, letters, "one.txt")
	expectNames(t, parent, "backup", "db", "letters")
}

// What makes a restore necessary does not stand in its way.
func TestRestoreOverDamage(t *testing.T) {
	parent := t.TempDir()
	backup, dir := filepath.Join(parent, "backup"), filepath.Join(parent, "db")
	storeWith(t, backup, 3)
	storeWith(t, dir, 5)
	manifests, err := filepath.Glob(filepath.Join(dir, "quads", "MANIFEST-*"))
	if err != nil || len(manifests) == 0 {
		t.Fatal(manifests, err)
	}
	for _, path := range manifests {
		if err := os.WriteFile(path, []byte("this was a list of tables"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if s, err := graph.Open(dir, graph.Options{}); err == nil {
		s.Close()
		t.Fatal("the store is not damaged")
	}
	if err := restoreTo(t, backup, dir, true); err != nil {
		t.Fatal(err)
	}
	expectQuads(t, dir, 3)
	expectNames(t, parent, "backup", "db")
}

// Wherever a restore is killed, the store that was there is not lost before the
// new one is in its place, and no empty one takes its place.
func TestRestoreKilled(t *testing.T) {
	copied := func(t *testing.T, from, to string) {
		t.Helper()
		if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	begin := func(t *testing.T) (parent, backup, dir string) {
		parent = t.TempDir()
		backup, dir = filepath.Join(parent, "backup"), filepath.Join(parent, "db")
		storeWith(t, backup, 3)
		storeWith(t, dir, 5)
		return parent, backup, dir
	}
	for when, half := range map[string]string{"while copying": ".restoring", "while removing the old one": ".replaced"} {
		t.Run(when, func(t *testing.T) {
			parent, backup, dir := begin(t)
			copied(t, backup, dir+half)
			if err := os.Remove(filepath.Join(dir+half, "diplograph.json")); err != nil {
				t.Fatal(err)
			}
			expectQuads(t, dir, 5)
			if err := restoreTo(t, backup, dir, true); err != nil {
				t.Fatal(err)
			}
			expectQuads(t, dir, 3)
			expectNames(t, parent, "backup", "db")
		})
	}
	t.Run("between the names", func(t *testing.T) {
		for _, state := range []string{"absent", "empty"} {
			parent, backup, dir := begin(t)
			copied(t, backup, dir+".restoring")
			if err := os.Rename(dir, dir+".replaced"); err != nil {
				t.Fatal(err)
			}
			if state == "empty" {
				if err := os.Mkdir(dir, 0o755); err != nil {
					t.Fatal(err)
				}
			}
			for _, readOnly := range []bool{false, true} {
				for _, name := range []string{dir, dir + "/"} {
					s, err := graph.Open(name, graph.Options{ReadOnly: readOnly})
					if s != nil || !errors.Is(err, graph.ErrUnfinished) || !strings.Contains(err.Error(), dir+".replaced") {
						t.Errorf("%s: open gave %v, expected ErrUnfinished that names %s.replaced", state, err, dir)
					}
				}
			}
			if err := restoreTo(t, dir+".replaced", dir, true); err == nil {
				t.Error("what would be removed was taken for a backup")
			}
			expectQuads(t, dir+".replaced", 5)
			// Without leave to replace it, the old store has its name back.
			if err := restoreTo(t, backup, dir, false); err == nil || !strings.Contains(err.Error(), "found one") {
				t.Errorf("restoring again gave %v", err)
			}
			expectQuads(t, dir, 5)
			if err := restoreTo(t, backup, dir, true); err != nil {
				t.Fatal(err)
			}
			expectQuads(t, dir, 3)
			expectNames(t, parent, "backup", "db")
		}
	})
	t.Run("between the names, and the backup is none", func(t *testing.T) {
		parent, _, dir := begin(t)
		if err := os.Rename(dir, dir+".replaced"); err != nil {
			t.Fatal(err)
		}
		if err := restoreTo(t, filepath.Join(parent, "nosuch"), dir, true); !errors.Is(err, graph.ErrNotFound) {
			t.Errorf("restoring from nothing gave %v", err)
		}
		expectQuads(t, dir+".replaced", 5)
	})
}

// A store whose making was killed while its marker was written is made by the
// next opening.
func TestUnfinishedMarker(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{".tmp-123", ".tmp-456"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(`{"st`), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	letter := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(letter, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := graph.Open(dir, graph.Options{}); !errors.Is(err, graph.ErrFormat) || !strings.Contains(err.Error(), "letter.txt") {
		t.Errorf("a folder with a letter gave %v, expected ErrFormat", err)
	}
	expectNames(t, dir, ".tmp-123", ".tmp-456", "letter.txt")
	if err := os.Remove(letter); err != nil {
		t.Fatal(err)
	}
	storeWith(t, dir, 5)
	expectQuads(t, dir, 5)
	expectNames(t, dir, "diplograph.json", "quads")
}
