// Package suitedata helps tests run the suites that Cayley has for its backends.
package suitedata

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Enter goes to a folder from which Cayley's suites find their data.
func Enter(t *testing.T) {
	t.Helper()
	module, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(t.TempDir(), "graph", "backend")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(strings.TrimSpace(string(module)), "data")
	if err := os.Symlink(data, filepath.Join(folder, "../../data")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
}
