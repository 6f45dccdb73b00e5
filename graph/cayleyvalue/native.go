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
