package memindex_test

import (
	"context"
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/index/memindex"
	"diplograph/graph/rdf"
)

func TestScanInOrder(t *testing.T) {
	iri := func(s string) rdf.Term { return rdf.IRI("http://example.org/" + s) }
	x := memindex.New([]rdf.Quad{
		{Subject: iri("s2"), Predicate: iri("p"), Object: iri("o"), Graph: iri("g")},
		{Subject: iri("s1"), Predicate: iri("p"), Object: iri("o")},
		{Subject: iri("s1"), Predicate: iri("p"), Object: iri("o"), Graph: iri("g")},
		{Subject: iri("s1"), Predicate: iri("q"), Object: iri("o")},
	})
	ctx := context.Background()
	ids := make([]index.ID, 2)
	if err := x.IDs(ctx, []rdf.Term{iri("p"), iri("nosuch")}, ids); err != nil || ids[0] == index.None || ids[1] != index.None {
		t.Fatalf("ids %v, %v", ids, err)
	}
	scan, err := x.Scan(ctx, index.Scan{Pattern: index.Quad{index.Predicate: ids[0]}, Order: index.PSOG, Columns: 1 << index.Subject, Triples: true})
	if err != nil {
		t.Fatal(err)
	}
	b, err := scan.Next(ctx)
	if err != nil || b.Len != 2 || b.Columns[index.Subject][0] >= b.Columns[index.Subject][1] {
		t.Errorf("subjects of p: %+v, %v; expected two, sorted", b, err)
	}
	if n, err := x.Count(ctx, index.Quad{index.Predicate: ids[0]}, false); n != 3 || err != nil {
		t.Errorf("counted %d quads of p, %v; expected 3", n, err)
	}
}
