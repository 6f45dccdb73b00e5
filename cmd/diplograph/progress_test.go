package main

import (
	"testing"

	"diplograph/graph"
)

func TestDescribeStoring(t *testing.T) {
	for _, c := range []struct {
		now  graph.LoadProgress
		want string
	}{
		{graph.LoadProgress{}, "storing 1,234,567 quads"},
		{graph.LoadProgress{Read: 1234567, Terms: 70000}, "storing 1,234,567 quads: 70,000 terms numbered"},
		{graph.LoadProgress{Terms: 70000, Sorted: 300000}, "storing 1,234,567 quads: 300,000 sorted"},
		{graph.LoadProgress{Terms: 70000, Sorted: 1234567, Written: 4000000}, "storing 1,234,567 quads: 4,000,000 rows written"},
	} {
		if got := describeStoring(1234567, c.now); got != c.want {
			t.Errorf("%+v: %q, expected %q", c.now, got, c.want)
		}
	}
}
