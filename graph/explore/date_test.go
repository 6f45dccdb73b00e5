package explore

import (
	"encoding/json"
	"testing"

	"diplograph/graph/rdf"
	"diplograph/graph/vocab"

	"pgregory.net/rapid"
)

func span(t testing.TB, start, end string) Span {
	return Span{Date{date(t, start)}, Date{date(t, end)}}
}

func TestSpanOverlaps(t *testing.T) {
	for _, test := range []struct {
		start, end, from, to string
		want                 bool
	}{
		{"2025-05", "2025-05", "2025-05-17", "2025-05-17", true},
		{"2025-05", "2025-05", "2025-06", "", false},
		{"2025-05", "", "", "2025-05-01", true},
		{"2025-05", "", "", "2025-04", false},
		{"", "2025-05-03", "2025-05-03", "2025-05-03", true},
		{"2017-03-22", "2017-03-23", "2017-03-23", "2018", true},
		{"2017-03-22", "2016", "2016", "2016", false}, // an end before the start is ignored
		{"", "", "2016", "", false},
		{"", "", "", "", true},
	} {
		if got := span(t, test.start, test.end).Overlaps(date(t, test.from), date(t, test.to)); got != test.want {
			t.Errorf("%s..%s overlaps %s..%s: %v, want %v", test.start, test.end, test.from, test.to, got, test.want)
		}
	}
}

// Spans are totally ordered by days, and undated ones come last.
func TestSpanCompareIsAnOrder(t *testing.T) {
	dates := []string{"", "2024", "2025", "2025-05", "2025-05-01", "2025-05-17", "2025-12-31"}
	draw := rapid.Custom(func(r *rapid.T) Span {
		return span(t, rapid.SampledFrom(dates).Draw(r, "start"), rapid.SampledFrom(dates).Draw(r, "end"))
	})
	rapid.Check(t, func(r *rapid.T) {
		a, b, c := draw.Draw(r, "a"), draw.Draw(r, "b"), draw.Draw(r, "c")
		if sign(a.Compare(b)) != -sign(b.Compare(a)) {
			r.Fatalf("%v and %v: %d and %d", a, b, a.Compare(b), b.Compare(a))
		}
		if a.Compare(b) <= 0 && b.Compare(c) <= 0 && a.Compare(c) > 0 {
			r.Fatalf("%v <= %v <= %v, but not the first and the last", a, b, c)
		}
	})
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

func TestDateJSON(t *testing.T) {
	for _, s := range []string{`"2025-05-17"`, `"2025-05"`, `"2025"`, `""`} {
		var d Date
		if err := json.Unmarshal([]byte(s), &d); err != nil {
			t.Fatal(err)
		}
		if back, err := json.Marshal(d); err != nil || string(back) != s {
			t.Errorf("%s came back as %s, %v", s, back, err)
		}
	}
	if err := json.Unmarshal([]byte(`"May"`), new(Date)); err == nil {
		t.Error("May was taken for a date")
	}
}

func TestDateOf(t *testing.T) {
	for _, test := range []struct {
		term rdf.Term
		want string
	}{
		{rdf.Literal("2025-05-17", vocab.XSDDate), "2025-05-17"},
		{rdf.Literal("2025-05-17T10:00:00Z", vocab.XSDDateTime), "2025-05-17"},
		{rdf.Literal("2025", vocab.XSDGYear), "2025"},
		{rdf.Literal("2025-05-17", vocab.XSDString), ""},
		{rdf.Literal("yesterday", vocab.XSDDate), ""},
	} {
		if d, ok := dateOf(test.term); d.String() != test.want || ok != (test.want != "") {
			t.Errorf("%v: %v, %v, want %q", test.term, d, ok, test.want)
		}
	}
}
