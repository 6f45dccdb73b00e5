package value

import (
	"fmt"
	"strings"

	"diplograph/graph/index"
)

// An Accumulator takes the values of one group and gives their aggregate
// (section 18.5.1). DISTINCT and COUNT(*) are the evaluator's: it gives the
// values that count, None where the expression was an error.
type Accumulator interface {
	Add(v Value)
	// AddID adds the value of an inline id, quicker than Add. Of another id it
	// adds nothing and is false.
	AddID(id index.ID) bool
	Result() Value
}

// NewAccumulator gives the accumulator of COUNT, SUM, AVG, MIN, MAX, SAMPLE or
// GROUP_CONCAT, whose separator is " " if the query names none.
func NewAccumulator(e *Env, name, separator string) (Accumulator, error) {
	switch strings.ToUpper(name) {
	case "COUNT":
		return new(counter), nil
	case "SUM":
		return &summer{sum: OfInt(0)}, nil
	case "AVG":
		return &averager{summer: summer{sum: OfInt(0)}}, nil
	case "MIN":
		return &extreme{sign: 1}, nil
	case "MAX":
		return &extreme{sign: -1}, nil
	case "SAMPLE":
		return new(sampler), nil
	case "GROUP_CONCAT":
		return &joiner{env: e, separator: separator}, nil
	}
	return nil, fmt.Errorf("expected COUNT, SUM, AVG, MIN, MAX, SAMPLE or GROUP_CONCAT, found %s", name)
}

// A counter counts what is not an error.
type counter struct{ n int64 }

func (c *counter) Add(v Value) {
	if v.kind != None {
		c.n++
	}
}

func (c *counter) AddID(id index.ID) bool {
	if !id.IsInline() {
		return false
	}
	c.n++
	return true
}

func (c *counter) Result() Value { return OfInt(c.n) }

// A summer adds numbers; anything else makes the sum an error for good. Inline
// ones wait in two sums of their own, exact ones, until these overflow.
type summer struct {
	sum        Value
	integers   int64
	millionths int64
	decimals   bool // some were decimals
}

func (s *summer) Add(v Value) {
	if !v.IsNumeric() || !s.sum.IsNumeric() {
		s.sum = Value{}
		return
	}
	s.sum = Add(s.sum, v)
}

// maxPending is how large the sums that wait become: one more inline number
// does not overflow them.
const maxPending = 1 << 61

func (s *summer) AddID(id index.ID) bool {
	switch id.Tag() {
	case index.TagInteger:
		s.integers += id.Integer()
	case index.TagDecimal:
		n, _ := id.Decimal()
		s.millionths += n
		s.decimals = true
	default:
		if !id.IsInline() {
			return false
		}
		s.sum = Value{}
	}
	if max(s.integers, s.millionths) > maxPending || min(s.integers, s.millionths) < -maxPending {
		s.settle()
	}
	return true
}

// settle adds what waits to the sum.
func (s *summer) settle() {
	if s.sum.kind == None {
		return
	}
	s.sum = Add(s.sum, OfInt(s.integers))
	if s.decimals {
		s.sum = Add(s.sum, Value{kind: Decimal, num: s.millionths, scale: 6})
	}
	s.integers, s.millionths = 0, 0
}

func (s *summer) Result() Value {
	s.settle()
	return s.sum
}

// An averager divides the sum by the number of values; of none the average is 0.
type averager struct {
	summer
	n int64
}

func (a *averager) Add(v Value) {
	a.n++
	a.summer.Add(v)
}

func (a *averager) AddID(id index.ID) bool {
	if !a.summer.AddID(id) {
		return false
	}
	a.n++
	return true
}

func (a *averager) Result() Value {
	sum := a.summer.Result()
	if a.n == 0 || sum.kind == None {
		return sum
	}
	return Divide(sum, OfInt(a.n))
}

// An extreme keeps the first (sign 1) or last (sign -1) value as Order has it,
// in which an error comes before everything. Of none the result is an error.
type extreme struct {
	sign int
	any  bool
	best Value
}

func (x *extreme) Add(v Value) {
	if !x.any || Order(v, x.best)*x.sign < 0 {
		x.any, x.best = true, v
	}
}

func (x *extreme) AddID(id index.ID) bool {
	if !id.IsInline() {
		return false
	}
	// Of one tag the larger id is of the larger value, or of an equal one that
	// is written otherwise: only the first of those counts.
	if best := x.best.id; x.any && best.Tag() == id.Tag() && (id == best || (id < best) != (x.sign > 0)) {
		return true
	}
	x.Add(FromID(id))
	return true
}

func (x *extreme) Result() Value { return x.best }

// A sampler keeps the first value that is not an error.
type sampler struct{ v Value }

func (s *sampler) Add(v Value) {
	if s.v.kind == None {
		s.v = v
	}
}

func (s *sampler) AddID(id index.ID) bool {
	if !id.IsInline() {
		return false
	}
	if s.v.kind == None {
		s.v = FromID(id)
	}
	return true
}

func (s *sampler) Result() Value { return s.v }

// A joiner joins the values as strings; one without a string, or an error, makes
// the result an error for good.
type joiner struct {
	env       *Env
	separator string
	b         strings.Builder
	any       bool
	failed    bool
}

func (j *joiner) Add(v Value) {
	s := str(v)
	if j.failed || s.kind == None || !j.env.fits(j.b.Len()+len(j.separator)+len(s.str)) {
		j.failed = true
		return
	}
	if j.any {
		j.b.WriteString(j.separator)
	}
	j.any = true
	j.b.WriteString(s.str)
}

func (j *joiner) AddID(id index.ID) bool {
	if !id.IsInline() {
		return false
	}
	j.Add(FromID(id))
	return true
}

func (j *joiner) Result() Value {
	if j.failed {
		return Value{}
	}
	return OfString(j.b.String())
}
