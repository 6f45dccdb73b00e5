package index

import (
	"math/big"
	"strings"
	"testing"
	"time"

	"diplograph/graph/rdf"

	"pgregory.net/rapid"
)

func xsd(lexical, datatype string) rdf.Term { return rdf.Literal(lexical, rdf.XSDNamespace+datatype) }

// ascending are literals with inline ids, by datatype, in the order of their
// ids: by value, and by how they are written where values are equal.
var ascending = map[string][]string{
	"boolean": {"false", "0", "true", "1"},
	"integer": {"-576460752303423488", "-10", "-9", "-1", "0", "1", "7", "576460752303423487"},
	"decimal": {
		"-72057594037.927935", "-1.5", "-1.49", "-1", "-0.000001", "0", "0.0", "0.000000", "0.000001",
		"0.5", "1", "1.0", "12.5", "12.50", "12.500000", "12.500001", "72057594037", "72057594037.927935",
	},
	"gYear": {
		"0001+14:00", "0001", "0001Z", "0001+00:00", "0001-14:00", "1991", "2024+05:00", "2024", "2025", "9999", "9999-14:00",
	},
	"gYearMonth": {"0001-01", "2017-03+05:00", "2017-03", "2017-03Z", "2017-03-05:30", "2017-04", "9999-12"},
	"date": {
		"0001-01-01+14:00", "2000-02-29", "2000-03-01", "2017-03-22+05:00", "2017-03-22", "2017-03-22-05:00", "9999-12-31-14:00",
	},
	"dateTime": {
		"0001-01-01T00:00:00+14:00", "1969-12-31T23:59:59.999", "1970-01-01T00:00:00", "1970-01-01T00:00:00.0", "1970-01-01T00:00:00.000",
		"1970-01-01T00:00:00Z", "1970-01-01T05:45:00+05:45", "1970-01-01T00:00:00.001", "1970-01-01T00:00:00.01", "1970-01-01T00:00:00.1",
		"2017-03-22T09:30:00+05:00", "2017-03-22T05:30:00Z", "9999-12-31T23:59:59.999-14:00",
	},
}

func TestInlineKeepsTheOrderOfValues(t *testing.T) {
	for datatype, forms := range ascending {
		last := None
		for _, form := range forms {
			id, ok := Inline(xsd(form, datatype))
			if !ok {
				t.Errorf("%s %s has no inline ID", datatype, form)
				continue
			}
			// Forms of one instant are sorted by their timezones, which the
			// list does not follow.
			if last != None && id <= last && !sameInstant(id, last) {
				t.Errorf("%s %s does not come after the one before it", datatype, form)
			}
			last = id
			checkRoundTrip(t, xsd(form, datatype), id)
		}
	}
}

func sameInstant(a, b ID) bool {
	if a.Tag() < TagYear {
		return false
	}
	m, _, _ := a.Instant()
	n, _, _ := b.Instant()
	return m == n
}

func checkRoundTrip(t interface{ Errorf(string, ...any) }, want rdf.Term, id ID) {
	got, ok := id.Term()
	if !ok || !got.Equal(want) {
		t.Errorf("%s has the ID %x, which gives %s", want, uint64(id), got)
	}
}

func TestNotInline(t *testing.T) {
	for datatype, forms := range map[string]string{
		"boolean":    " true|TRUE|True|01|",
		"integer":    "+5|-0|007|00| 5|5 |5.|576460752303423488|-576460752303423489|99999999999999999999999999||-|٣",
		"decimal":    "+5|-0|-0.0|-0.000000|.5|5.|05.1|1.0000000|72057594037.927936|72057594038|-72057594037.927936|1e3||-|.|1.-5",
		"gYear":      "0000|-0001|12026|024|2024-00:00|2024+14:01|2024+5:00|2024z|2024 ||2024-05",
		"gYearMonth": "2024-13|2024-00|2024|2024-1|0000-01|2024-01-01|2024-01+15:00",
		"date":       "2023-02-29|1900-02-29|2024-04-31|2024-01-00|2024-1-1|24-01-01|-0001-01-01|2024-01-01T00:00:00|2024-01-01-00:00",
		"dateTime": "2024-01-01T24:00:00|2024-01-01T23:59:60|2024-01-01T00:00:00.0000|2024-01-01T00:00:00.|2024-01-01T00:00:00-00:00|" +
			"2024-01-01T00:00:00+05:01|2024-01-01T00:00|2024-01-01 00:00:00|2024-01-01|2024-01-01T00:60:00|2024-02-30T00:00:00|2024-01-01T00:00:00+14:15",
		"double": "1|1.0e0", "string": "1", "int": "1", "dateTimeStamp": "2024-01-01T00:00:00Z", "": "1",
	} {
		for form := range strings.SplitSeq(forms, "|") {
			if id, ok := Inline(xsd(form, datatype)); ok {
				t.Errorf("%q as %s has the ID %x", form, datatype, uint64(id))
			}
		}
	}
	for _, term := range []rdf.Term{
		rdf.IRI("5"), rdf.Blank("5"), rdf.String("5"), rdf.LangString("5", "en"), rdf.Literal("5", rdf.XSDNamespace),
		{Kind: rdf.KindLiteral, Value: "5", Datatype: rdf.XSDInteger, Language: "en"},
	} {
		if _, ok := Inline(term); ok {
			t.Errorf("%s has an inline ID", term)
		}
	}
}

func TestInlineIsOneToOne(t *testing.T) {
	if id, ok := Inline(rdf.Term{}); !ok || id != DefaultGraph {
		t.Errorf("the zero term has the ID %d, want DefaultGraph", id)
	}
	rapid.Check(t, func(t *rapid.T) {
		id := MakeID(Tag(rapid.IntRange(0, 15).Draw(t, "tag")), rapid.Uint64Range(0, MaxPayload).Draw(t, "payload"))
		term, ok := id.Term()
		if !ok {
			return
		}
		if again, ok := Inline(term); !ok || again != id {
			t.Fatalf("%x gives %s, which has the ID %x", uint64(id), term, uint64(again))
		}
	})
}

func TestIntegersAndDecimalsInline(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.StringMatching(`-?(0|[1-9][0-9]{0,10})(\.[0-9]{1,6})?`).Draw(t, "a"), rapid.StringMatching(`-?(0|[1-9][0-9]{0,10})(\.[0-9]{1,6})?`).Draw(t, "b")
		x, okA := Inline(xsd(a, "decimal"))
		y, okB := Inline(xsd(b, "decimal"))
		if !okA || !okB {
			return
		}
		checkRoundTrip(t, xsd(a, "decimal"), x)
		ra, _ := new(big.Rat).SetString(a)
		rb, _ := new(big.Rat).SetString(b)
		if c := ra.Cmp(rb); c < 0 && x >= y || c > 0 && x <= y || (x == y) != (a == b) {
			t.Fatalf("%s and %s have the ids %x and %x", a, b, uint64(x), uint64(y))
		}
		if v, digits := x.Decimal(); ra.Cmp(big.NewRat(v, million)) != 0 || strings.Contains(a, ".") != (digits > 0) {
			t.Fatalf("%s holds %d millionths", a, v)
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Int64().Draw(t, "v")
		id, ok := IntegerID(v)
		if ok && id.Integer() != v || ok != (v >= -1<<59 && v < 1<<59) {
			t.Fatalf("%d has the ID %x", v, uint64(id))
		}
	})
}

func TestTimesInline(t *testing.T) {
	layouts := map[string]string{"gYear": "2006", "gYearMonth": "2006-01", "date": "2006-01-02", "dateTime": "2006-01-02T15:04:05.000"}
	low, high := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli(), time.Date(9999, 12, 31, 23, 59, 59, 999e6, time.UTC).UnixMilli()
	for datatype, layout := range layouts {
		rapid.Check(t, func(t *rapid.T) {
			a, atA := drawTime(t, layout, low, high)
			b, atB := drawTime(t, layout, low, high)
			x, okA := Inline(xsd(a, datatype))
			y, okB := Inline(xsd(b, datatype))
			if !okA || !okB {
				t.Fatalf("%s or %s is not inline", a, b)
			}
			checkRoundTrip(t, xsd(a, datatype), x)
			if millis, _, _ := x.Instant(); millis != atA.UnixMilli() {
				t.Fatalf("%s begins at %d, want %d", a, millis, atA.UnixMilli())
			}
			if atA.Before(atB) && x >= y || atB.Before(atA) && x <= y {
				t.Fatalf("%s and %s have the ids %x and %x", a, b, uint64(x), uint64(y))
			}
		})
	}
}

// drawTime gives a lexical form and when its value begins.
func drawTime(t *rapid.T, layout string, low, high int64) (string, time.Time) {
	local := time.UnixMilli(rapid.Int64Range(low, high).Draw(t, "millis")).UTC().Format(layout)
	zone := time.FixedZone("", rapid.IntRange(-56, 56).Draw(t, "quarters")*900)
	at, err := time.ParseInLocation(layout, local, zone)
	if err != nil {
		t.Fatal(err)
	}
	return at.Format(layout + "Z07:00"), at
}

func FuzzInline(f *testing.F) {
	for datatype, forms := range ascending {
		for _, form := range forms {
			f.Add(form, datatype)
		}
	}
	f.Fuzz(func(t *testing.T, lexical, datatype string) {
		term := xsd(lexical, datatype)
		if id, ok := Inline(term); ok {
			checkRoundTrip(t, term, id)
		}
	})
}

func TestInlineDoesNotAllocate(t *testing.T) {
	for datatype, forms := range ascending {
		term := xsd(forms[len(forms)/2], datatype)
		if n := testing.AllocsPerRun(100, func() { Inline(term) }); n != 0 {
			t.Errorf("Inline of %s allocates %v times", term, n)
		}
	}
}

func BenchmarkInline(b *testing.B) {
	for _, term := range []rdf.Term{
		xsd("1234567", "integer"), xsd("12.50", "decimal"), xsd("2017-03-22", "date"),
		xsd("2017-03-22T09:30:00.125+05:00", "dateTime"), rdf.IRI("https://example.org/"), rdf.String("x"),
	} {
		b.Run(term.String(), func(b *testing.B) {
			for b.Loop() {
				Inline(term)
			}
		})
	}
}

func BenchmarkAppendLexical(b *testing.B) {
	var buf [64]byte
	for _, term := range []rdf.Term{xsd("1234567", "integer"), xsd("12.50", "decimal"), xsd("2017-03-22T09:30:00.125+05:00", "dateTime")} {
		id, _ := Inline(term)
		b.Run(term.String(), func(b *testing.B) {
			for b.Loop() {
				id.AppendLexical(buf[:0])
			}
		})
	}
}
