package generate

import "math/bits"

// A random is a stream of numbers (SplitMix64, Steele and others 2014). It is as
// quick to make as to use, so each entity and event has one of its own.
type random uint64

// Streams that are told apart.
const (
	ofPerson = iota + 1
	ofCity
	ofBody
	ofCountry
	ofArticle
	ofEvent
	ofTold // how an article tells its events
)

// stream is that of the i-th thing of a kind.
func stream(seed uint64, kind, i int64) random {
	r := random(seed ^ uint64(kind)<<56)
	r = random(r.next() ^ uint64(i)*0x9E3779B97F4A7C15)
	r.next()
	return r
}

func (r *random) next() uint64 {
	*r += 0x9E3779B97F4A7C15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// below is a number from 0 to n-1, each as likely.
func (r *random) below(n int64) int64 {
	hi, _ := bits.Mul64(r.next(), uint64(n))
	return int64(hi)
}

// chance is true in so many of a hundred cases.
func (r *random) chance(percent int64) bool { return r.below(100) < percent }

// rank is a number from 0 to n-1, the first one most likely: each range from
// 2^i-1 to 2^(i+1)-2 has the same chance. Only integers are used, so that it is
// the same on every processor.
func (r *random) rank(n int64) int64 {
	octaves := int64(bits.Len64(uint64(n)))
	for {
		first := int64(1) << r.below(octaves)
		if i := first + r.below(first); i <= n {
			return i - 1
		}
	}
}

// pick gives the place of one of weights, by weight.
func (r *random) pick(weights []int64) int {
	var sum int64
	for _, w := range weights {
		sum += w
	}
	n := r.below(sum)
	for i, w := range weights {
		if n < w {
			return i
		}
		n -= w
	}
	return len(weights) - 1
}
