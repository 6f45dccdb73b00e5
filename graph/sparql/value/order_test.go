package value

import (
	"slices"
	"strings"
	"testing"
)

// Each line is in ascending order; values on the same line after "=" are alike.
const ascending = `none < _:b < <http://a> < <http://b> < "a" < true < 1 < "2017"^^xsd:gYear < "P1D"^^xsd:duration < "x"^^<http://t>
"Z" < "a" < "a"@en < "a"@fr < "b" < "b"@en < "ә"
false < true
"NaN"^^xsd:double < "-INF"^^xsd:double < -1 < 0 < 0.5 < 1 = 1.0 = 1e0 < 9007199254740992e0 < 9007199254740993 < "INF"^^xsd:float
"2016-12"^^xsd:gYearMonth < "2017-01-01T00:00:00"^^xsd:dateTime < "2017-01-01"^^xsd:date < "2017-01"^^xsd:gYearMonth < "2017"^^xsd:gYear < "2017-01-02"^^xsd:date < "2018"^^xsd:gYear
"2017-03-22+05:00"^^xsd:date < "2017-03-22"^^xsd:date = "2017-03-22Z"^^xsd:date < "2017-03-22-05:00"^^xsd:date
"PT1S"^^xsd:duration < "P1D"^^xsd:dayTimeDuration = "PT24H"^^xsd:duration < "P1M"^^xsd:yearMonthDuration < "P1Y"^^xsd:duration`

func TestOrder(t *testing.T) {
	for line := range strings.SplitSeq(ascending, "\n") {
		var values []Value
		var places []int
		for i, alike := range strings.Split(line, " < ") {
			for s := range strings.SplitSeq(alike, " = ") {
				values, places = append(values, val(t, s)), append(places, i)
			}
		}
		for i, a := range values {
			for j, b := range values {
				if got := sign(Order(a, b)); got != sign(places[i]-places[j]) {
					t.Errorf("%s and %s: %d", shown(a), shown(b), got)
				}
			}
		}
		if !slices.IsSortedFunc(values, Order) {
			t.Errorf("%s is not sorted", line)
		}
	}
}
