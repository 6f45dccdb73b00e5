package pebblestore

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"diplograph/graph/index"
)

// A store that is written is open once, whatever the folder is called; one that
// was refused takes no lock away.
func TestLock(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	db, err := Open("db", Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"db", "./db", filepath.Join(dir, "db")} {
		for _, readOnly := range []bool{true, false} {
			if other, err := Open(name, Options{ReadOnly: readOnly}); !errors.Is(err, index.ErrInUse) {
				t.Errorf("open %s, read only %v, while it is written: %v, want ErrInUse", name, readOnly, err)
				if err == nil {
					other.Close()
				}
			}
		}
	}
	if !inUseElsewhere(t, dir) {
		t.Error("another process could write too")
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if inUseElsewhere(t, dir) {
		t.Error("another process cannot write after it was closed")
	}
	if db, err = Open("db", Options{ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if !inUseElsewhere(t, dir) {
		t.Error("another process could write while it was read")
	}
}

// lockDir has the test binary open a store to write; its exit code says whether
// it could.
const lockDir = "PEBBLESTORE_TEST_LOCK"

const (
	lockFree  = 10
	lockInUse = 11
)

func openAndSay(dir string) {
	db, err := Open(dir, Options{})
	switch {
	case errors.Is(err, index.ErrInUse):
		os.Exit(lockInUse)
	case err == nil && db.Close() == nil:
		os.Exit(lockFree)
	}
	os.Exit(1)
}

func inUseElsewhere(t *testing.T, dir string) bool {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), lockDir+"="+filepath.Join(dir, "db"))
	_ = cmd.Run()
	switch code := cmd.ProcessState.ExitCode(); code {
	case lockFree:
		return false
	case lockInUse:
		return true
	default:
		t.Fatalf("the other process ended with %d", code)
	}
	return false
}
