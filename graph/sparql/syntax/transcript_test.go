package syntax

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// transcript checks a file of cases, each a title after "# ", a text, "----"
// and what comes of it.
func transcript(t *testing.T, file string, answer func(title, text string) string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var anew strings.Builder
	for i, block := range strings.Split(strings.TrimPrefix("\n"+string(data), "\n# "), "\n# ") {
		title, rest, _ := strings.Cut(block, "\n")
		text, want, _ := strings.Cut("\n"+rest, "\n----")
		want = strings.TrimSpace(want)
		got := strings.TrimSpace(answer(title, strings.Trim(text, "\n")))
		if i > 0 {
			anew.WriteString("\n")
		}
		anew.WriteString("# " + title + "\n" + strings.Trim(text, "\n") + "\n----\n" + got + "\n")
		if got != want && !*update {
			t.Errorf("%s:\n%s\ngives\n%s\nwant\n%s", title, text, got, want)
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(anew.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestErrors shows what errors say. Titles that start with "update" are of
// updates.
func TestErrors(t *testing.T) {
	transcript(t, "testdata/errors.txt", func(title, text string) string {
		var err error
		if strings.HasPrefix(title, "update") {
			_, err = ParseUpdate(text, Options{})
		} else {
			_, err = ParseQuery(text, Options{})
		}
		if err == nil {
			return "no error"
		}
		return err.Error()
	})
}

// TestPrint shows how texts are printed.
func TestPrint(t *testing.T) {
	transcript(t, "testdata/print.txt", func(title, text string) string {
		check := checkQuery
		if strings.HasPrefix(title, "update") {
			check = checkUpdate
		}
		if err := check(text, Options{}); err != nil {
			return err.Error()
		}
		if strings.HasPrefix(title, "update") {
			u, _ := ParseUpdate(text, Options{})
			return u.Print()
		}
		q, _ := ParseQuery(text, Options{})
		return q.Print()
	})
}
