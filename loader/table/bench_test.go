package table_test

import (
	"io"
	"os"
	"strings"
	"testing"

	"diplograph/loader/table"
)

// BenchmarkRead reads the visits of data/tables many times over: 13 statements a
// row. MB/s are of the table.
func BenchmarkRead(b *testing.B) {
	mapping, err := os.Open("../../data/tables/visits.json")
	if err != nil {
		b.Fatal(err)
	}
	defer mapping.Close()
	m, err := table.ReadMapping(mapping, "")
	if err != nil {
		b.Fatal(err)
	}
	visits, err := os.ReadFile("../../data/tables/visits.csv")
	if err != nil {
		b.Fatal(err)
	}
	header, rows, _ := strings.Cut(string(visits), "\n")
	doc := header + "\n" + strings.Repeat(rows, 1000)
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	quads := 0
	for b.Loop() {
		r, err := m.NewReader(strings.NewReader(doc), "visits.csv", table.Options{})
		if err != nil {
			b.Fatal(err)
		}
		for {
			if _, err := r.Read(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
			quads++
		}
	}
	b.ReportMetric(float64(quads)/b.Elapsed().Seconds(), "quads/s")
}
