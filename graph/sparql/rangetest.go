package sparql

import (
	"diplograph/graph/index"
	"diplograph/graph/sparql/value"
)

// A rangeTest is a comparison with a constant that ids decide: true for those in
// sure, to be judged by the term for those in check and for terms that the query
// made, false for all others.
type rangeTest struct {
	slot        slot
	sure, check []index.Range
}

// newRangeTest gives the test of a condition, nil if it is not such a comparison.
func newRangeTest(r *run, e expr, vars slotSet) *rangeTest {
	list := vars.list()
	if len(list) != 1 || r.env[list[0]] != index.None {
		return nil
	}
	if sure, ok := isIRI(e); ok {
		return &rangeTest{slot: list[0], sure: sure}
	}
	_, sure, check, ok := comparison(e, list[0])
	if !ok {
		return nil
	}
	return &rangeTest{slot: list[0], sure: sure, check: check}
}

// isIRI gives the ids for which a variable is, or is not, an IRI: it equals
// nothing but itself, and to be something else is no error.
func isIRI(e expr) ([]index.Range, bool) {
	c, ok := e.(*exprCompare)
	if !ok {
		return nil, false
	}
	k, ok := c.right.(*exprConst)
	if !ok {
		k, ok = c.left.(*exprConst)
	}
	if !ok || k.value.Kind() != value.IRI || k.id == index.None {
		return nil, false
	}
	if _, left := c.left.(*exprVar); !left {
		if _, right := c.right.(*exprVar); !right {
			return nil, false
		}
	}
	switch c.op {
	case value.EQ:
		return []index.Range{{First: k.id, Last: k.id}}, true
	case value.NE:
		return []index.Range{{First: index.None + 1, Last: k.id - 1}, {First: k.id + 1, Last: ^index.ID(0)}}, true
	}
	return nil, false
}

func (t *rangeTest) decide(id index.ID) value.Truth {
	for _, r := range t.sure {
		if r.First <= id && id <= r.Last {
			return value.True
		}
	}
	if local(id) {
		return value.Error
	}
	for _, r := range t.check {
		if r.First <= id && id <= r.Last {
			return value.Error
		}
	}
	return value.False
}

// decided is keep for a comparison that ids decide; where they do not, it is
// Error that says so.
func (c *condition) decided(ev *evaluation, e expr, t *rangeTest, column []index.ID) error {
	kept := c.rows[:0]
	for _, r := range c.rows {
		truth := t.decide(column[r])
		if truth == value.Error {
			var err error
			if truth, err = ev.test(e, int(r)); err != nil {
				return err
			}
		}
		if truth == value.True {
			kept = append(kept, r)
		}
	}
	c.rows = kept
	return nil
}
