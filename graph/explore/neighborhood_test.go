package explore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"

	"github.com/google/go-cmp/cmp"
)

func neighborhood(t testing.TB, store *graph.Store, opts Options) *Picture {
	t.Helper()
	var p *Picture
	look(t, store, func(ctx context.Context, snap graph.Snapshot) {
		var err error
		if p, err = Neighborhood(ctx, snap, opts); err != nil {
			t.Fatal(err)
		}
	})
	return p
}

// nodes lists the nodes of a picture but the root, shortened and sorted.
func nodes(p *Picture) []string {
	var ids []string
	for _, n := range p.Nodes[1:] {
		ids = append(ids, short(n.ID))
	}
	slices.Sort(ids)
	return ids
}

// edges lists the edges of a picture, shortened.
func edges(p *Picture) []string {
	var all []string
	for _, e := range p.Edges {
		all = append(all, short(e.Source)+" "+e.Predicate+" "+short(e.Target))
	}
	slices.Sort(all)
	return all
}

func edgeOf(t testing.TB, p *Picture, line string) Edge {
	t.Helper()
	for _, e := range p.Edges {
		if short(e.Source)+" "+e.Predicate+" "+short(e.Target) == line {
			return e
		}
	}
	t.Fatalf("no edge %s in\n%s", line, strings.Join(edges(p), "\n"))
	return Edge{}
}

func TestNeighborhoodShowsEntitiesAndEvents(t *testing.T) {
	p := neighborhood(t, world(t), Options{IRI: tokayev, Languages: []string{"kaa"}})
	want := []string{
		"country/kazakhstan",
		"event/meeting-2024-04-05-khiva",
		"event/visit-2025-11-14-kassym-jomart-tokayev-uzbekistan",
		"person/shavkat-mirziyoyev",
	}
	if diff := cmp.Diff(want, nodes(p)); diff != "" {
		t.Errorf("nodes (-want +got):\n%s", diff)
	}
	wantEdges := []string{
		"event/meeting-2024-04-05-khiva dg:participant person/kassym-jomart-tokayev",
		"event/meeting-2024-04-05-khiva dg:participant person/shavkat-mirziyoyev",
		"event/visit-2025-11-14-kassym-jomart-tokayev-uzbekistan dg:visitor person/kassym-jomart-tokayev",
		"person/kassym-jomart-tokayev dg:met person/shavkat-mirziyoyev",
		"person/kassym-jomart-tokayev org:memberOf country/kazakhstan",
		"person/shavkat-mirziyoyev dg:visited country/kazakhstan",
	}
	if diff := cmp.Diff(wantEdges, edges(p)); diff != "" {
		t.Errorf("edges (-want +got):\n%s", diff)
	}
	if p.Truncated || p.Total != 4 || !p.Exact {
		t.Errorf("truncated %v, total %d, exact %v; want false, 4, true", p.Truncated, p.Total, p.Exact)
	}
}

func TestNodesCarryWhatIsSaidOfThem(t *testing.T) {
	p := neighborhood(t, world(t), Options{IRI: tokayev, Languages: []string{"kaa"}})
	i := slices.IndexFunc(p.Nodes, func(n Node) bool { return strings.Contains(n.ID, "khiva") })
	want := Node{
		Thing: Thing{
			ID: vocab.Res + "event/meeting-2024-04-05-khiva", Label: "Хийўадағы ушырасыў", Language: "kaa",
			Class: ClassEvent, Kind: "dg:Meeting", Types: []string{"dg:Meeting", "sem:Event"},
			Start: Date{date(t, "2024-04-05")}, End: Date{date(t, "2024-04-05")}, Status: "dg:Held", Inferred: []string{},
		},
		Distance: 1,
	}
	if diff := cmp.Diff(want, p.Nodes[i]); diff != "" {
		t.Errorf("node (-want +got):\n%s", diff)
	}
}

func TestEdgesCarryDatesStatusAndPassage(t *testing.T) {
	p := neighborhood(t, world(t), Options{IRI: mirziyoyev})
	passage := []Passage{{Article: articleOne, Start: 100, End: 180, Exact: "… сапары …"}}
	visit := vocab.Res + "event/visit-2017-03-22-shavkat-mirziyoyev-kazakhstan"
	first, last := Date{date(t, "2017-03-22")}, Date{date(t, "2017-03-23")}
	for line, want := range map[string]Edge{
		"event/visit-2017-03-22-shavkat-mirziyoyev-kazakhstan dg:host person/nursultan-nazarbayev": {
			Source: visit, Predicate: "dg:host", Target: nazarbayev, Start: first, End: last, Status: "dg:Held",
			Inferred: true, Passages: passage,
		},
		"person/shavkat-mirziyoyev dg:visited country/kazakhstan": {
			Source: mirziyoyev, Predicate: "dg:visited", Target: kazakhstan, Start: first, End: last, Status: "dg:Held",
			Events: []string{visit}, Passages: passage,
		},
		"person/kassym-jomart-tokayev dg:met person/shavkat-mirziyoyev": {
			Source: tokayev, Predicate: "dg:met", Target: mirziyoyev,
			Start: Date{date(t, "2024-04-05")}, End: Date{date(t, "2024-04-05")}, Status: "dg:Held",
			Events: []string{vocab.Res + "event/meeting-2024-04-05-khiva"}, Passages: []Passage{{Article: articleOne, Start: 300, End: 390}},
		},
		"person/shavkat-mirziyoyev org:memberOf country/uzbekistan": {
			Source: mirziyoyev, Predicate: "org:memberOf", Target: uzbekistan, Role: "dg:HeadOfState", Start: Date{date(t, "2016-12-14")},
		},
	} {
		// The host is a neighbour at depth 2.
		p := p
		if strings.Contains(line, "host") {
			p = neighborhood(t, world(t), Options{IRI: mirziyoyev, Depth: 2})
		}
		got := edgeOf(t, p, line)
		got.ID = ""
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", line, diff)
		}
	}
}

func TestNeighborhoodFilters(t *testing.T) {
	store := world(t)
	for name, test := range map[string]struct {
		opts Options
		want []string
	}{
		"direction out": {Options{IRI: tokayev, Direction: Out},
			[]string{"country/kazakhstan", "person/shavkat-mirziyoyev"}},
		"direction in": {Options{IRI: khiva, Direction: In},
			[]string{"event/meeting-2024-04-05-khiva"}},
		"predicate": {Options{IRI: mirziyoyev, Predicates: []string{vocab.Visitor}},
			[]string{"event/visit-2017-03-22-shavkat-mirziyoyev-kazakhstan"}},
		"predicate of a membership": {Options{IRI: kazakhstan, Predicates: []string{vocab.ORGMemberOf}},
			[]string{"organization/shanghai-cooperation-organization", "person/kassym-jomart-tokayev", "person/nursultan-nazarbayev"}},
		"type with its subclasses": {Options{IRI: mirziyoyev, Types: []string{vocab.Visit}},
			[]string{"event/visit-2017-03-22-shavkat-mirziyoyev-kazakhstan"}},
		"dates": {Options{IRI: mirziyoyev, From: date(t, "2025-05-17"), To: date(t, "2025-12")},
			[]string{"country/uzbekistan", "event/summit-2025-05-astana"}},
		"dates reach direct relations": {Options{IRI: mirziyoyev, From: date(t, "2017"), To: date(t, "2017")},
			[]string{"country/kazakhstan", "country/uzbekistan", "event/visit-2017-03-22-shavkat-mirziyoyev-kazakhstan"}},
		"article": {Options{IRI: articleOne},
			[]string{"event/meeting-2024-04-05-khiva", "event/visit-2017-03-22-shavkat-mirziyoyev-kazakhstan"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := neighborhood(t, store, test.opts)
			if diff := cmp.Diff(test.want, nodes(p)); diff != "" {
				t.Errorf("nodes (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNeighborhoodDepth(t *testing.T) {
	p := neighborhood(t, world(t), Options{IRI: tokayev, Depth: 2, Types: []string{vocab.SEMEvent, vocab.SchemaCity}})
	want := []string{"city/khiva", "event/meeting-2024-04-05-khiva", "event/visit-2025-11-14-kassym-jomart-tokayev-uzbekistan"}
	if diff := cmp.Diff(want, nodes(p)); diff != "" {
		t.Errorf("nodes (-want +got):\n%s", diff)
	}
	if got := p.Nodes[len(p.Nodes)-1]; got.ID != khiva || got.Distance != 2 {
		t.Errorf("last node %s at distance %d, want %s at 2", got.ID, got.Distance, khiva)
	}
}

func TestNeighborhoodErrors(t *testing.T) {
	look(t, world(t), func(ctx context.Context, snap graph.Snapshot) {
		for _, test := range []struct {
			opts Options
			want error
		}{
			{Options{IRI: vocab.Res + "person/nobody"}, ErrNotFound},
			{Options{IRI: tokayev, Depth: MaxDepth + 1}, ErrOption},
			{Options{IRI: tokayev, Limit: -1}, ErrOption},
			{Options{IRI: tokayev, Direction: "up"}, ErrOption},
		} {
			if _, err := Neighborhood(ctx, snap, test.opts); !errors.Is(err, test.want) {
				t.Errorf("%+v: error %v, want %v", test.opts, err, test.want)
			}
		}
		cancelled, cancel := context.WithCancel(ctx)
		cancel()
		if _, err := Neighborhood(cancelled, snap, Options{IRI: tokayev}); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: error %v", err)
		}
	})
}

// hub makes a person with n events, one a day, and a country.
func hub(n int) []rdf.Quad {
	var quads []rdf.Quad
	add := func(s, p string, o rdf.Term) {
		quads = append(quads, rdf.Quad{Subject: rdf.IRI(s), Predicate: rdf.IRI(p), Object: o, Graph: rdf.IRI(articleOne)})
	}
	day := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		e := fmt.Sprintf("%sevent/meeting-%d", vocab.Res, i)
		add(e, vocab.RDFType, rdf.IRI(vocab.Meeting))
		add(e, vocab.RDFType, rdf.IRI(vocab.SEMEvent))
		add(e, vocab.SchemaStartDate, rdf.Literal(day.AddDate(0, 0, i).Format(time.DateOnly), vocab.XSDDate))
		add(e, vocab.Participant, rdf.IRI(tokayev))
	}
	add(tokayev, vocab.Visited, rdf.IRI(uzbekistan))
	return quads
}

func TestMembershipSaysBetterThanMemberOf(t *testing.T) {
	quads := readQuads(t, "testdata/world.txt")
	for _, line := range []string{
		`res:membership/m rdf:type org:Membership`,
		`res:membership/m org:member res:country/kazakhstan`,
		`res:membership/m org:organization res:organization/shanghai-cooperation-organization`,
		`res:membership/m schema:startDate 2001-06-15`,
		`res:membership/m prov:wasQuotedFrom _:p1`,
	} {
		quads = append(quads, quad(t, line, "res:graph/gazetteer"))
	}
	p := neighborhood(t, storeOf(t, quads), Options{IRI: kazakhstan, Types: []string{vocab.InternationalOrganization}})
	if len(p.Edges) != 1 || p.Edges[0].Start.String() != "2001-06-15" || len(p.Edges[0].Passages) != 1 {
		t.Errorf("edges %v, want the dated membership alone, with its passage", p.Edges)
	}
	if p := neighborhood(t, storeOf(t, quads), Options{IRI: articleOne}); len(p.Nodes) != 3 {
		t.Errorf("around the article: %v, want its two events with a passage", nodes(p))
	}
}

func TestHubIsRankedAndCut(t *testing.T) {
	p := neighborhood(t, storeOf(t, hub(500)), Options{IRI: tokayev, Limit: 4})
	want := []string{"country/uzbekistan", "event/meeting-497", "event/meeting-498", "event/meeting-499"}
	if diff := cmp.Diff(want, nodes(p)); diff != "" {
		t.Errorf("nodes (-want +got):\n%s", diff)
	}
	if !p.Truncated || p.Total != 501 || !p.Exact || p.Nodes[0].Hidden != 497 {
		t.Errorf("truncated %v, total %d, exact %v, hidden %d; want true, 501, true, 497", p.Truncated, p.Total, p.Exact, p.Nodes[0].Hidden)
	}
}

func TestBudgetCutsAndSaysSo(t *testing.T) {
	p := neighborhood(t, storeOf(t, hub(500)), Options{IRI: tokayev, Budget: 100})
	if !p.Truncated || p.Exact || len(p.Nodes) < 2 {
		t.Errorf("truncated %v, exact %v, %d nodes; want true, false, some", p.Truncated, p.Exact, len(p.Nodes))
	}
}

// A hub is cut when the time to look around is over, and is no error.
func TestHubIsCutInTime(t *testing.T) {
	p := neighborhood(t, storeOf(t, hub(1500)), Options{IRI: tokayev, Limit: 10, Depth: 2, Patience: time.Microsecond})
	if !p.Truncated || p.Exact || len(p.Nodes) != 11 {
		t.Errorf("truncated %v, exact %v, %d nodes; want true, false, 11", p.Truncated, p.Exact, len(p.Nodes))
	}
}

// Looking around leaves half of the context's time for the rest.
func TestPatienceIsWithinTheDeadline(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	v := &view{ctx: ctx}
	for patience, most := range map[time.Duration]time.Duration{time.Minute: time.Minute, 2 * time.Hour: time.Hour / 2} {
		if v.within(patience); time.Until(v.until) > most || time.Until(v.until) < most/2 {
			t.Errorf("patience %v: %v to look around, want at most %v", patience, time.Until(v.until), most)
		}
	}
}

func BenchmarkNeighborhoodOfHub(b *testing.B) {
	store := storeOf(b, hub(20_000))
	b.ResetTimer()
	for b.Loop() {
		neighborhood(b, store, Options{IRI: tokayev})
	}
}
