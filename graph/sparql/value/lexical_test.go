package value

import (
	"strings"
	"testing"

	"diplograph/graph/rdf"
)

// Lexical forms by type, and for each what it is canonically, or "" if the
// same; after "!" those that are none.
var lexicalForms = map[string]string{
	"boolean":            "true|false|0=false|1=true ! TRUE||01| true",
	"integer":            "0|-0=0|+5=5|007=7|123456789012345678901234567890|+0012345678901234567890=12345678901234567890 ! 1.0|1e0||+|-| 1|0x1|٣|1_0",
	"decimal":            "1.0|1|.5=0.5|5.=5|-.50=-0.5|+1.10=1.1|1.00=1.0|0.000=0.0|-0.0=0.0|12345678901234567890.10=12345678901234567890.1|100000000000000000000.00=100000000000000000000.0 ! .|1e0||1.2.3|INF",
	"double":             "1.0E0|1=1.0E0|-1.50e2=-1.5E2|.5=5.0E-1|5.=5.0E0|INF|+INF=INF|-INF|NaN|1e400=INF|-0=-0.0E0|4.9E-324=5.0E-324 ! inf|Infinity|nan|0x1p2|1e|1_0|e5|.|1E5.0| 1",
	"float":              "0.1=1.0E-1|16777217=1.6777216E7|1e39=INF|1.4E-45=1.0E-45|3.4028235E38 ! 1f",
	"dateTime":           "2017-03-22T09:30:00|2017-03-22T09:30:00Z|2017-03-22T09:30:00+00:00=2017-03-22T09:30:00Z|2017-03-22T09:30:00-00:00=2017-03-22T09:30:00Z|2017-03-22T24:00:00=2017-03-23T00:00:00|2017-12-31T24:00:00.000=2018-01-01T00:00:00|2017-03-22T09:30:00.500+05:00=2017-03-22T09:30:00.5+05:00|-0001-01-01T00:00:00|0000-01-01T00:00:00|12017-01-01T00:00:00|999999999-12-31T23:59:59Z|2017-03-22T09:30:00.123456789012345678|2017-03-22T09:30:00.1234567890123456780000=2017-03-22T09:30:00.123456789012345678 ! 2017-03-22T24:00:01|2017-03-22T25:00:00|2017-03-22T09:60:00|2017-03-22T09:30:60|2017-03-22|2017-02-29T00:00:00|2017-03-22 09:30:00|2017-03-22T09:30|2017-03-22T09:30:00.|2017-03-22T09:30:00+14:01|2017-03-22T09:30:00+5:00|02017-03-22T09:30:00|1000000000-01-01T00:00:00|2017-03-22T09:30:00.1234567890123456789|+2017-03-22T09:30:00|2017-03-22T09:30:00Zx|2017-03-22T24:00:00.1",
	"dateTimeStamp":      "2017-03-22T09:30:00Z ! 2017-03-22T09:30:00",
	"date":               "2017-03-22|2017-03-22+05:00|2017-03-22-14:00|-0004-02-29|2017-03-22+00:00=2017-03-22Z ! 2017-02-29|2017-3-22|17-03-22|2017-03-22T|2017-13-01|2017-00-01|2017-01-00||1900-02-29",
	"time":               "09:30:00|24:00:00=00:00:00|09:30:00.25Z|23:59:59-05:30 ! 24:30:00|9:30:00|09:30|T09:30:00",
	"gYear":              "2017|-0044|12017|2017Z|0000 ! 017|17|2017-03|-00044",
	"gYearMonth":         "2017-03|2017-03+05:00|-0044-03 ! 2017|2017-13|2017-3|2017-03-22",
	"gMonth":             "--03|--12Z ! --13|03|--3|--03--",
	"gMonthDay":          "--02-29|--12-31+05:00 ! --02-30|--04-31|02-29",
	"gDay":               "---31|---01Z ! ---32|31|---1",
	"duration":           "P1Y2M3DT4H5M6.5S|P1Y|PT36H=P1DT12H|P13M=P1Y1M|-P1D|PT0S|P0Y=PT0S|-PT0.5S|PT60.0S=PT1M|P1YT0S=P1Y|PT0.000000000000000001S ! P|PT|P1S|1Y|P1M1Y|PT1M1H|P-1Y|P1.5D|PT.5S|PT1.S|P1YT|PT1|P99999999999999999999Y|P1Y |+P1D|PT1H5D",
	"yearMonthDuration":  "P1Y2M|P0M|P12M=P1Y|-P3M ! P1D|PT0S|P1Y1D",
	"dayTimeDuration":    "P1DT2H|PT0S|P0D=PT0S|-PT24H=-P1D ! P1Y|P1M",
	"byte":               "127|-128|+7=7 ! 128|-129|1.0",
	"positiveInteger":    "1|99999999999999999999 ! 0|-1|-0",
	"nonNegativeInteger": "0|-0=0 ! -1",
	"negativeInteger":    "-1 ! 0",
	"unsignedLong":       "18446744073709551615 ! 18446744073709551616|-1",
	"long":               "9223372036854775807|-9223372036854775808 ! 9223372036854775808",
}

func TestLexicalForms(t *testing.T) {
	for name, forms := range lexicalForms {
		valid, invalid, _ := strings.Cut(forms, " ! ")
		for form := range strings.SplitSeq(valid, "|") {
			form, canonical, other := strings.Cut(form, "=")
			if !other {
				canonical = form
			}
			v := FromTerm(rdf.Literal(form, rdf.XSDNamespace+name))
			if v.Kind() == Other {
				t.Errorf("%q is no %s", form, name)
				continue
			}
			if got := v.computed().Lexical(); got != canonical {
				t.Errorf("%q as %s is written %s, want %s", form, name, got, canonical)
			}
		}
		for form := range strings.SplitSeq(invalid, "|") {
			if v := FromTerm(rdf.Literal(form, rdf.XSDNamespace+name)); v.Kind() != Other {
				t.Errorf("%q is a %s: %s", form, name, v.computed().Lexical())
			}
		}
	}
}

func TestNumbersAreBounded(t *testing.T) {
	long := strings.Repeat("9", MaxDigits)
	n := FromTerm(rdf.Literal(long, rdf.XSDInteger))
	if n.Kind() != Integer || FromTerm(rdf.Literal(long+"9", rdf.XSDInteger)).Kind() != Other {
		t.Error("MaxDigits is not the bound of integers")
	}
	if got := Multiply(n, n); !got.IsNone() {
		t.Errorf("a product has %d digits", len(got.Lexical()))
	}
	small := FromTerm(rdf.Literal("0."+strings.Repeat("0", MaxDigits-2)+"1", rdf.XSDDecimal))
	if got := Multiply(small, small); small.Kind() != Decimal || !got.IsNone() {
		t.Errorf("a product has %d digits", len(got.Lexical()))
	}
	if got := Divide(n, small); !got.IsNone() {
		t.Errorf("a quotient has %d digits", len(got.Lexical()))
	}
	if got := Divide(small, n); !got.IsNone() {
		t.Errorf("a quotient has %d digits", len(got.Lexical()))
	}
}

// FuzzLexical reads forms of every type: what is a value is written so that it
// reads as the same value, and combines with others without a panic.
func FuzzLexical(f *testing.F) {
	for name, forms := range lexicalForms {
		for form := range strings.SplitSeq(strings.ReplaceAll(forms, " ! ", "|"), "|") {
			f.Add(name, form)
		}
	}
	others := []Value{OfInt(3), val(f, "0.1"), val(f, "1e300"), val(f, `"-P1Y1M"^^xsd:yearMonthDuration`),
		val(f, `"PT0.1S"^^xsd:dayTimeDuration`), val(f, `"2016-02-29T24:00:00"^^xsd:dateTime`), val(f, `"x"@en`)}
	f.Fuzz(func(t *testing.T, name, form string) {
		v := FromTerm(rdf.Literal(form, rdf.XSDNamespace+name))
		if v.Term().Value != form {
			t.Fatalf("%q comes back as %q", form, v.Term().Value)
		}
		if v.kind == Other || v.kind == String {
			return
		}
		c := FromTerm(v.computed().Term())
		if c.kind != v.kind || Order(c, v) != 0 {
			t.Fatalf("%q as %s is written %q", form, name, v.computed().Lexical())
		}
		for _, other := range others {
			for _, op := range operators {
				op(v, other).Term()
				op(other, v).Term()
			}
		}
		for _, d := range datatypes {
			cast(d, v).Term()
		}
		Ranges(LT, v)
	})
}
