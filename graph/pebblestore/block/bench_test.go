package block

import (
	"math/rand/v2"
	"slices"
	"testing"

	"diplograph/graph/index"
)

// realistic gives the first block of rows of an order over a million quads like
// those of events: a subject has 8 of 30 predicates, its quads stand in one
// graph, objects are shared nodes, literals and dates.
func realistic(o index.Order) []index.Quad {
	r := rand.New(rand.NewPCG(1, 2))
	rows := make([]index.Quad, 0, 1<<20)
	for s := range uint64(1 << 17) {
		for p := range uint64(8) {
			var object index.ID
			switch p {
			case 0:
				object = index.MakeID(index.TagIRI, 3+r.Uint64N(12))
			case 1:
				object = index.MakeID(index.TagDate, 1<<40+r.Uint64N(9000)<<12)
			case 2:
				object = index.MakeID(index.TagLangString, s+r.Uint64N(100))
			default:
				object = index.MakeID(index.TagIRI, uint64(float64(1<<18)*r.Float64()*r.Float64()))
			}
			rows = append(rows, o.Arrange(index.Quad{
				index.MakeID(index.TagIRI, 1<<18+s), index.MakeID(index.TagIRI, 100+p*3+s%3),
				object, index.MakeID(index.TagIRI, 1<<19+s/20),
			}))
		}
	}
	slices.SortFunc(rows, index.Quad.Compare)
	return slices.Compact(rows)
}

func orders(b *testing.B, run func(b *testing.B, rows []index.Quad)) {
	for o := range index.Order(index.Orders) {
		b.Run(o.String(), func(b *testing.B) { run(b, realistic(o)) })
	}
}

func encodeAll(rows []index.Quad) (blocks [][]byte, size int) {
	for part := range slices.Chunk(rows, MaxRows) {
		b := Append(nil, columnsOf(part), len(part))
		blocks, size = append(blocks, b), size+len(b)
	}
	return blocks, size
}

func BenchmarkAppend(b *testing.B) {
	orders(b, func(b *testing.B, rows []index.Quad) {
		columns := columnsOf(rows[len(rows)/2:][:MaxRows])
		var dst []byte
		for b.Loop() {
			dst = Append(dst[:0], columns, MaxRows)
		}
		b.ReportMetric(float64(b.N)*MaxRows/b.Elapsed().Seconds()/1e6, "Mrows/s")
	})
}

func BenchmarkDecode(b *testing.B) {
	orders(b, func(b *testing.B, rows []index.Quad) {
		blocks, size := encodeAll(rows)
		var columns Columns
		for b.Loop() {
			for _, encoded := range blocks {
				block := parse(b, encoded)
				for i := range columns {
					columns[i] = block.Decode(i, 0, block.Len(), columns[i][:0])
				}
			}
		}
		b.ReportMetric(float64(b.N)*float64(len(rows))/b.Elapsed().Seconds()/1e6, "Mrows/s")
		b.ReportMetric(float64(size)/float64(len(rows)), "bytes/row")
	})
}

func BenchmarkSearch(b *testing.B) {
	orders(b, func(b *testing.B, rows []index.Quad) {
		rows = rows[len(rows)/2:][:MaxRows]
		encoded := Append(nil, columnsOf(rows), len(rows))
		i := 0
		for b.Loop() {
			i = (i + 1237) % MaxRows
			block, _ := Parse(encoded)
			if got := block.Search(rows[i][:], 0); got != i {
				b.Fatalf("row %d found at %d", i, got)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	rows := realistic(index.POSG)[:MaxRows]
	encoded := Append(nil, columnsOf(rows), len(rows))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(encoded); err != nil {
			b.Fatal(err)
		}
	}
}
