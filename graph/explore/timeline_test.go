package explore

import (
	"context"
	"errors"
	"slices"
	"testing"

	"diplograph/graph"
	"diplograph/graph/vocab"

	"github.com/google/go-cmp/cmp"
)

func timeline(t testing.TB, store *graph.Store, opts TimelineOptions) *Timeline {
	t.Helper()
	var line *Timeline
	look(t, store, func(ctx context.Context, snap graph.Snapshot) {
		var err error
		if line, err = BuildTimeline(ctx, snap, opts); err != nil {
			t.Fatal(err)
		}
	})
	return line
}

func moments(line *Timeline) []string {
	var all []string
	for _, e := range line.Events {
		all = append(all, short(e.IRI))
	}
	return all
}

const (
	founding  = "event/founding-1997"
	visit2017 = "event/visit-2017-03-22-shavkat-mirziyoyev-kazakhstan"
	meeting   = "event/meeting-2024-04-05-khiva"
	summit    = "event/summit-2025-05-astana"
	visit2025 = "event/visit-2025-11-14-kassym-jomart-tokayev-uzbekistan"
	signing   = "event/signing-undated"
)

func TestTimeline(t *testing.T) {
	store := world(t)
	both := []string{uzbekistan, kazakhstan}
	for name, test := range map[string]struct {
		opts TimelineOptions
		want []string
	}{
		"both countries, by their presidents, chambers and cities": {TimelineOptions{Entities: both},
			[]string{founding, visit2017, meeting, summit, visit2025, signing}},
		"one country":           {TimelineOptions{Entities: []string{vocab.Res + "country/italy"}}, []string{summit}},
		"any":                   {TimelineOptions{Entities: []string{tokayev, vocab.Res + "country/italy"}, Any: true}, []string{meeting, summit, visit2025}},
		"two people":            {TimelineOptions{Entities: []string{tokayev, mirziyoyev}}, []string{meeting}},
		"a region by its city":  {TimelineOptions{Entities: []string{vocab.Res + "region/khorezm"}}, []string{meeting}},
		"parliament by chamber": {TimelineOptions{Entities: []string{vocab.Res + "organization/parliament-of-kazakhstan"}}, []string{signing}},
		"a body's states do not stand for it": {
			TimelineOptions{Entities: []string{vocab.Res + "organization/shanghai-cooperation-organization"}}, nil},
		"everything":               {TimelineOptions{}, []string{founding, visit2017, meeting, summit, visit2025, signing}},
		"a month overlaps its day": {TimelineOptions{From: date(t, "2025-05-17"), To: date(t, "2025-05-17")}, []string{summit}},
		"a day is in its month":    {TimelineOptions{From: date(t, "2024-04"), To: date(t, "2024-04")}, []string{meeting}},
		"a year from its last day": {TimelineOptions{From: date(t, "1997-12-31"), To: date(t, "1998")}, []string{founding}},
		"types":                    {TimelineOptions{Types: []string{vocab.Visit}}, []string{visit2017, visit2025}},
	} {
		t.Run(name, func(t *testing.T) {
			line := timeline(t, store, test.opts)
			if diff := cmp.Diff(test.want, moments(line)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if line.Total != len(test.want) || !line.Exact || line.Truncated {
				t.Errorf("total %d, exact %v, truncated %v; want %d, true, false", line.Total, line.Exact, line.Truncated, len(test.want))
			}
		})
	}
}

// A president's event counts for the country in the term of office only.
func TestTimelineKnowsTermsOfOffice(t *testing.T) {
	quads := readQuads(t, "testdata/world.txt")
	for _, line := range []string{
		`res:event/early rdf:type sem:Event`,
		`res:event/early dg:participant res:person/kassym-jomart-tokayev`,
		`res:event/early schema:startDate 2011`,
	} {
		quads = append(quads, quad(t, line, "res:article/three"))
	}
	store := storeOf(t, quads)
	if got := moments(timeline(t, store, TimelineOptions{Entities: []string{kazakhstan}})); slices.Contains(got, "event/early") {
		t.Errorf("an event before the term of office counts for the country: %v", got)
	}
	if got := moments(timeline(t, store, TimelineOptions{Entities: []string{tokayev}})); !slices.Contains(got, "event/early") {
		t.Errorf("the person's own event is missing: %v", got)
	}
}

func TestTimelineEvent(t *testing.T) {
	line := timeline(t, world(t), TimelineOptions{Entities: []string{nazarbayev}, Languages: []string{"en"}})
	want := []Event{{
		IRI: vocab.Res + visit2017, Label: "State visit of Shavkat Mirziyoyev to Kazakhstan, 22-23 March 2017", Language: "en",
		Kind: "dg:StateVisit", Types: []string{"dg:StateVisit", "sem:Event", "schema:Event"},
		Start: Date{date(t, "2017-03-22")}, End: Date{date(t, "2017-03-23")}, Status: "dg:Held", Inferred: []string{"dg:host"},
		Actors: []Related{
			{"dg:host", nazarbayev, "Nursultan Nazarbayev", "en", ClassPerson, true},
			{"dg:visitor", mirziyoyev, "Shavkat Mirziyoyev", "en", ClassPerson, false},
		},
		Places:   []Related{{"schema:location", kazakhstan, "Kazakhstan", "en", ClassCountry, false}},
		Passages: []Passage{{Article: articleOne, Start: 100, End: 180, Exact: "… сапары …"}},
	}}
	if diff := cmp.Diff(want, line.Events); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTimelinePages(t *testing.T) {
	store := world(t)
	var all []string
	opts := TimelineOptions{Limit: 2}
	for page := 0; ; page++ {
		line := timeline(t, store, opts)
		all = append(all, moments(line)...)
		if line.Total != 6 {
			t.Errorf("page %d: total %d, want 6", page, line.Total)
		}
		if opts.Cursor = line.Cursor; opts.Cursor == "" {
			break
		}
		if !line.Truncated || page > 3 {
			t.Fatalf("page %d: cursor %q, truncated %v", page, line.Cursor, line.Truncated)
		}
	}
	if diff := cmp.Diff([]string{founding, visit2017, meeting, summit, visit2025, signing}, all); diff != "" {
		t.Errorf("pages together (-want +got):\n%s", diff)
	}
}

func TestTimelineErrors(t *testing.T) {
	look(t, world(t), func(ctx context.Context, snap graph.Snapshot) {
		for _, test := range []struct {
			opts TimelineOptions
			want error
		}{
			{TimelineOptions{Entities: []string{vocab.Res + "person/nobody"}}, ErrNotFound},
			{TimelineOptions{Limit: MaxEvents + 1}, ErrOption},
			{TimelineOptions{Cursor: "?"}, ErrOption},
			{TimelineOptions{Cursor: "bnVsbA"}, ErrOption},
			{TimelineOptions{Entities: make([]string, MaxEntities+1)}, ErrOption},
		} {
			if _, err := BuildTimeline(ctx, snap, test.opts); !errors.Is(err, test.want) {
				t.Errorf("%+v: error %v, want %v", test.opts, err, test.want)
			}
		}
	})
}

func TestTimelineBudget(t *testing.T) {
	line := timeline(t, storeOf(t, hub(300)), TimelineOptions{Entities: []string{tokayev}, Budget: 120})
	if line.Exact || !line.Truncated {
		t.Errorf("exact %v, truncated %v; want false, true", line.Exact, line.Truncated)
	}
}

func BenchmarkTimelineOfHub(b *testing.B) {
	store := storeOf(b, hub(20_000))
	for b.Loop() {
		timeline(b, store, TimelineOptions{Entities: []string{tokayev}})
	}
}
