package value

import (
	"context"
	"strings"
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

func inlineID(b *testing.B, s string) index.ID {
	id, ok := val(b, s).ID()
	if !ok {
		b.Fatalf("%s has no id", s)
	}
	return id
}

func BenchmarkCompareIDs(b *testing.B) {
	for _, pair := range [][2]string{
		{"17", "42"}, {"17", "42.5"}, {"17.25", "42.5"}, {`"2017-03-22"^^xsd:date`, `"2017-03-23"^^xsd:date`},
		{`"2017-03-22T00:00:00Z"^^xsd:dateTime`, `"2017-03-23T00:00:00+05:00"^^xsd:dateTime`},
	} {
		x, y := inlineID(b, pair[0]), val(b, pair[1])
		b.Run(pair[0]+"<"+pair[1], func(b *testing.B) {
			for b.Loop() {
				if Compare(LT, FromID(x), y) != True {
					b.Fatal("not less")
				}
			}
		})
	}
}

func BenchmarkCompareIDsAlone(b *testing.B) {
	x, y := inlineID(b, `"2017-03-22"^^xsd:date`), inlineID(b, `"2017-03-23"^^xsd:date`)
	for b.Loop() {
		if t, ok := CompareIDs(LT, x, y); !ok || t != True {
			b.Fatal("not less")
		}
	}
}

func BenchmarkAddIDs(b *testing.B) {
	for _, pair := range [][2]string{{"17", "42"}, {"17.25", "42.5"}, {"17", "42.5"}} {
		x, y := inlineID(b, pair[0]), inlineID(b, pair[1])
		b.Run(pair[0]+"+"+pair[1], func(b *testing.B) {
			for b.Loop() {
				if _, ok := Add(FromID(x), FromID(y)).ID(); !ok {
					b.Fatal("no id")
				}
			}
		})
	}
}

func BenchmarkFromTerm(b *testing.B) {
	for _, term := range []rdf.Term{
		rdf.IRI("http://a/"), rdf.String("a"), rdf.LangString("a", "en"), rdf.Literal("1.5E0", rdf.XSDDouble),
		rdf.Literal("123456789012345678901234567890", rdf.XSDInteger), rdf.Literal("PT1H30M", rdf.XSDNamespace+"duration"),
	} {
		b.Run(term.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				FromTerm(term)
			}
		})
	}
}

func BenchmarkRegex(b *testing.B) {
	text := strings.Repeat("The presidents of Uzbekistan and Turkmenistan met in Khiva. ", 3) + "Нөкис қаласы"
	for _, c := range []struct{ pattern, flags string }{
		{"Khiva", ""}, {"Tashkent", ""}, {"khiva", "i"}, {"tashkent", "i"}, {"ҚАЛАСЫ", "i"}, {"^The", ""},
		{"Uzbek.*Khiva", ""}, {"[A-Z][a-z]+istan", ""}, {"Samarkand|Khiva", ""}, {`\w+ in \w+`, ""},
	} {
		r, err := CompileRegex(c.pattern, c.flags)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.pattern+"/"+c.flags, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				_, _ = r.Match(context.Background(), text)
			}
		})
	}
}
