package storetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"testing"

	"diplograph/graph"
	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// places gives a quad's terms by index.Position.
func places(q rdf.Quad) [4]rdf.Term { return [4]rdf.Term{q.Subject, q.Predicate, q.Object, q.Graph} }

// engine asks a snapshot as engines do, in every order, for columns, ranges and
// triples, and compares with going through the quads one by one.
func engine(t *testing.T, b Backend) {
	s := b.open(t)
	r := rand.New(rand.NewPCG(5, 6))
	quads := someQuads(r, 500)
	add(t, s, quads[:300]...)
	remove(t, s, quads[:60]...)
	add(t, s, quads[300:]...)
	quads = quads[60:]
	view(t, s, func(ctx context.Context, snap index.Snapshot) {
		e := &engineTest{T: t, ctx: ctx, snap: snap, quads: quads, rand: r}
		e.learn()
		for range 300 {
			e.scan()
		}
		e.counts()
		e.statistics()
	})
}

func view(t *testing.T, s *graph.Store, fn func(context.Context, index.Snapshot)) {
	t.Helper()
	ctx := context.Background()
	if err := s.View(ctx, func(snap graph.Snapshot) error { fn(ctx, snap.Index()); return nil }); err != nil {
		t.Fatal(err)
	}
}

type engineTest struct {
	*testing.T
	ctx   context.Context
	snap  index.Snapshot
	quads []rdf.Quad
	rows  []index.Quad // of quads, by position
	rand  *rand.Rand
}

// learn translates all quads to ids and back.
func (e *engineTest) learn() {
	for _, q := range e.quads {
		terms := places(q)
		var row index.Quad
		if err := e.snap.IDs(e.ctx, terms[:], row[:]); err != nil {
			e.Fatal(err)
		}
		var back [4]rdf.Term
		if err := e.snap.Terms(e.ctx, row[:], back[:]); err != nil {
			e.Fatal(err)
		}
		if back != terms {
			e.Fatalf("ids %v of %v stand for %v", row, terms, back)
		}
		e.rows = append(e.rows, row)
	}
	unknown := []rdf.Term{iri("nosuch"), rdf.String("nosuch"), rdf.Blank("nosuch")}
	ids := make([]index.ID, len(unknown))
	if err := e.snap.IDs(e.ctx, unknown, ids); err != nil || slices.Max(ids) != index.None {
		e.Errorf("ids of terms that are not there: %v, %v", ids, err)
	}
}

// pattern binds some places to ids of one row.
func (e *engineTest) pattern() (p index.Quad) {
	like := e.rows[e.rand.IntN(len(e.rows))]
	for i := range p {
		if e.rand.IntN(3) == 0 {
			p[i] = like[i]
		}
	}
	return p
}

func (e *engineTest) scan() {
	scan := index.Scan{
		Pattern: e.pattern(), Order: index.Order(e.rand.IntN(index.Orders)),
		Columns: index.Positions(e.rand.IntN(int(index.AllPositions) + 1)),
	}
	if scan.Order.Positions()[3] == index.Graph && e.rand.IntN(2) == 0 {
		scan.Triples = true
		scan.Columns &^= 1 << index.Graph
		scan.Pattern[index.Graph] = index.None
	}
	prefix := scan.Order.Prefix(scan.Pattern.Bound())
	if prefix < 4 && e.rand.IntN(3) == 0 {
		scan.Ranges = e.ranges(scan.Order.Positions()[prefix])
	}
	want := e.expected(scan)
	name := fmt.Sprintf("scan %+v", scan)
	if got := e.read(scan, nil); !slices.Equal(got, visible(want, scan)) {
		e.Fatalf("%s gives %d rows %v, expected %d rows %v", name, len(got), got, len(want), visible(want, scan))
	}
	last := 4 // of the places in a key
	if scan.Triples {
		last = 3
	}
	if prefix < last && len(want) > 0 {
		key := want[e.rand.IntN(len(want))][prefix:last]
		key = slices.Clone(key[:1+e.rand.IntN(len(key))])
		if e.rand.IntN(2) == 0 {
			key[len(key)-1]++
		}
		at := sort.Search(len(want), func(i int) bool { return slices.Compare(want[i][prefix:][:len(key)], key) >= 0 })
		if got := e.read(scan, key); !slices.Equal(got, visible(want[at:], scan)) {
			e.Fatalf("%s after Seek(%v) gives %v, expected %v", name, key, got, visible(want[at:], scan))
		}
	}
}

func (e *engineTest) ranges(place index.Position) []index.Range {
	var ids []index.ID
	for _, r := range e.rows {
		ids = append(ids, r[place])
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	var out []index.Range
	for i := 0; i < len(ids); {
		first := i + e.rand.IntN(3)
		last := first + e.rand.IntN(3)
		if last >= len(ids) {
			break
		}
		out = append(out, index.Range{First: ids[first], Last: ids[last]})
		i = last + 1
	}
	return out
}

// expected gives the rows of a scan, arranged and sorted by its order.
func (e *engineTest) expected(scan index.Scan) []index.Quad {
	prefix := scan.Order.Prefix(scan.Pattern.Bound())
	var want []index.Quad
	for _, r := range e.rows {
		arranged := scan.Order.Arrange(r)
		if !scan.Pattern.Matches(r) || scan.Ranges != nil && !slices.ContainsFunc(scan.Ranges, func(x index.Range) bool {
			return x.First <= arranged[prefix] && arranged[prefix] <= x.Last
		}) {
			continue
		}
		want = append(want, arranged)
	}
	slices.SortFunc(want, index.Quad.Compare)
	if scan.Triples {
		want = slices.CompactFunc(want, func(a, b index.Quad) bool { return slices.Equal(a[:3], b[:3]) })
	}
	return want
}

// visible gives the columns that a scan asks for, by position.
func visible(arranged []index.Quad, scan index.Scan) []index.Quad {
	out := make([]index.Quad, len(arranged))
	for i, a := range arranged {
		q := scan.Order.Restore(a)
		for p := range q {
			if scan.Columns.Has(index.Position(p)) {
				out[i][p] = q[p]
			}
		}
	}
	return out
}

// read gives the rows of a scan from a key on.
func (e *engineTest) read(scan index.Scan, key []index.ID) (rows []index.Quad) {
	e.Helper()
	scanner, err := e.snap.Scan(e.ctx, scan)
	if err != nil {
		e.Fatal(err)
	}
	defer scanner.Close()
	if key != nil {
		if err := scanner.Seek(e.ctx, key...); err != nil {
			e.Fatal(err)
		}
	}
	for {
		batch, err := scanner.Next(e.ctx)
		if err != nil {
			e.Fatal(err)
		}
		if batch.Len == 0 {
			return rows
		}
		for i := range batch.Len {
			var row index.Quad
			for p, column := range batch.Columns {
				if scan.Columns.Has(index.Position(p)) {
					row[p] = column[i]
				}
			}
			rows = append(rows, row)
		}
	}
}

func (e *engineTest) counts() {
	for range 200 {
		p := e.pattern()
		triples := p[index.Graph] == index.None && e.rand.IntN(2) == 0
		o := index.OrderFor(p.Bound())
		if triples {
			o = index.SPOG
		}
		want := int64(len(e.expected(index.Scan{Pattern: p, Order: o, Triples: triples})))
		if n, err := e.snap.Count(e.ctx, p, triples); n != want || err != nil {
			e.Errorf("counted %d of pattern %v (triples: %v), %v; expected %d", n, p, triples, err, want)
		}
		if n, err := e.snap.Estimate(p); err != nil || n < 0 || want == 0 && n > int64(len(e.rows)) {
			e.Errorf("estimated %d of pattern %v, %v; there are %d", n, p, err, want)
		}
	}
}

func (e *engineTest) statistics() {
	different := func(quads []index.Quad, at ...index.Position) int64 {
		seen := map[index.Quad]bool{}
		for _, q := range quads {
			var key index.Quad
			for _, p := range at {
				key[p] = q[p]
			}
			seen[key] = true
		}
		return int64(len(seen))
	}
	terms := map[index.ID]bool{}
	byPredicate := map[index.ID][]index.Quad{}
	for _, r := range e.rows {
		byPredicate[r[index.Predicate]] = append(byPredicate[r[index.Predicate]], r)
		for _, id := range r {
			terms[id] = true
		}
	}
	delete(terms, index.DefaultGraph)
	want := index.Statistics{
		Quads: int64(len(e.rows)), Terms: int64(len(terms)),
		Triples:  different(e.rows, index.Subject, index.Predicate, index.Object),
		Subjects: different(e.rows, index.Subject), Predicates: different(e.rows, index.Predicate),
		Objects: different(e.rows, index.Object), Graphs: different(e.rows, index.Graph),
	}
	if got, err := e.snap.Statistics(); got != want || err != nil {
		e.Errorf("statistics %+v, %v; expected %+v", got, err, want)
	}
	for p, quads := range byPredicate {
		want := index.PredicateStatistics{
			Quads: int64(len(quads)), Subjects: different(quads, index.Subject), Objects: different(quads, index.Object),
		}
		if got, err := e.snap.Predicate(p); got != want || err != nil {
			e.Errorf("statistics of predicate %x: %+v, %v; expected %+v", uint64(p), got, err, want)
		}
	}
}
