package pebblestore

import (
	"testing"

	"diplograph/graph/index"
)

// BenchmarkFold folds changes of one quad in a hundred, all over the store.
func BenchmarkFold(b *testing.B) {
	db := benchStore(b)
	defer onThread(b)()
	blocks := 0
	for b.Loop() {
		b.StopTimer()
		scatter(b, db)
		db.limits = defaultFold
		b.StartTimer()
		if err := db.foldAll(ctx); err != nil {
			b.Fatal(err)
		}
		s := mustSnapshot(b, db)
		for o := range index.Order(index.Orders) {
			list, err := s.dirs.list(s.r, o)
			if err != nil {
				b.Fatal(err)
			}
			for _, p := range list.pages {
				blocks += len(p)
			}
		}
		s.Close()
	}
	b.ReportMetric(float64(blocks)/float64(b.N), "blocks/op")
}

// BenchmarkDirectory reads the directory of an order, as its first use does.
func BenchmarkDirectory(b *testing.B) {
	db := benchStore(b)
	s := mustSnapshot(b, db)
	defer s.Close()
	defer onThread(b)()
	for b.Loop() {
		if _, err := readBlockList(s.r, uint32(s.state.generation), index.SPOG); err != nil {
			b.Fatal(err)
		}
	}
}
