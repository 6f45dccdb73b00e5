package caldate

import (
	"testing"

	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

func parse(t *testing.T, s string) Date {
	t.Helper()
	if s == "" {
		return Date{}
	}
	d, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParse(t *testing.T) {
	for _, s := range []string{"2017", "2017-03", "2017-03-22", "2024-02-29", "0001-01-01", "9999-12-31"} {
		if got := parse(t, s).String(); got != s {
			t.Errorf("%s comes back as %s", s, got)
		}
	}
	for _, s := range []string{"", "17", "2017-3", "2017-13", "2017-02-29", "2017-03-22-01", "+017", "2017-00", "0000", "-2017", "2017-03-00", "20170322"} {
		if d, err := Parse(s); err == nil {
			t.Errorf("%q is read as %v, want an error", s, d)
		}
	}
}

func TestTerm(t *testing.T) {
	for s, datatype := range map[string]string{"2017": vocab.XSDGYear, "2017-03": vocab.XSDGYearMonth, "2017-03-22": vocab.XSDDate} {
		want := rdf.Literal(s, datatype)
		d := parse(t, s)
		if got := d.Term(); !got.Equal(want) {
			t.Errorf("%s is the term %v, want %v", s, got, want)
		}
		if got, ok := FromTerm(want); !ok || got != d {
			t.Errorf("%v is read as %v, %v", want, got, ok)
		}
	}
	if d, ok := FromTerm(rdf.Literal("2024-01-01+05:00", vocab.XSDDate)); !ok || d != (Date{2024, 1, 1}) {
		t.Errorf("with a time zone: %v, %v", d, ok)
	}
	for _, bad := range []rdf.Term{rdf.String("2017"), rdf.Literal("x", vocab.XSDDate), rdf.IRI("http://ex.org/")} {
		if d, ok := FromTerm(bad); ok {
			t.Errorf("%v is read as %v", bad, d)
		}
	}
}

// TestRelations: a date of month or year precision stands for all its days.
func TestRelations(t *testing.T) {
	for _, c := range []struct {
		a, b             string
		covers, overlaps bool
		sign             int // of Compare
	}{
		{"2017", "2017-03", true, true, -1},
		{"2017-03", "2017", false, true, 1},
		{"2017-03", "2017-03-31", true, true, -1},
		{"2017-03-31", "2017-04", false, false, -1},
		{"2017-01-01", "2017", false, true, -1}, // the more precise first
		{"2018", "2017-12-31", false, false, 1},
		{"2017-05-05", "2017-05-05", true, true, 0},
		{"", "2017", false, false, -1},
	} {
		a, b := parse(t, c.a), parse(t, c.b)
		if a.Covers(b) != c.covers || a.Overlaps(b) != c.overlaps || b.Overlaps(a) != c.overlaps {
			t.Errorf("%s, %s: covers %v, overlaps %v", c.a, c.b, a.Covers(b), a.Overlaps(b))
		}
		if got := a.Compare(b); got < 0 != (c.sign < 0) || got > 0 != (c.sign > 0) {
			t.Errorf("%s is compared with %s as %d", c.a, c.b, got)
		}
	}
}

func TestArithmetic(t *testing.T) {
	for _, c := range []struct {
		from string
		days int
		want string
	}{
		{"2024-02-28", 1, "2024-02-29"}, {"2023-12-31", 1, "2024-01-01"}, {"2024-03-01", -1, "2024-02-29"}, {"2024-03", 5, "2024-03"},
	} {
		if got := parse(t, c.from).Add(c.days).String(); got != c.want {
			t.Errorf("%s and %d days is %s, want %s", c.from, c.days, got, c.want)
		}
	}
	if got := parse(t, "2024-12-30").AddMonths(2).String(); got != "2025-02" {
		t.Errorf("two months after December is %s", got)
	}
	if first, last := parse(t, "2024-02").First(), parse(t, "2024-02").Last(); first.String() != "2024-02-01" || last.String() != "2024-02-29" {
		t.Errorf("February 2024 is %v to %v", first, last)
	}
}
