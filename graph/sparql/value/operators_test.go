package value

import (
	"strings"
	"testing"

	"diplograph/graph/rdf"
)

var operators = map[string]func(a, b Value) Value{
	"=":  func(a, b Value) Value { return Compare(EQ, a, b).Value() },
	"!=": func(a, b Value) Value { return Compare(NE, a, b).Value() },
	"<":  func(a, b Value) Value { return Compare(LT, a, b).Value() },
	"<=": func(a, b Value) Value { return Compare(LE, a, b).Value() },
	">":  func(a, b Value) Value { return Compare(GT, a, b).Value() },
	">=": func(a, b Value) Value { return Compare(GE, a, b).Value() },
	"+":  Add, "-": Subtract, "*": Multiply, "/": Divide,
}

// Each line is an operand, an operator, an operand and the result.
const operatorExamples = `
1 | = | 1.0 | true
1 | = | 1e0 | true
"01"^^xsd:integer | = | "1"^^xsd:byte | true
1 | = | 2 | false
1 | = | "1" | false
1 | != | "1" | true
1 | = | true | false
"a" | = | "a" | true
"a" | = | "b" | false
"a"@en | = | "a"@EN | true
"a"@en | = | "a" | false
"a"@en | = | "a"@fr | false
"a"^^<http://t> | = | "a"^^<http://t> | true
"a"^^<http://t> | = | "b"^^<http://t> | none
"a"^^<http://t> | != | "b"^^<http://t> | none
"a"^^<http://t> | = | "a" | none
"a"^^<http://t> | = | <http://a> | false
"x"^^xsd:integer | = | "x"^^xsd:integer | true
"x"^^xsd:integer | = | 1 | none
<http://a> | = | <http://a> | true
<http://a> | != | <http://b> | true
<http://a> | < | <http://b> | none
_:a | = | _:b | false
none | = | 1 | none
1 | < | none | none
1 | < | 1.5 | true
1 | < | "2" | none
2 | > | 1.5e0 | true
"NaN"^^xsd:double | = | "NaN"^^xsd:double | false
"NaN"^^xsd:double | != | "NaN"^^xsd:double | true
"NaN"^^xsd:double | < | 1 | false
"INF"^^xsd:double | > | "99999999999999999999"^^xsd:integer | true
-0.0e0 | = | 0 | true
9007199254740993 | = | 9007199254740992e0 | true
9007199254740993 | = | 9007199254740992.0 | false
16777217 | = | "16777216"^^xsd:float | true
0.1 | = | "0.1"^^xsd:float | true
0.1e0 | = | "0.1"^^xsd:float | false
123456789012345678901234567890 | > | 123456789012345678901234567889.999 | true
"abc" | < | "abd" | true
"Z" | < | "a" | true
"a"@en | < | "b"@en | none
false | < | true | true
"1"^^xsd:boolean | = | true | true
"2002-04-02T12:00:00-01:00"^^xsd:dateTime | = | "2002-04-02T17:00:00+04:00"^^xsd:dateTime | true
"2002-04-02T12:00:00"^^xsd:dateTime | = | "2002-04-02T12:00:00Z"^^xsd:dateTime | true
"2005-04-04T24:00:00"^^xsd:dateTime | = | "2005-04-05T00:00:00"^^xsd:dateTime | true
"2002-04-02T12:00:00.000000001Z"^^xsd:dateTime | > | "2002-04-02T12:00:00Z"^^xsd:dateTime | true
"2002-04-02T12:00:00.5Z"^^xsd:dateTimeStamp | = | "2002-04-02T12:00:00.50Z"^^xsd:dateTime | true
"2006-08-23"^^xsd:date | = | "2006-08-23"^^xsd:date | true
"2006-08-23"^^xsd:date | = | "2006-08-23Z"^^xsd:date | none
"2006-08-23"^^xsd:date | != | "2001-01-01Z"^^xsd:date | true
"2006-08-23Z"^^xsd:date | > | "2006-08-22"^^xsd:date | true
"2006-08-23Z"^^xsd:date | = | "2006-08-23+00:00"^^xsd:date | true
"2006-08-23"^^xsd:date | = | "2006-08-23T00:00:00"^^xsd:dateTime | false
"2006-08-23"^^xsd:date | < | "2006-08-23T00:00:00"^^xsd:dateTime | none
"-0001-01-01"^^xsd:date | < | "0001-01-01"^^xsd:date | true
"12026"^^xsd:gYear | > | "2026"^^xsd:gYear | true
"--12-25"^^xsd:gMonthDay | = | "--12-25"^^xsd:gMonthDay | true
"--02-29"^^xsd:gMonthDay | > | "--02-28"^^xsd:gMonthDay | true
"21:30:00+10:30"^^xsd:time | = | "11:00:00Z"^^xsd:time | true
"24:00:00"^^xsd:time | = | "00:00:00"^^xsd:time | true
"P1Y"^^xsd:duration | = | "P12M"^^xsd:yearMonthDuration | true
"P1D"^^xsd:duration | = | "PT24H"^^xsd:dayTimeDuration | true
"P1Y"^^xsd:duration | = | "P365D"^^xsd:duration | false
"P1Y"^^xsd:duration | < | "P365D"^^xsd:duration | none
"PT36H"^^xsd:dayTimeDuration | < | "P2D"^^xsd:dayTimeDuration | true

1 | + | 2 | 3
"1"^^xsd:byte | + | "2"^^xsd:unsignedInt | 3
1.0 | + | 2 | 3.0
1 | + | "2"^^xsd:float | "3.0E0"^^xsd:float
1.5 | + | 1e0 | 2.5E0
9223372036854775807 | + | 1 | 9223372036854775808
-9223372036854775808 | - | 1 | -9223372036854775809
9223372036854775808 | - | 1 | 9223372036854775807
9223372036854775807 | * | 9223372036854775807 | 85070591730234615847396907784232501249
4611686018427387904 | * | -2 | -9223372036854775808
0.1 | + | 0.2 | 0.3
0.000000000000000001 | * | 0.000000000000000001 | 0.000000000000000000000000000000000001
12.50 | * | 2 | 25.0
1 | / | 2 | 0.5
6 | / | 3 | 2.0
0 | / | 3 | 0.0
1 | / | 3 | 0.3333333333333333333333333333333333
2 | / | 3.0 | 0.6666666666666666666666666666666667
100000000000000000000000000000000000000000 | / | 3 | 33333333333333333333333333333333333333333.3333333333333333333
1 | / | 0 | none
1.0 | / | 0.0 | none
1 | / | 0e0 | "INF"^^xsd:double
1 | - | "1" | none
"a" | + | "b" | none
true | + | 1 | none
<http://a> | * | 2 | none

"2000-10-30T11:12:00"^^xsd:dateTime | - | "1999-11-28T09:00:00"^^xsd:dateTime | "P337DT2H12M"^^xsd:dayTimeDuration
"2000-10-30T06:12:00-05:00"^^xsd:dateTime | - | "1999-11-28T09:00:00Z"^^xsd:dateTime | "P337DT2H12M"^^xsd:dayTimeDuration
"2000-10-30T11:12:00"^^xsd:dateTime | + | "P1Y2M"^^xsd:yearMonthDuration | "2001-12-30T11:12:00"^^xsd:dateTime
"2000-10-30T11:12:00"^^xsd:dateTime | + | "P3DT1H15M"^^xsd:dayTimeDuration | "2000-11-02T12:27:00"^^xsd:dateTime
"2000-10-30T11:12:00"^^xsd:dateTime | - | "P1Y2M"^^xsd:yearMonthDuration | "1999-08-30T11:12:00"^^xsd:dateTime
"2000-10-30"^^xsd:date | + | "P1Y2M"^^xsd:yearMonthDuration | "2001-12-30"^^xsd:date
"2004-10-30Z"^^xsd:date | + | "P2DT2H30M0S"^^xsd:dayTimeDuration | "2004-11-01Z"^^xsd:date
"2000-10-30"^^xsd:date | - | "P3DT1H15M"^^xsd:dayTimeDuration | "2000-10-26"^^xsd:date
"2000-02-29"^^xsd:date | - | "P1Y"^^xsd:yearMonthDuration | "1999-02-28"^^xsd:date
"2000-10-30"^^xsd:date | - | "1999-11-28"^^xsd:date | "P337D"^^xsd:dayTimeDuration
"2000-10-30+05:00"^^xsd:date | - | "1999-11-28Z"^^xsd:date | "P336DT19H"^^xsd:dayTimeDuration
"11:12:00"^^xsd:time | - | "04:00:00-05:00"^^xsd:time | "PT2H12M"^^xsd:dayTimeDuration
"23:12:00+03:00"^^xsd:time | + | "P1DT3H15M"^^xsd:dayTimeDuration | "02:27:00+03:00"^^xsd:time
"08:20:00-05:00"^^xsd:time | - | "P23DT10H10M"^^xsd:dayTimeDuration | "22:10:00-05:00"^^xsd:time
"P2Y11M"^^xsd:yearMonthDuration | + | "P3Y3M"^^xsd:yearMonthDuration | "P6Y2M"^^xsd:yearMonthDuration
"P2Y11M"^^xsd:yearMonthDuration | - | "P3Y3M"^^xsd:yearMonthDuration | "-P4M"^^xsd:yearMonthDuration
"P2Y11M"^^xsd:yearMonthDuration | * | 2.3e0 | "P6Y9M"^^xsd:yearMonthDuration
"P2Y11M"^^xsd:yearMonthDuration | / | 1.5 | "P1Y11M"^^xsd:yearMonthDuration
"P3Y4M"^^xsd:yearMonthDuration | / | "-P1Y4M"^^xsd:yearMonthDuration | -2.5
"P2DT12H5M"^^xsd:dayTimeDuration | + | "P5DT12H"^^xsd:dayTimeDuration | "P8DT5M"^^xsd:dayTimeDuration
"P2DT12H"^^xsd:dayTimeDuration | - | "P1DT10H30M"^^xsd:dayTimeDuration | "P1DT1H30M"^^xsd:dayTimeDuration
"PT2H10M"^^xsd:dayTimeDuration | * | 2.1 | "PT4H33M"^^xsd:dayTimeDuration
"PT36H"^^xsd:duration | + | "PT0.5S"^^xsd:dayTimeDuration | "P1DT12H0.5S"^^xsd:duration
"P1M"^^xsd:yearMonthDuration | - | "P1D"^^xsd:dayTimeDuration | none
"-P1M"^^xsd:yearMonthDuration | - | "PT0.5S"^^xsd:dayTimeDuration | "-P1MT0.5S"^^xsd:duration
"09:30:00"^^xsd:time | + | "PT36H"^^xsd:duration | "21:30:00"^^xsd:time
"09:30:00"^^xsd:time | + | "P1M"^^xsd:duration | none
2 | * | "PT0.5S"^^xsd:dayTimeDuration | "PT1S"^^xsd:dayTimeDuration
"-PT0.5S"^^xsd:dayTimeDuration | * | 3 | "-PT1.5S"^^xsd:dayTimeDuration
"P1DT2H30M10.5S"^^xsd:dayTimeDuration | / | 1.5 | "PT17H40M7S"^^xsd:dayTimeDuration
"P2DT53M11S"^^xsd:dayTimeDuration | / | "P1DT10H"^^xsd:dayTimeDuration | 1.437834967320261437908496732026144
"PT1S"^^xsd:dayTimeDuration | / | 0 | none
"PT1S"^^xsd:dayTimeDuration | * | "NaN"^^xsd:double | none
"2000-10-30T11:12:00Z"^^xsd:dateTime | + | 1 | none
"999999999-12-31T00:00:00Z"^^xsd:dateTime | + | "P1D"^^xsd:dayTimeDuration | none
`

func TestOperators(t *testing.T) {
	runExamples(t, operatorExamples, func(_ *Env, f []string) Value {
		return operators[f[1]](val(t, f[0]), val(t, f[2]))
	})
}

const castExamples = `
xsd:string | <http://a/> | "http://a/"
xsd:string | "0"^^xsd:boolean | "false"
xsd:string | 007 | "7"
xsd:string | 1.0 | "1"
xsd:string | 2.50 | "2.5"
xsd:string | 100.0 | "100"
xsd:string | 1e0 | "1"
xsd:string | 1e6 | "1.0E6"
xsd:string | 1e-7 | "1.0E-7"
xsd:string | 999999.5e0 | "999999.5"
xsd:string | "-0"^^xsd:double | "-0"
xsd:string | "1.25"^^xsd:float | "1.25"
xsd:string | "2002-10-10T17:00:00+00:00"^^xsd:dateTime | "2002-10-10T17:00:00Z"
xsd:string | "P1YT60M"^^xsd:duration | "P1YT1H"
xsd:string | _:b | none
xsd:string | "x"@en | "x"
xsd:boolean | "1" | true
xsd:boolean | " true " | true
xsd:boolean | "13" | none
xsd:boolean | 13 | true
xsd:boolean | 0.0 | false
xsd:boolean | "NaN"^^xsd:double | false
xsd:integer | "13" | 13
xsd:integer | " +13
" | 13
xsd:integer | "1E0" | none
xsd:integer | "1.5" | none
xsd:integer | true | 1
xsd:integer | -7.875e0 | -7
xsd:integer | -2.5 | -2
xsd:integer | 1e20 | 100000000000000000000
xsd:integer | "INF"^^xsd:double | none
xsd:decimal | "+33.3300" | 33.33
xsd:decimal | "13" | 13.0
xsd:decimal | "-10.2E3" | none
xsd:decimal | 1 | 1.0
xsd:decimal | 9223372036854775807 | 9223372036854775807.0
xsd:decimal | 0.1e0 | 0.1000000000000000055511151231257827021181583404541015625
xsd:decimal | -7.875e0 | -7.875
xsd:decimal | true | 1.0
xsd:double | "-10.2E3" | -1.02E4
xsd:double | "string" | none
xsd:double | "0x10" | none
xsd:double | "Infinity" | none
xsd:double | "1_0" | none
xsd:double | 2.5 | 2.5E0
xsd:double | 12345678901234567890 | 1.2345678901234567E19
xsd:float | 0.1 | "1.0E-1"^^xsd:float
xsd:float | 16777217 | "1.6777216E7"^^xsd:float
xsd:float | 1e40 | "INF"^^xsd:float
xsd:double | "0.1"^^xsd:float | 1.0000000149011612E-1
xsd:dateTime | "2002-10-10T17:00:00Z" | "2002-10-10T17:00:00Z"^^xsd:dateTime
xsd:dateTime | "2002-10-10" | none
xsd:dateTime | "2002-10-10Z"^^xsd:date | "2002-10-10T00:00:00Z"^^xsd:dateTime
xsd:date | "2002-10-10T17:00:00+05:00"^^xsd:dateTime | "2002-10-10+05:00"^^xsd:date
xsd:time | "2002-10-10T17:00:00+05:00"^^xsd:dateTime | "17:00:00+05:00"^^xsd:time
xsd:gYear | "2002-10-10"^^xsd:date | "2002"^^xsd:gYear
xsd:gYearMonth | "2002-10-10"^^xsd:date | "2002-10"^^xsd:gYearMonth
xsd:gMonthDay | "2002-10-10"^^xsd:date | "--10-10"^^xsd:gMonthDay
xsd:gMonth | "2002-10-10"^^xsd:date | "--10"^^xsd:gMonth
xsd:gDay | "2002-10-10"^^xsd:date | "---10"^^xsd:gDay
xsd:date | "2002"^^xsd:gYear | none
xsd:time | "2002-10-10"^^xsd:date | none
xsd:dateTimeStamp | "2002-10-10T17:00:00"^^xsd:dateTime | none
xsd:dayTimeDuration | "P1Y2DT3H"^^xsd:duration | "P2DT3H"^^xsd:dayTimeDuration
xsd:yearMonthDuration | "P1Y2DT3H"^^xsd:duration | "P1Y"^^xsd:yearMonthDuration
xsd:yearMonthDuration | "PT3H"^^xsd:dayTimeDuration | "P0M"^^xsd:yearMonthDuration
xsd:duration | "P1Y" | "P1Y"^^xsd:duration
xsd:byte | 127 | "127"^^xsd:byte
xsd:byte | 128 | none
xsd:unsignedLong | "18446744073709551615" | "18446744073709551615"^^xsd:unsignedLong
xsd:int | "x"^^xsd:int | none
`

func TestCasts(t *testing.T) {
	runExamples(t, strings.ReplaceAll(castExamples, "+13\n", "+13"), func(e *Env, f []string) Value { return apply(t, e, f[0], f[1:]...) })
}

func TestEBV(t *testing.T) {
	for s, want := range map[string]Truth{
		"true": True, "false": False, `"1"^^xsd:boolean`: True, `""`: False, `"a"`: True, `"false"`: True, `""@en`: False,
		"0": False, "1": True, "0.0": False, "-0.0e0": False, `"NaN"^^xsd:double`: False, "1e-300": True, `"INF"^^xsd:float`: True,
		`"0.0000000000000000000000"^^xsd:decimal`: False, `"z"^^xsd:boolean`: False, `"z"^^xsd:integer`: False, `"z"^^xsd:byte`: False,
		`"2020-01-01T00:00:00Z"^^xsd:dateTime`: Error, "<http://a>": Error, "_:b": Error, "none": Error, `"a"^^<http://t>`: Error,
	} {
		if got := EBV(val(t, s)); got != want {
			t.Errorf("EBV(%s) = %d, want %d", s, got, want)
		}
	}
}

func TestTruth(t *testing.T) {
	for a, not := range map[Truth]Truth{True: False, False: True, Error: Error} {
		if Not(a) != not || And(a, False) != False || And(False, a) != False || And(a, True) != a || And(True, a) != a {
			t.Errorf("%d: not %d", a, Not(a))
		}
	}
	if And(Error, Error) != Error || !Error.Value().IsNone() || shown(True.Value()) != "true" {
		t.Error("an error is not an error")
	}
}

func TestTriplesCompare(t *testing.T) {
	triple := func(o string) Value {
		return FromTerm(rdf.TripleTerm(rdf.IRI("http://s"), rdf.IRI("http://p"), val(t, o).Term()))
	}
	for _, c := range []struct {
		a, b string
		want Truth
	}{{"1", "1", True}, {"1", "1.0", True}, {"1", "2", False}, {`"a"^^<http://t>`, `"b"^^<http://t>`, Error}} {
		if got := Equal(triple(c.a), triple(c.b)); got != c.want {
			t.Errorf("triples of %s and %s: %d, want %d", c.a, c.b, got, c.want)
		}
	}
	if SameTerm(triple("1"), triple("1.0")) || !SameTerm(triple("1"), triple("1")) {
		t.Error("triples are the same term if their terms are")
	}
}
