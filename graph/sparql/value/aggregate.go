package value

import (
	"fmt"
	"strings"
)

// An Accumulator takes the values of one group and gives their aggregate
// (section 18.5.1). DISTINCT and COUNT(*) are the evaluator's: it gives the
// values that count, None where the expression was an error.
type Accumulator interface {
	Add(v Value)
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

func (c *counter) Result() Value { return OfInt(c.n) }

// A summer adds numbers; anything else makes the sum an error for good.
type summer struct{ sum Value }

func (s *summer) Add(v Value) {
	if !v.IsNumeric() || !s.sum.IsNumeric() {
		s.sum = Value{}
		return
	}
	s.sum = Add(s.sum, v)
}

func (s *summer) Result() Value { return s.sum }

// An averager divides the sum by the number of values; of none the average is 0.
type averager struct {
	summer
	n int64
}

func (a *averager) Add(v Value) {
	a.n++
	a.summer.Add(v)
}

func (a *averager) Result() Value {
	if a.n == 0 || a.sum.kind == None {
		return a.sum
	}
	return Divide(a.sum, OfInt(a.n))
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

func (x *extreme) Result() Value { return x.best }

// A sampler keeps the first value that is not an error.
type sampler struct{ v Value }

func (s *sampler) Add(v Value) {
	if s.v.kind == None {
		s.v = v
	}
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

func (j *joiner) Result() Value {
	if j.failed {
		return Value{}
	}
	return OfString(j.b.String())
}
