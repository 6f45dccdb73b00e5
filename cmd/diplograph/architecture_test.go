package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "diplograph"

// layers of the project, the upper first. A package may import packages of its
// own layer and of those below.
var layers = []string{"cmd", "server", "loader", "graph", "graph/rdf", "data"}

// names is a package of plain names that every layer may use and that uses none.
const names = "graph/vocab"

// reserved are the imports that belong to some folders alone.
var reserved = []struct {
	prefix, why string
	folders     []string
}{
	{"C", "the program builds without a C compiler", nil},
	{"net/http", "HTTP is the server's", []string{"cmd", "server"}},
	{"github.com/gorilla/mux", "HTTP is the server's", []string{"server"}},
	{"github.com/spf13/cobra", "command lines are the commands'", []string{"cmd"}},
	{"github.com/cayleygraph", "how quads are stored and queried is the graph's", []string{"graph"}},
	{"github.com/hidal-go", "how quads are stored is the graph's", []string{"graph"}},
	{"github.com/syndtr/goleveldb", "how quads are stored is the graph's", []string{"graph"}},
	{"github.com/cockroachdb/pebble", "how quads are stored is the graph's", []string{"graph"}},
	{module + "/loader/article", "the server knows nothing of text", []string{"cmd", "loader"}},
	{module + "/loader/gazetteer", "the server knows nothing of text", []string{"cmd", "loader"}},
}

// TestImportsGoDown holds the project's packages to the order of its layers.
func TestImportsGoDown(t *testing.T) {
	root := projectRoot(t)
	seen := 0
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && file != root && strings.HasPrefix(entry.Name(), ".") {
			return filepath.SkipDir
		}
		if filepath.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		seen++
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		checkImports(t, file, filepath.ToSlash(filepath.Dir(rel)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 10 {
		t.Errorf("%d Go files found in %s, want the project's", seen, root)
	}
}

func checkImports(t *testing.T, file, folder string) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if why := objection(folder, imported); why != "" {
			t.Errorf("%s/%s imports %s: %s", folder, filepath.Base(file), imported, why)
		}
	}
}

// objection says why a package in a folder may not import another one, "" if it
// may.
func objection(folder, imported string) string {
	for _, r := range reserved {
		top, _, _ := strings.Cut(folder, "/")
		if within(imported, r.prefix) && !slices.Contains(r.folders, top) {
			return r.why
		}
	}
	other, ours := strings.CutPrefix(imported, module+"/")
	switch {
	case !ours || other == names:
		return ""
	case folder == names:
		return "plain names know nothing of the project"
	case layer(other) < layer(folder):
		return "it is a layer above: " + strings.Join(layers, " > ")
	case folder == "data", within(folder, "graph/rdf") && !within(other, "graph/rdf"):
		return layers[layer(folder)] + " knows nothing of the project"
	}
	return ""
}

// layer is the place of a folder in layers.
func layer(folder string) int {
	place, depth := -1, -1
	for i, l := range layers {
		if within(folder, l) && len(l) > depth {
			place, depth = i, len(l)
		}
	}
	return place
}

func within(folder, parent string) bool {
	return folder == parent || strings.HasPrefix(folder, parent+"/")
}

func TestObjection(t *testing.T) {
	tests := []struct {
		folder, imported string
		allowed          bool
	}{
		{"cmd/diplograph", "diplograph/server", true},
		{"server", "diplograph/graph/explore", true},
		{"server", "diplograph/loader/article", false},
		{"graph/explore", "diplograph/graph", true},
		{"graph", "diplograph/graph/rdf", true},
		{"graph/rdf", "diplograph/graph/caldate", false},
		{"graph/rdf", "diplograph/data", false},
		{"graph/rdf/rdftest", "diplograph/graph/rdf", true},
		{"graph/vocab", "diplograph/data", false},
		{"graph", "diplograph/loader", false},
		{"loader", "diplograph/server", false},
		{"loader/article", "net/http", false},
		{"data", "diplograph/graph/vocab", true},
		{"data", "diplograph/graph/rdf", false},
		{"graph", "C", false},
		{"loader", "github.com/cayleygraph/quad", false},
	}
	for _, test := range tests {
		if why := objection(test.folder, test.imported); (why == "") != test.allowed {
			t.Errorf("%s imports %s: objection %q, want allowed = %v", test.folder, test.imported, why, test.allowed)
		}
	}
}

// TestTopLevelFolders holds the project to its five folders.
func TestTopLevelFolders(t *testing.T) {
	allowed := []string{"cmd", "data", "graph", "loader", "server", "diplograph.db"} // the last: of "serve" run here
	entries, err := os.ReadDir(projectRoot(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") && !slices.Contains(allowed, e.Name()) {
			t.Errorf("folder %s at the top, want only %s", e.Name(), strings.Join(allowed, ", "))
		}
	}
}

func projectRoot(t *testing.T) string {
	t.Helper()
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Clean(filepath.Join(here, "..", ".."))
	if _, err := os.Stat(path.Join(filepath.ToSlash(root), "go.mod")); err != nil {
		t.Fatal(err)
	}
	return root
}
