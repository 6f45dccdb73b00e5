package sparql

import (
	"fmt"
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/sparql/value"
)

// An accumulator computes one aggregate for all groups.
type accumulator interface {
	// add counts the rows of a batch for their groups, of which there are n.
	add(ev *evaluation, groups []int32, n int) error
	// result gives the value of a group.
	result(ev *evaluation, group int) (cell, error)
	release()
}

func newAccumulator(r *run, a aggregate) accumulator {
	base := accBase{run: r, agg: a}
	if a.distinct {
		base.seen = &pairSet{run: r}
		if a.arg == nil {
			return &countRows{base: base}
		}
	}
	switch a.name {
	case "COUNT":
		return &countAcc{accBase: base}
	case "SUM", "AVG":
		return &sumAcc{accBase: base, average: a.name == "AVG"}
	case "MIN", "MAX":
		return &extremeAcc{accBase: base, largest: a.name == "MAX"}
	case "GROUP_CONCAT":
		return &concatAcc{accBase: base}
	}
	return &sampleAcc{accBase: base}
}

// accBase is what accumulators share: the values of the argument.
type accBase struct {
	run  *run
	agg  aggregate
	seen *pairSet // of DISTINCT
	held int64
}

// hold counts the strings of a value that a group keeps instead of another.
func (a *accBase) hold(now, before value.Value) error {
	more := int64(now.Size() - before.Size())
	a.held += more
	return a.run.budget.take(more)
}

// grow makes room for n groups of a size.
func grow[T any](a *accBase, s []T, n int, size int64) ([]T, error) {
	if n <= len(s) {
		return s, nil
	}
	was := cap(s)
	s = slices.Grow(s, n-len(s))[:n]
	more := int64(cap(s)-was) * size
	a.held += more
	return s, a.run.budget.take(more)
}

func (a *accBase) release() {
	a.run.budget.give(a.held)
	a.held = 0
	if a.seen != nil {
		a.seen.release()
	}
}

// each calls use for the argument of every row that counts; DISTINCT passes over
// what a group has had.
func (a *accBase) each(ev *evaluation, groups []int32, use func(group int32, c cell) error) error {
	for _, s := range slotsOfExpr(a.agg.arg).list() {
		if _, plain := a.agg.arg.(*exprVar); plain && a.agg.name == "COUNT" {
			break // nothing is decoded
		}
		if err := ev.run.dict.load(ev.ctx, ev.b.cols[s]); err != nil {
			return err
		}
	}
	for row, group := range groups {
		c, err := ev.value(a.agg.arg, row)
		if err != nil {
			return err
		}
		if a.seen != nil && !c.isError() {
			if c.id, err = ev.id(c); err != nil {
				return err
			}
			fresh, err := a.seen.add(group, c.id)
			if err != nil {
				return err
			}
			if !fresh {
				continue
			}
		}
		if err := use(group, c); err != nil {
			return err
		}
	}
	return nil
}

// A sumAcc is SUM and AVG. Sums of integers stay plain numbers while they fit.
type sumAcc struct {
	accBase
	average bool
	states  []sumState
}

type sumState struct {
	small  int64
	count  int64
	failed bool
	rest   *value.Value // what is not in small
}

func (a *sumAcc) add(ev *evaluation, groups []int32, n int) (err error) {
	if a.states, err = grow(&a.accBase, a.states, n, 32); err != nil {
		return err
	}
	return a.each(ev, groups, func(g int32, c cell) error {
		s := &a.states[g]
		s.count++
		if c.isError() {
			s.failed = true
		}
		if s.failed {
			return nil
		}
		v, err := ev.load(c)
		if err != nil {
			return err
		}
		return a.sum(s, v)
	})
}

func (a *sumAcc) sum(s *sumState, v value.Value) error {
	if n, ok := v.Int(); ok {
		if sum, over := addInt(s.small, n); !over {
			s.small = sum
			return nil
		}
	}
	if !v.IsNumeric() {
		s.failed = true
		return nil
	}
	if s.rest == nil {
		a.held += 160
		if err := a.run.budget.take(160); err != nil {
			return err
		}
		zero := value.OfInt(0)
		s.rest = &zero
	}
	*s.rest = value.Add(*s.rest, v)
	return nil
}

// addInt adds, and reports whether the sum is out of range.
func addInt(a, b int64) (int64, bool) {
	c := a + b
	return c, (a < 0) == (b < 0) && (c < 0) != (a < 0)
}

func (a *sumAcc) result(_ *evaluation, g int) (cell, error) {
	s := &a.states[g]
	if s.failed {
		return cell{}, nil
	}
	sum := value.OfInt(s.small)
	if s.rest != nil {
		sum = value.Add(*s.rest, sum)
	}
	if a.average && s.count > 0 {
		sum = value.Divide(sum, value.OfInt(s.count))
	}
	return cell{value: sum}, nil
}

// An extremeAcc is MIN and MAX, by the order of ORDER BY. An error in a group makes
// the whole an error, for the reason that concatAcc gives.
type extremeAcc struct {
	accBase
	largest bool
	best    []cell
	failed  []bool
}

func (a *extremeAcc) add(ev *evaluation, groups []int32, n int) (err error) {
	if a.best, err = grow(&a.accBase, a.best, n, 128); err != nil {
		return err
	}
	if a.failed, err = grow(&a.accBase, a.failed, n, 1); err != nil {
		return err
	}
	return a.each(ev, groups, func(g int32, c cell) error {
		if c.isError() {
			a.failed[g] = true
			return nil
		}
		best := &a.best[g]
		if best.id != index.None && best.id == c.id {
			return nil
		}
		v, err := ev.load(c)
		if err != nil {
			return err
		}
		if best.isError() || value.Order(v, best.value) != 0 && (value.Order(v, best.value) > 0) == a.largest {
			was := best.value
			*best = cell{id: c.id, value: v}
			return a.hold(v, was)
		}
		return nil
	})
}

func (a *extremeAcc) result(_ *evaluation, g int) (cell, error) {
	if a.failed[g] {
		return cell{}, nil
	}
	return a.best[g], nil
}

// A sampleAcc is SAMPLE: the first value that is no error.
type sampleAcc struct {
	accBase
	first []cell
}

func (a *sampleAcc) add(ev *evaluation, groups []int32, n int) (err error) {
	if a.first, err = grow(&a.accBase, a.first, n, 128); err != nil {
		return err
	}
	return a.each(ev, groups, func(g int32, c cell) error {
		if a.first[g].isError() {
			a.first[g] = c
			return a.hold(c.value, value.Value{})
		}
		return nil
	})
}

func (a *sampleAcc) result(_ *evaluation, g int) (cell, error) { return a.first[g], nil }

// A concatAcc is GROUP_CONCAT. IRIs and literals of any datatype count by their
// characters, as STR gives them. An unbound variable and other errors, and blank
// nodes, make the whole an error: section 18.5.1 gives set functions the errors of
// a group with its values, and only COUNT and SAMPLE have a meaning for them. So
// does Oxigraph; who wants to pass over them writes COALESCE(?x, "") or
// FILTER (BOUND(?x)).
type concatAcc struct {
	accBase
	texts  [][]byte
	begun  []bool
	failed []bool
}

func (a *concatAcc) add(ev *evaluation, groups []int32, n int) (err error) {
	if a.texts, err = grow(&a.accBase, a.texts, n, 24); err != nil {
		return err
	}
	if a.begun, err = grow(&a.accBase, a.begun, n, 1); err != nil {
		return err
	}
	if a.failed, err = grow(&a.accBase, a.failed, n, 1); err != nil {
		return err
	}
	return a.each(ev, groups, func(g int32, c cell) error {
		v, err := ev.load(c)
		if err != nil {
			return err
		}
		if v.Kind() == value.None || v.Kind() == value.Blank || v.Kind() == value.Triple {
			a.failed[g] = true
		}
		if a.failed[g] {
			return nil
		}
		if most := a.run.values.MaxString; len(a.texts[g])+len(a.agg.separator)+v.Size() > most {
			return fmt.Errorf("%w: GROUP_CONCAT gives a string of more than %d bytes", value.ErrLimit, most)
		}
		was := cap(a.texts[g])
		if a.begun[g] {
			a.texts[g] = append(a.texts[g], a.agg.separator...)
		}
		a.texts[g], a.begun[g] = append(a.texts[g], v.Lexical()...), true
		more := int64(cap(a.texts[g]) - was)
		a.held += more
		return a.run.budget.take(more)
	})
}

func (a *concatAcc) result(_ *evaluation, g int) (cell, error) {
	if a.failed[g] {
		return cell{}, nil
	}
	return cell{value: value.OfString(string(a.texts[g]))}, nil
}
