package value

import (
	"errors"
	"strings"
	"testing"

	"diplograph/graph/rdf"
)

// What the specification's own examples give (sections 17.4.1 to 17.5), and
// more of their kind. Each line is a function, its arguments and the result.
const functionExamples = `
sameTerm | 1 | 1 | true
sameTerm | 1 | 1.0 | false
sameTerm | "a"@en | "a"@EN | false
sameTerm | "007"^^xsd:integer | 7 | false

isIRI | <mailto:alice@work.example> | true
isIRI | "bob" | false
isURI | _:b | false
isBlank | _:b | true
isBlank | <http://a/> | false
isLiteral | "Alice" | true
isLiteral | <http://a/> | false
isNumeric | 12 | true
isNumeric | "12" | false
isNumeric | "12"^^xsd:nonNegativeInteger | true
isNumeric | "1200"^^xsd:byte | false
isNumeric | <http://example/> | false
isNumeric | "-1"^^xsd:nonNegativeInteger | false
isNumeric | "18446744073709551615"^^xsd:unsignedLong | true
isNumeric | "18446744073709551616"^^xsd:unsignedLong | false

str | "a"@en | "a"
str | <http://a/> | "http://a/"
str | 007 | "007"
str | _:b | none
lang | "Robert"@en | "en"
lang | "Robert" | ""
lang | <http://a/> | none
datatype | "x" | <http://www.w3.org/2001/XMLSchema#string>
datatype | "x"@en | <http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>
datatype | "x"@en--ltr | <http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString>
datatype | "7"^^xsd:byte | <http://www.w3.org/2001/XMLSchema#byte>
datatype | "x"^^<http://a/t> | <http://a/t>
datatype | <http://a/> | none
IRI | "book" | <http://example.org/base/book>
IRI | <http://a/b> | <http://a/b>
URI | "http://a/b" | <http://a/b>
IRI | "a b" | none
IRI | "b"@en | none
STRDT | "123" | <http://www.w3.org/2001/XMLSchema#integer> | 123
STRDT | "iiii" | <http://example/romanNumeral> | "iiii"^^<http://example/romanNumeral>
STRDT | "x"@en | <http://example/t> | none
STRDT | 1 | <http://example/t> | none
STRLANG | "chat" | "en" | "chat"@en
STRLANG | "chat" | "" | none
STRLANG | 123 | "en" | none
STRLANG | <http://a/> | "en" | none
STRLANGDIR | "abc" | "ar" | "rtl" | "abc"@ar--rtl
STRLANGDIR | "abc" | "ar" | "LTR" | none
hasLang | "abc"@en | true
hasLang | "abc" | false
hasLang | <http://a/> | false
hasLangDir | "abc"@en | false
hasLangDir | "abc"@en--ltr | true
LANGDIR | "abc"@en--ltr | "ltr"
LANGDIR | 1 | ""
LANGDIR | <http://a/> | none

STRLEN | "chat" | 4
STRLEN | "chat"@en | 4
STRLEN | "食べ物" | 3
STRLEN | "👪" | 1
STRLEN | 1 | none
SUBSTR | "foobar" | 4 | "bar"
SUBSTR | "foobar"@en | 4 | "bar"@en
SUBSTR | "foobar" | 4 | 1 | "b"
SUBSTR | "foobar"@en | 4 | 1 | "b"@en
SUBSTR | "metadata" | 4 | 3 | "ada"
SUBSTR | "12345" | 1.5 | 2.6 | "234"
SUBSTR | "12345" | 0 | 3 | "12"
SUBSTR | "12345" | 5 | -3 | ""
SUBSTR | "12345" | -3 | 5 | "1"
SUBSTR | "12345" | "NaN"^^xsd:double | 3 | ""
SUBSTR | "12345" | -42 | "INF"^^xsd:double | "12345"
SUBSTR | "食べ物" | 2 | 1 | "べ"
UCASE | "foo" | "FOO"
UCASE | "foo"@en | "FOO"@en
UCASE | "straße" | "STRASSE"
UCASE | "ўзбекистон" | "ЎЗБЕКИСТОН"
LCASE | "BAR" | "bar"
LCASE | "ҚАРАҚАЛПАҚСТАН"@kaa | "қарақалпақстан"@kaa
STRSTARTS | "foobar" | "foo" | true
STRSTARTS | "foobar"@en | "foo"@en | true
STRSTARTS | "foobar"@en | "foo" | true
STRSTARTS | "foobar" | "foo"@en | none
STRSTARTS | "foobar"@en | "foo"@fr | none
STRSTARTS | "foobar"@en | "foo"@EN | true
STRENDS | "foobar"@en | "bar" | true
STRENDS | "foobar" | "foo" | false
CONTAINS | "foobar" | "bar" | true
CONTAINS | "foobar"@en | "foo"@en | true
CONTAINS | "abc"@en--ltr | "b"@en--ltr | true
CONTAINS | "abc"@en--ltr | "b"@en | none
STRBEFORE | "abc" | "b" | "a"
STRBEFORE | "abc"@en | "bc" | "a"@en
STRBEFORE | "abc"@en | "b"@cy | none
STRBEFORE | "abc" | "" | ""
STRBEFORE | "abc" | "xyz" | ""
STRBEFORE | "abc"@en | "z"@en | ""
STRBEFORE | "abc"@en | ""@en | ""@en
STRBEFORE | "abc"@en | "" | ""@en
STRAFTER | "abc" | "b" | "c"
STRAFTER | "abc"@en | "ab" | "c"@en
STRAFTER | "abc"@en | "b"@cy | none
STRAFTER | "abc" | "" | "abc"
STRAFTER | "abc" | "xyz" | ""
STRAFTER | "abc"@en | "z"@en | ""
STRAFTER | "abc"@en | ""@en | "abc"@en
ENCODE_FOR_URI | "Los Angeles" | "Los%20Angeles"
ENCODE_FOR_URI | "Los Angeles"@en | "Los%20Angeles"
ENCODE_FOR_URI | "食べ物" | "%E9%A3%9F%E3%81%B9%E7%89%A9"
ENCODE_FOR_URI | "100%-_.~" | "100%25-_.~"
CONCAT | "foo" | "bar" | "foobar"
CONCAT | "foo"@en | "bar"@en | "foobar"@en
CONCAT | "foo"@en | "bar" | "foobar"
CONCAT | "foo"@en | "bar"@es | "foobar"
CONCAT | "a"@en--ltr | "b"@en | "ab"
CONCAT | "a"@en--ltr | "b"@en--ltr | "ab"@en--ltr
CONCAT | ""
CONCAT | "a" | 1 | none
langMatches | "en-US" | "en" | true
langMatches | "fr" | "FR" | true
langMatches | "fr-BE" | "FR" | true
langMatches | "fro" | "FR" | false
langMatches | "en" | "en-US" | false
langMatches | "de" | "*" | true
langMatches | "" | "*" | false
REGEX | "Alice" | "^ali" | "i" | true
REGEX | "Alice" | "^ali" | false
REGEX | "Alice"@en | "ce$" | true
REGEX | <http://a/> | "a" | none
REGEX | "a" | "a"@en | none
REGEX | "a" | "[" | none
REGEX | "a" | "a" | "g" | none
REPLACE | "abcd" | "b" | "Z" | "aZcd"
REPLACE | "abab" | "B" | "Z" | "i" | "aZaZ"
REPLACE | "abab"@en | "B." | "Z" | "i" | "aZb"@en
REPLACE | "abracadabra" | "bra" | "*" | "a*cada*"
REPLACE | "abracadabra" | "a.*a" | "*" | "*"
REPLACE | "abracadabra" | "a.*?a" | "*" | "*c*bra"
REPLACE | "abracadabra" | "a" | "" | "brcdbr"
REPLACE | "abracadabra" | "a(.)" | "a$1$1" | "abbraccaddabbra"
REPLACE | "AAAA" | "A+" | "b" | "b"
REPLACE | "AAAA" | "A+?" | "b" | "bbbb"
REPLACE | "darted" | "^(.*?)d(.*)$" | "$1c$2" | "carted"
REPLACE | "abracadabra" | ".*?" | "$1" | none
REPLACE | "banana" | "(ab)|(a)" | "[1=$1][2=$2]" | "b[1=][2=a]n[1=][2=a]n[1=][2=a]"
REPLACE | "a.b" | "." | "$0$" | "q" | "a$0$b"
REPLACE | "abc" | "b" | "\$" | "a$c"
REPLACE | "abc" | "b" | "$" | none
REPLACE | "abc" | "b" | "$12" | "a2c"
REPLACE | "aaa" | "^a" | "b" | "baa"

abs | 1 | 1
abs | -1.5 | 1.5
abs | -1e0 | 1.0E0
abs | "-5"^^xsd:byte | 5
abs | "a" | none
round | 2.4999 | "2"^^xsd:decimal
round | 2.5 | "3"^^xsd:decimal
round | -2.5 | "-2"^^xsd:decimal
round | -0.4e0 | -0.0E0
round | 2.5e0 | 3.0E0
round | 7 | 7
ceil | 10.5 | "11"^^xsd:decimal
ceil | -10.5 | "-10"^^xsd:decimal
floor | 10.5 | "10"^^xsd:decimal
floor | -10.5 | "-11"^^xsd:decimal
floor | -0.5e0 | -1.0E0

now | "2017-03-22T09:30:00.125Z"^^xsd:dateTime
year | "2011-01-10T14:45:13.815-05:00"^^xsd:dateTime | 2011
month | "2011-01-10T14:45:13.815-05:00"^^xsd:dateTime | 1
day | "2011-01-10T14:45:13.815-05:00"^^xsd:dateTime | 10
hours | "2011-01-10T14:45:13.815-05:00"^^xsd:dateTime | 14
minutes | "2011-01-10T14:45:13.815-05:00"^^xsd:dateTime | 45
seconds | "2011-01-10T14:45:13.815-05:00"^^xsd:dateTime | 13.815
seconds | "2010-06-21T11:28:01Z"^^xsd:dateTime | "1"^^xsd:decimal
timezone | "2011-01-10T14:45:13.815-05:00"^^xsd:dateTime | "-PT5H"^^xsd:dayTimeDuration
timezone | "2011-01-10T14:45:13.815Z"^^xsd:dateTime | "PT0S"^^xsd:dayTimeDuration
timezone | "2011-01-10T14:45:13.815"^^xsd:dateTime | none
tz | "2011-01-10T14:45:13.815-05:00"^^xsd:dateTime | "-05:00"
tz | "2011-01-10T14:45:13.815Z"^^xsd:dateTime | "Z"
tz | "2011-01-10T14:45:13.815+00:00"^^xsd:dateTime | "+00:00"
tz | "2011-01-10T14:45:13.815"^^xsd:dateTime | ""
year | "-0044-03-15T24:00:00"^^xsd:dateTime | -44
day | "-0044-03-15T24:00:00"^^xsd:dateTime | 16
year | "2017"^^xsd:gYear | 2017
month | "2017"^^xsd:gYear | none
hours | "2017-03-22"^^xsd:date | none

md5 | "abc" | "900150983cd24fb0d6963f7d28e17f72"
sha1 | "abc" | "a9993e364706816aba3e25717850c26c9cd0d89d"
sha256 | "abc" | "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
sha384 | "abc" | "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
sha512 | "abc" | "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
md5 | "abc"@en | none

isTriple | <http://a/> | false
SUBJECT | <http://a/> | none

dg:overlaps | "2017"^^xsd:gYear | "2017-03-22"^^xsd:date | true
dg:overlaps | "2017-04"^^xsd:gYearMonth | "2017-03-22"^^xsd:date | false
dg:covers | "2017-03"^^xsd:gYearMonth | "2017-03-22"^^xsd:date | true
dg:covers | "2017-03-22"^^xsd:date | "2017-03"^^xsd:gYearMonth | false
dg:before | "2016"^^xsd:gYear | "2017-01-01"^^xsd:date | true
dg:before | "2017"^^xsd:gYear | "2017-03-22"^^xsd:date | false
dg:after | "2017-03-22T23:00:00-05:00"^^xsd:dateTime | "2017-03-21"^^xsd:date | true
dg:overlaps | "2017" | "2017"^^xsd:gYear | none
`

func TestFunctions(t *testing.T) {
	runExamples(t, functionExamples, func(e *Env, fields []string) Value { return apply(t, e, fields[0], fields[1:]...) })
}

// runExamples checks lines of fields, of which the last is the result.
func runExamples(t *testing.T, lines string, run func(e *Env, fields []string) Value) {
	for line := range strings.SplitSeq(strings.TrimSpace(lines), "\n") {
		fields := strings.Split(line, " | ")
		if len(fields) < 2 {
			continue
		}
		e := testEnv()
		got := shown(run(e, fields[:len(fields)-1]))
		if want := fields[len(fields)-1]; got != want {
			t.Errorf("%s gives %s", line, got)
		}
		if err := e.Err(); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
}

func TestFunctionsOfNoneGiveNone(t *testing.T) {
	for name, f := range Functions {
		if f.Max == 0 {
			continue
		}
		if got := f.Call(testEnv(), make([]Value, max(f.Min, 1))); !got.IsNone() {
			t.Errorf("%s of no values gives %s", name, shown(got))
		}
	}
}

func TestBlankNodes(t *testing.T) {
	e := testEnv()
	a, b, c := apply(t, e, "BNODE", `"x"`), apply(t, e, "BNODE", `"x"`), apply(t, e, "BNODE", `"y"`)
	if !SameTerm(a, b) || SameTerm(a, c) || SameTerm(apply(t, e, "BNODE"), apply(t, e, "BNODE")) {
		t.Error("BNODE gives one blank node for a label, others for others")
	}
	e.NextSolution()
	if SameTerm(a, apply(t, e, "BNODE", `"x"`)) {
		t.Error("BNODE gives the same blank node in another solution")
	}
}

func TestUUIDs(t *testing.T) {
	e := testEnv()
	a, b := apply(t, e, "UUID"), apply(t, e, "UUID")
	if r, _ := CompileRegex("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", ""); !r.re.MatchString(a.Term().Value) || SameTerm(a, b) {
		t.Errorf("UUID gives %s and %s", shown(a), shown(b))
	}
	if r := apply(t, e, "RAND"); r.float() < 0 || r.float() >= 1 {
		t.Errorf("RAND gives %s", shown(r))
	}
}

func TestTriples(t *testing.T) {
	e := testEnv()
	tt := apply(t, e, "TRIPLE", "<http://s>", "<http://p>", "7")
	for name, want := range map[string]string{"SUBJECT": "<http://s>", "PREDICATE": "<http://p>", "OBJECT": "7", "ISTRIPLE": "true"} {
		f, _ := Lookup(name)
		if got := shown(f.Call(e, []Value{tt})); got != want {
			t.Errorf("%s gives %s, want %s", name, got, want)
		}
	}
	if got := apply(t, e, "TRIPLE", "1", "<http://p>", "7"); !got.IsNone() {
		t.Errorf("a triple of a literal is %s", shown(got))
	}
	deep := tt
	f, _ := Lookup("TRIPLE")
	for range maxNesting + 1 {
		deep = f.Call(e, []Value{OfIRI("http://s"), OfIRI("http://p"), deep})
	}
	if !deep.IsNone() {
		t.Error("triples nest without end")
	}
}

func TestStringsAreBounded(t *testing.T) {
	long := OfString(strings.Repeat("a", 600))
	for name, args := range map[string][]Value{
		"CONCAT":         {long, long},
		"REPLACE":        {long, OfString("a"), OfString("aa")},
		"ENCODE_FOR_URI": {long},
	} {
		e := testEnv()
		e.MaxString = 1000
		f, _ := Lookup(name)
		if got := f.Call(e, args); !got.IsNone() || !errors.Is(e.Err(), ErrLimit) {
			t.Errorf("%s of long strings: %v", name, e.Err())
		}
	}
}

func TestArity(t *testing.T) {
	for name, n := range map[string]int{"STRLEN": 2, "SUBSTR": 1, "RAND": 1, "REPLACE": 5} {
		f, _ := Lookup(name)
		if f.CheckArity(n) == nil {
			t.Errorf("%s takes %d arguments", name, n)
		}
	}
	if _, ok := Lookup(rdf.XSDInteger); !ok {
		t.Error("there is no cast to xsd:integer")
	}
}
