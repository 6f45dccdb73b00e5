package cayleyvalue_test

import (
	"testing"
	"time"

	"diplograph/graph/cayleyvalue"
	"diplograph/graph/rdf"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
)

func TestTermsSurviveCayley(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term := drawTerm(3).Draw(t, "term")
		back, err := cayleyvalue.Term(cayleyvalue.Of(term))
		if err != nil || !back.Equal(term) {
			t.Fatalf("%s came back as %s, %v", term, back, err)
		}
		other := drawTerm(3).Draw(t, "other")
		if same := cayleyvalue.Of(term) == cayleyvalue.Of(other); same != term.Equal(other) {
			t.Fatalf("%s and %s are the same value of Cayley's: %v", term, other, same)
		}
	})
}

func TestValuesSurviveTerms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := cayleyvalue.Of(drawTerm(3).Draw(t, "term"))
		term, err := cayleyvalue.Term(value)
		if err != nil {
			t.Fatal(err)
		}
		if back := cayleyvalue.Of(term); back != value {
			t.Fatalf("%#v came back as %#v", value, back)
		}
	})
}

func drawTerm(depth int) *rapid.Generator[rdf.Term] {
	text := rapid.String()
	node := rapid.Custom(func(t *rapid.T) rdf.Term {
		if rapid.Bool().Draw(t, "blank") {
			return rdf.Blank(rapid.StringMatching(`[a-z][a-z0-9]{0,3}`).Draw(t, "label"))
		}
		return rdf.IRI(rapid.StringMatching(`[a-z]{1,3}:[a-z/#_қ]{0,5}`).Draw(t, "iri"))
	})
	return rapid.Custom(func(t *rapid.T) rdf.Term {
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0:
			return rdf.String(text.Draw(t, "text"))
		case 1:
			tag := rapid.SampledFrom([]string{"kaa", "KAA", "kaa-Latn", "en", "x-y"}).Draw(t, "tag")
			return rdf.DirLangString(text.Draw(t, "text"), tag, rapid.SampledFrom([]rdf.Direction{rdf.NoDirection, rdf.LTR, rdf.RTL}).Draw(t, "direction"))
		case 2:
			typ := rapid.SampledFrom([]string{rdf.XSDInteger, rdf.XSDDouble, rdf.XSDBoolean, "x:type",
				cayleyvalue.TripleTermType, cayleyvalue.TripleTermType + "_", cayleyvalue.TripleTermType + "__", cayleyvalue.TripleTermType + "_x"}).Draw(t, "type")
			return rdf.Literal(text.Draw(t, "text"), typ)
		case 3:
			if depth > 0 {
				p := rdf.IRI("x:p")
				return rdf.TripleTerm(node.Draw(t, "subject"), p, drawTerm(depth-1).Draw(t, "object"))
			}
		}
		return node.Draw(t, "node")
	})
}

// What a query may hold and a store does not becomes the canonical literal.
func TestNativeValues(t *testing.T) {
	zone := time.FixedZone("UZT", 5*3600)
	for _, c := range []struct {
		value quad.Value
		want  string
	}{
		{quad.Int(-7), `"-7"^^<http://www.w3.org/2001/XMLSchema#integer>`},
		{quad.Bool(true), `"true"^^<http://www.w3.org/2001/XMLSchema#boolean>`},
		{quad.Float(100), `"1.0E2"^^<http://www.w3.org/2001/XMLSchema#double>`},
		{quad.Float(-0.015), `"-1.5E-2"^^<http://www.w3.org/2001/XMLSchema#double>`},
		{quad.Time(time.Date(2024, 1, 1, 5, 0, 0, 5e8, zone)), `"2024-01-01T00:00:00.5Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>`},
	} {
		got, err := cayleyvalue.Term(c.value)
		if err != nil || got.String() != c.want {
			t.Errorf("%#v became %s, %v; expected %s", c.value, got, err, c.want)
		}
	}
}

// Native gives only what comes back as the same literal.
func TestNative(t *testing.T) {
	const xsd = rdf.XSDNamespace
	day := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		literal rdf.Term
		want    quad.Value // nil: the typed string
	}{
		{rdf.Literal("7", rdf.XSDInteger), quad.Int(7)},
		{rdf.Literal("007", rdf.XSDInteger), nil},
		{rdf.Literal("+7", rdf.XSDInteger), nil},
		{rdf.Literal("99999999999999999999", rdf.XSDInteger), nil},
		{rdf.Literal("seven", rdf.XSDInteger), nil},
		{rdf.Literal("7", xsd+"int"), nil},
		{rdf.Literal("true", rdf.XSDBoolean), quad.Bool(true)},
		{rdf.Literal("1", rdf.XSDBoolean), nil},
		{rdf.Literal("1.0E2", rdf.XSDDouble), quad.Float(100)},
		{rdf.Literal("100", rdf.XSDDouble), nil},
		{rdf.Literal("1e400", rdf.XSDDouble), nil},
		{rdf.Literal("2024-01-01T00:00:00Z", xsd+"dateTime"), quad.Time(day)},
		{rdf.Literal("2024-01-01T05:00:00+05:00", xsd+"dateTime"), nil},
		{rdf.Literal("2024-01-01", xsd+"date"), nil},
		{rdf.String("7"), nil},
		{rdf.IRI("x:7"), nil},
	} {
		value := cayleyvalue.Of(c.literal)
		want := c.want
		if want == nil {
			want = value
		}
		if got := cayleyvalue.Native(value); got != want {
			t.Errorf("%s became %#v, expected %#v", c.literal, got, want)
		}
	}
}
