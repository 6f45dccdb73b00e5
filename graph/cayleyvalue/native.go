package cayleyvalue

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"diplograph/graph/rdf"
	"diplograph/graph/vocab"

	"github.com/cayleygraph/quad"
)

// nativeTerm gives the canonical literal (XSD 1.1 part 2, section 3.3) of a
// value of one of Cayley's native types.
func nativeTerm(v quad.Value) (rdf.Term, error) {
	switch v := v.(type) {
	case quad.Int:
		return rdf.Literal(strconv.FormatInt(int64(v), 10), rdf.XSDInteger), nil
	case quad.Bool:
		return rdf.Literal(strconv.FormatBool(bool(v)), rdf.XSDBoolean), nil
	case quad.Float:
		return rdf.Literal(canonicalDouble(float64(v)), rdf.XSDDouble), nil
	case quad.Time:
		return rdf.Literal(time.Time(v).UTC().Format("2006-01-02T15:04:05.999999999Z"), vocab.XSD+"dateTime"), nil
	}
	return rdf.Term{}, fmt.Errorf("%T is no kind of term", v)
}

// canonicalDouble is 1.0E2 where Go says 1E+02.
func canonicalDouble(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	case math.IsNaN(f):
		return "NaN"
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, 64), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	n, _ := strconv.Atoi(exponent)
	return mantissa + "E" + strconv.Itoa(n)
}

// Native gives v as Cayley's own stores have it: a literal whose value has one
// of Cayley's types, if the literal is the canonical one of that value and so
// nothing is lost.
func Native(v quad.Value) quad.Value {
	s, ok := v.(quad.TypedString)
	if !ok {
		return v
	}
	n, err := s.ParseValue()
	if err != nil {
		return v
	}
	switch n.(type) {
	case quad.Int, quad.Float, quad.Bool, quad.Time:
		if t, err := nativeTerm(n); err == nil && Of(t) == v {
			return n
		}
	}
	return v
}
