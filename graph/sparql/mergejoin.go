package sparql

import (
	"context"

	"diplograph/graph/index"
)

// A mergeJoin joins rows that are sorted by a variable on both sides, passing
// over what the other side lacks by seeking. Many of them in a row leapfrog.
//
//	left ?e   3 3   7 9          seek(7)
//	right ?e  3 3 3 .......... 7 8 9      ->  3 x6, 7, 9
type mergeJoin struct {
	run         *run
	left, right *cursor
	key         slot
	check       []slot // other variables of both sides
	outer       bool   // give left rows that match nothing

	group  *table // the right side's rows of one key, when they span batches
	inTab  bool   // the current group is in the table
	gFrom  int    // the current group in the right batch
	gTo    int
	gPos   int // the row of it that the left row comes to next
	gKey   index.ID
	gValid bool
	hit    bool // the left row has matched
	// visited is how many pairs were looked at since the context was asked.
	visited int

	pairsL, pairsR []int32
	out            *gatherer
}

// maxPairs is how many rows a join gives at once, about.
const maxPairs = 4096

// A cursor walks the rows of a sorted operator.
type cursor struct {
	op   operator
	key  slot
	b    *batch
	keys []index.ID
	i    int
	done bool
}

// fetch makes sure of a row under the cursor; false at the end.
func (c *cursor) fetch(ctx context.Context) (bool, error) {
	for !c.done && (c.b == nil || c.i >= c.b.n) {
		b, err := c.op.next(ctx)
		if err != nil {
			return false, err
		}
		c.b, c.i = b, 0
		if b == nil {
			c.done = true
		} else {
			c.keys = b.cols[c.key]
		}
	}
	return !c.done, nil
}

// skip moves to the first row of the batch whose key is not before id; false if
// the batch has none.
func (c *cursor) skip(id index.ID) bool {
	step, lo := 1, c.i
	for lo+step < c.b.n && c.keys[lo+step] < id {
		lo, step = lo+step, step*2
	}
	hi := min(lo+step, c.b.n)
	for lo < hi {
		if mid := int(uint(lo+hi) >> 1); c.keys[mid] < id {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	c.i = lo
	return c.i < c.b.n
}

func (m *mergeJoin) next(ctx context.Context) (*batch, error) {
	m.pairsL, m.pairsR = m.pairsL[:0], m.pairsR[:0]
	for {
		if m.left.b != nil && m.left.i >= m.left.b.n && len(m.pairsL) > 0 || len(m.pairsL) >= maxPairs {
			return m.flush()
		}
		ok, err := m.left.fetch(ctx)
		if err != nil {
			return nil, err
		}
		if !ok {
			return m.flush()
		}
		key := m.left.keys[m.left.i]
		if m.gValid && m.gKey == key {
			if m.pair(); m.visited > 0xffff {
				if m.visited = 0; ctx.Err() != nil {
					return nil, context.Cause(ctx)
				}
			}
			continue
		}
		if b, err := m.advance(ctx, key); b != nil || err != nil {
			return b, err
		}
	}
}

// advance moves the sides to the next key that both have, from the left side's
// key on, and makes the right side's rows of it the group. It gives a batch
// when rows that were paired must be given before a side can move.
func (m *mergeJoin) advance(ctx context.Context, key index.ID) (*batch, error) {
	if (m.inTab || m.right.b != nil && m.right.i >= m.right.b.n) && len(m.pairsL) > 0 {
		return m.flush()
	}
	m.gValid, m.inTab = false, false
	ok, err := m.right.fetch(ctx)
	if err != nil {
		return nil, err
	}
	if !ok {
		return m.rest()
	}
	r := m.right
	if r.keys[r.i] < key && !r.skip(key) {
		if len(m.pairsL) > 0 {
			return m.flush()
		}
		return nil, trySeek(ctx, r.op, key)
	}
	if other := r.keys[r.i]; other > key {
		return m.behind(ctx, other)
	}
	end := r.i + 1
	for end < r.b.n && r.keys[end] == key {
		end++
	}
	m.gKey, m.gFrom, m.gPos, m.gTo, m.gValid, m.hit = key, r.i, r.i, end, true, false
	if end == r.b.n {
		if len(m.pairsL) > 0 {
			m.gValid = false
			return m.flush()
		}
		return nil, m.collect(ctx, key)
	}
	r.i = end
	return nil, nil
}

// behind moves the left side on to the right side's key.
func (m *mergeJoin) behind(ctx context.Context, key index.ID) (*batch, error) {
	l := m.left
	from := l.i
	found := l.skip(key)
	if m.outer {
		for i := from; i < l.i; i++ {
			m.pairsL, m.pairsR = append(m.pairsL, int32(i)), append(m.pairsR, -1)
		}
		return nil, nil
	}
	if found {
		return nil, nil
	}
	if len(m.pairsL) > 0 {
		l.i = l.b.n - 1 // come here again once the rows are given
		return m.flush()
	}
	return nil, trySeek(ctx, l.op, key)
}

// rest ends the join when the right side has no more rows.
func (m *mergeJoin) rest() (*batch, error) {
	l := m.left
	if m.outer {
		for ; l.i < l.b.n; l.i++ {
			m.pairsL, m.pairsR = append(m.pairsL, int32(l.i)), append(m.pairsR, -1)
		}
		return m.flush()
	}
	l.i, l.done = l.b.n, true
	return m.flush()
}

// collect copies the right side's rows of a key that may go on in its next
// batch.
func (m *mergeJoin) collect(ctx context.Context, key index.ID) error {
	if m.group == nil {
		m.group = newTable(m.run)
	}
	m.group.reset()
	r := m.right
	for {
		end := r.i
		for end < r.b.n && r.keys[end] == key {
			end++
		}
		if err := m.group.add(r.b, r.i, end); err != nil {
			return err
		}
		r.i = end
		if end < r.b.n {
			break
		}
		if ok, err := r.fetch(ctx); !ok {
			if err != nil {
				return err
			}
			break
		}
		if r.keys[r.i] != key {
			break
		}
	}
	m.inTab, m.gFrom, m.gPos, m.gTo = true, 0, 0, m.group.n
	return nil
}

// rightSide gives the rows that the group is in.
func (m *mergeJoin) rightSide() *batch {
	if m.inTab {
		return &m.group.batch
	}
	return m.right.b
}

// pair joins the left row under the cursor with the group, or as much of it as
// a batch takes.
func (m *mergeJoin) pair() {
	l, right := m.left, m.rightSide()
	m.visited += m.gTo - m.gPos
	for ; m.gPos < m.gTo && len(m.pairsL) < maxPairs; m.gPos++ {
		if compatible(l.b, l.i, right, m.gPos, m.check) {
			m.pairsL, m.pairsR = append(m.pairsL, int32(l.i)), append(m.pairsR, int32(m.gPos))
			m.hit = true
		}
	}
	if m.gPos < m.gTo {
		return
	}
	if m.outer && !m.hit {
		m.pairsL, m.pairsR = append(m.pairsL, int32(l.i)), append(m.pairsR, -1)
	}
	l.i++
	m.gPos, m.hit = m.gFrom, false
}

// flush gives the rows that were paired, nil if there are none.
func (m *mergeJoin) flush() (*batch, error) {
	if len(m.pairsL) == 0 {
		return nil, nil
	}
	if m.out == nil {
		m.out = newGatherer(m.run)
	}
	return m.out.join(m.left.b, m.pairsL, m.rightSide(), m.pairsR), nil
}

// seek implements seeker.
func (m *mergeJoin) seek(ctx context.Context, id index.ID) error {
	for _, c := range []*cursor{m.left, m.right} {
		if m.outer && c == m.right || c.done || c.b != nil && c.i < c.b.n && c.skip(id) {
			continue
		}
		if err := trySeek(ctx, c.op, id); err != nil {
			return err
		}
	}
	return nil
}

func (m *mergeJoin) close() {
	m.left.op.close()
	m.right.op.close()
	if m.group != nil {
		m.group.release()
	}
}
