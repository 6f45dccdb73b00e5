package sparql

import (
	"diplograph/graph/index"
	"diplograph/graph/sparql/value"
)

// A countAcc is COUNT.
type countAcc struct {
	accBase
	counts []int64
}

func (a *countAcc) add(ev *evaluation, groups []int32, n int) (err error) {
	if a.counts, err = grow(&a.accBase, a.counts, n, 8); err != nil {
		return err
	}
	if v, ok := a.agg.arg.(*exprVar); a.agg.arg == nil || ok && a.seen == nil && ev.b.cols[v.slot] != nil {
		for row, g := range groups {
			if a.agg.arg == nil || ev.b.cols[v.slot][row] != index.None {
				a.counts[g]++
			}
		}
		return nil
	}
	if v, ok := a.agg.arg.(*exprVar); ok && ev.b.cols[v.slot] != nil {
		return a.addDistinct(ev.b.cols[v.slot], groups)
	}
	return a.each(ev, groups, func(g int32, c cell) error {
		if !c.isError() {
			a.counts[g]++
		}
		return nil
	})
}

// addDistinct counts the ids of a column that a group has not had.
func (a *countAcc) addDistinct(column []index.ID, groups []int32) error {
	for row, g := range groups {
		id := column[row]
		if id == index.None || row > 0 && id == column[row-1] && g == groups[row-1] {
			continue
		}
		fresh, err := a.seen.add(g, id)
		if err != nil {
			return err
		}
		if fresh {
			a.counts[g]++
		}
	}
	return nil
}

func (a *countAcc) result(_ *evaluation, g int) (cell, error) {
	return cell{value: value.OfInt(a.counts[g])}, nil
}

// countRows is COUNT(DISTINCT *): of the rows that differ in any variable.
type countRows struct {
	base   accBase
	counts []int64
	seen   *rowSet
}

func (a *countRows) add(ev *evaluation, groups []int32, n int) (err error) {
	if a.counts, err = grow(&a.base, a.counts, n, 8); err != nil {
		return err
	}
	if a.seen == nil {
		a.seen = newRowSet(a.base.run, a.base.agg.solution)
	}
	for row, g := range groups {
		_, fresh, err := a.seen.number(ev.b, row)
		if err != nil {
			return err
		}
		if fresh {
			a.counts[g]++
		}
	}
	return nil
}

func (a *countRows) result(_ *evaluation, g int) (cell, error) {
	return cell{value: value.OfInt(a.counts[g])}, nil
}

func (a *countRows) release() {
	a.base.release()
	if a.seen != nil {
		a.seen.release()
	}
}
