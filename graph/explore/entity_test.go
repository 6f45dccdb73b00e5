package explore

import (
	"context"
	"errors"
	"testing"

	"diplograph/graph"
	"diplograph/graph/vocab"

	"github.com/google/go-cmp/cmp"
)

func TestDescribe(t *testing.T) {
	look(t, world(t), func(ctx context.Context, snap graph.Snapshot) {
		e, err := Describe(ctx, snap, tokayev, []string{"kaa", "ru"})
		if err != nil {
			t.Fatal(err)
		}
		if e.Label != "Касым-Жомарт Токаев" || e.Class != ClassPerson {
			t.Errorf("label %q, class %q", e.Label, e.Class)
		}
		wantNames := []Name{
			{Text{"Kassym-Jomart Tokayev", "en"}, false}, {Text{"Қасым-Жомарт Тоқаев", "kk"}, false},
			{Text{"Касым-Жомарт Токаев", "ru"}, false}, {Text{"Qosim-Jomart Toqayev", "uz"}, true},
		}
		if diff := cmp.Diff(wantNames, e.Labels); diff != "" {
			t.Errorf("labels (-want +got):\n%s", diff)
		}
		day := Date{date(t, "2024-04-05")}
		wantFacts := []Fact{
			{Predicate: "dg:met", IRI: mirziyoyev, Label: "Шавкат Мирзиёев", Language: "kaa", Class: ClassPerson,
				Start: day, End: day, Status: "dg:Held", Events: []string{vocab.Res + meeting},
				Passages: []Passage{{Article: articleOne, Start: 300, End: 390}}},
			{Predicate: "org:memberOf", IRI: kazakhstan, Label: "Kazakhstan", Language: "en", Class: ClassCountry,
				Role: "dg:HeadOfState", Start: Date{date(t, "2019-03-20")}},
		}
		if diff := cmp.Diff(wantFacts, e.Facts); diff != "" {
			t.Errorf("facts (-want +got):\n%s", diff)
		}
		if len(e.Events) != 2 || short(e.Events[0].IRI) != visit2025 || short(e.Events[1].IRI) != meeting {
			t.Errorf("events %v, want the latest first", e.Events)
		}
		if want := (Counts{Facts: 2, Events: 2, Exact: true}); e.Counts != want || e.Truncated {
			t.Errorf("counts %+v, truncated %v; want %+v", e.Counts, e.Truncated, want)
		}
	})
}

func TestDescribeAnEvent(t *testing.T) {
	look(t, world(t), func(ctx context.Context, snap graph.Snapshot) {
		e, err := Describe(ctx, snap, vocab.Res+signing, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range e.Facts {
			got = append(got, f.Predicate+" "+f.Label)
		}
		want := []string{`dg:document Memorandum <on> "cooperation" & more`, "dg:signatory Uzbekistan", "dg:signatory Senate of Kazakhstan"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("facts (-want +got):\n%s", diff)
		}
		if e.Label != "signing undated" {
			t.Errorf("label %q, want the last part of the IRI", e.Label)
		}
	})
}

func TestDescribeHubIsCut(t *testing.T) {
	look(t, storeOf(t, hub(200)), func(ctx context.Context, snap graph.Snapshot) {
		e, err := Describe(ctx, snap, tokayev, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(e.Events) != maxEntityEvents || !e.Truncated || e.Counts.Events != 200 || short(e.Events[0].IRI) != "event/meeting-199" {
			t.Errorf("%d events of %d, truncated %v, first %s", len(e.Events), e.Counts.Events, e.Truncated, e.Events[0].IRI)
		}
	})
}

func TestDescribeUnknown(t *testing.T) {
	look(t, world(t), func(ctx context.Context, snap graph.Snapshot) {
		if _, err := Describe(ctx, snap, vocab.Res+"person/nobody", nil); !errors.Is(err, ErrNotFound) {
			t.Errorf("error %v, want ErrNotFound", err)
		}
	})
}
