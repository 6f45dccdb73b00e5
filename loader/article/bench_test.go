package article

import (
	"context"
	"io/fs"
	"strings"
	"testing"

	"diplograph/data"
	"diplograph/graph/caldate"
)

// BenchmarkExtract reads the Cyrillic texts of data/articles as one long text,
// the stages all told, on one core.
func BenchmarkExtract(b *testing.B) {
	var text strings.Builder
	names, err := fs.Glob(data.FS, "articles/*.txt")
	if err != nil {
		b.Fatal(err)
	}
	for text.Len() < 1<<19 {
		for _, name := range names {
			t, err := fs.ReadFile(data.FS, name)
			if err != nil {
				b.Fatal(err)
			}
			if !mostlyLatin([]rune(string(t))) {
				text.Write(t)
			}
		}
	}
	o := Options{Language: "kaa", Date: caldate.Date{Year: 2025, Month: 11, Day: 14}}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if _, err := Extract(context.Background(), text.String(), o); err != nil {
			b.Fatal(err)
		}
	}
}
