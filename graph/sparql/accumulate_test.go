package sparql

import (
	"math"
	"math/big"
	"testing"
)

// TestAddInt holds sums against those of numbers without a range.
func TestAddInt(t *testing.T) {
	some := []int64{math.MinInt64, math.MinInt64 + 1, -1 << 62, -1<<62 - 1, -2, -1, 0, 1, 2, 1 << 62, 1<<62 - 1, math.MaxInt64 - 1, math.MaxInt64}
	for _, a := range some {
		for _, b := range some {
			want := new(big.Int).Add(big.NewInt(a), big.NewInt(b))
			sum, over := addInt(a, b)
			if over == want.IsInt64() || !over && sum != want.Int64() {
				t.Errorf("%d + %d is %d, out of range: %t; expected %v", a, b, sum, over, want)
			}
		}
	}
}
