package results

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// suites gives the folder of the W3C's SPARQL suites: that of the checkout, or
// the one beside it.
func suites(t *testing.T) string {
	for _, folder := range []string{"../../../.w3c/sparql", "../../../../shared/w3c/sparql"} {
		if _, err := os.Stat(folder); err == nil {
			return folder
		}
	}
	fmt.Printf("%s: the W3C suites were not found: their results files are not read\n", t.Name())
	t.SkipNow()
	return ""
}

// TestW3CResults reads every results file of the suites, and what the writers
// make of it again.
func TestW3CResults(t *testing.T) {
	read1, rows := map[Format]int{}, 0
	err := filepath.WalkDir(suites(t), func(file string, entry fs.DirEntry, err error) error {
		f, known := FormatByExtension(filepath.Ext(file))
		if err != nil || !known || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		a, err := read(string(text), f, ReaderOptions{})
		if err != nil {
			t.Errorf("%s: %v", file, err)
			return nil
		}
		read1[f]++
		rows += len(a.rows)
		for _, again := range []Format{JSON, XML, TSV} {
			if back, err := read(write(t, again, a, WriterOptions{}), again, ReaderOptions{}); err != nil || same(back, a) != "" {
				t.Errorf("%s in %s: %v %s", file, again, err, same(back, a))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%v files, %d rows", read1, rows)
}
