package cayleyquery

import (
	"cmp"
	"strings"
	"time"

	"diplograph/graph"
	"diplograph/graph/rdf"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/jsonld"
)

// JSON-LD carries literals in their lexical form.
func init() { jsonld.AutoConvertTypedString = false }

// term gives the term that a value in a query stands for. Cayley's clients write
// xsd: where the store has the whole IRI.
func term(v quad.Value) (rdf.Term, error) {
	switch t := v.(type) {
	case exact:
		v = quad.TypedString(t)
	case quad.TypedString:
		if local, ok := strings.CutPrefix(string(t.Type), "xsd:"); ok {
			t.Type = quad.IRI(rdf.XSDNamespace + local)
		}
		if t.Type == rdf.XSDString {
			return rdf.String(string(t.Value)), nil
		}
		v = t
	}
	return graph.FromValue(v)
}

// exact is a literal whose native value would not say how it is written. Cayley
// prints it whole.
type exact quad.TypedString

// String gives the literal as N-Quads write it.
func (e exact) String() string { return quad.TypedString(e).String() }

// Native gives the literal itself.
func (e exact) Native() any { return e }

// MarshalJSON gives what GraphQL's answers have for a typed string.
func (e exact) MarshalJSON() ([]byte, error) { return encode(quad.TypedString(e)) }

// showNative gives a stored value as GraphQL and MQL are to see it: the native
// one if the literal is what Cayley would make of that again.
func showNative(v quad.Value) quad.Value {
	s, ok := v.(quad.TypedString)
	if !ok {
		return v
	}
	switch n := native(s).(type) {
	case quad.Int, quad.Float, quad.Bool:
		if back, err := graph.FromValue(n); err == nil && graph.ToValue(back) == v {
			return n
		}
	}
	return exact(s)
}

// showScript is showNative for Gizmo, to which a dateTime is a Date.
func showScript(v quad.Value) quad.Value {
	if s, ok := v.(quad.TypedString); ok {
		if t, ok := native(s).(quad.Time); ok && time.Time(t).Format(time.RFC3339Nano) == string(s.Value) {
			return v
		}
	}
	return showNative(v)
}

// showLexical gives a stored value as JSON-LD is to see it.
func showLexical(v quad.Value) quad.Value { return v }

// native gives a literal by its value, if it has one of Cayley's types.
func native(v quad.Value) quad.Value {
	if e, ok := v.(exact); ok {
		v = quad.TypedString(e)
	}
	if s, ok := v.(quad.TypedString); ok {
		if n, err := s.ParseValue(); err == nil {
			return n
		}
	}
	return v
}

// compare orders two values of one kind: numbers by value, times by instant,
// literals of one datatype or language and all else by characters.
func compare(a, b quad.Value) (order int, comparable bool) {
	switch a := native(a).(type) {
	case quad.Int:
		if b, ok := native(b).(quad.Int); ok {
			return cmp.Compare(a, b), true
		}
		return compareFloats(float64(a), b)
	case quad.Float:
		return compareFloats(float64(a), b)
	case quad.Time:
		b, ok := native(b).(quad.Time)
		return time.Time(a).Compare(time.Time(b)), ok
	case quad.String:
		b, ok := b.(quad.String)
		return cmp.Compare(a, b), ok
	case quad.IRI:
		b, ok := b.(quad.IRI)
		return cmp.Compare(a, b), ok
	case quad.BNode:
		b, ok := b.(quad.BNode)
		return cmp.Compare(a, b), ok
	case quad.LangString:
		b, ok := b.(quad.LangString)
		return cmp.Compare(a.Value, b.Value), ok && strings.EqualFold(a.Lang, b.Lang)
	}
	s, err := term(a)
	t, err2 := term(b)
	return cmp.Compare(s.Value, t.Value), err == nil && err2 == nil && s.Datatype != "" && s.Datatype == t.Datatype
}

func compareFloats(a float64, b quad.Value) (int, bool) {
	switch b := native(b).(type) {
	case quad.Int:
		return cmp.Compare(a, float64(b)), true
	case quad.Float:
		return cmp.Compare(a, float64(b)), true
	}
	return 0, false
}
