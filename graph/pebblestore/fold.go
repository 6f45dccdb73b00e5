package pebblestore

import (
	"context"
	"errors"

	"diplograph/graph/index"
	"diplograph/graph/pebblestore/block"

	"github.com/cockroachdb/pebble/v2"
)

// Folding moves entries of the delta into the blocks, order by order, a few
// blocks a step. It does not change what the store holds, so any snapshot is
// right before and after. A step reads a snapshot while others write, and then
// writes one batch while nobody else does:
//
//	out  the blocks, their directory entries, the delta entries
//	in   blocks and directory entries of the rows merged
//
// If a transaction has meanwhile changed one of the entries, the step is done
// again.

// foldLimits bound a step.
type foldLimits struct {
	blocks  int // that are read
	entries int // of the delta
	rows    int // of a block that is written
}

var defaultFold = foldLimits{blocks: 16, entries: 8192, rows: block.MaxRows}

// touches reports whether any of the entries of an order has, or may have, been
// changed.
func (w *watch) touches(o index.Order, entries []index.Quad) bool {
	changed, known := w.noted()
	if !known {
		return true
	}
	if len(changed) == 0 {
		return false
	}
	for _, e := range entries {
		if changed[o.Restore(e)] {
			return true
		}
	}
	return false
}

// foldAll folds all that the delta has at the time.
func (d *DB) foldAll(ctx context.Context) error {
	for o := range index.Order(index.Orders) {
		if err := d.foldOrder(ctx, o); err != nil {
			return err
		}
	}
	return nil
}

// foldOrder folds the delta of an order from its first entry to its last.
func (d *DB) foldOrder(ctx context.Context, o index.Order) error {
	return d.steps(ctx, &folder{db: d, order: o}, atOnce)
}

// folder folds the delta of an order.
type folder struct {
	db    *DB
	order index.Order
	from  index.Quad // no entry before it is left to fold
	run   *foldRun   // of the step, nil if there are no entries
}

func (f *folder) prepare(_ context.Context, s *Snapshot) (something bool, err error) {
	f.run, err = s.prepareFold(f.order, f.from)
	return f.run != nil, err
}

func (f *folder) carryOut(s *Snapshot, w *watch) (done bool, err error) {
	if f.db.state.layout != s.state.layout || w.touches(f.order, f.run.entries) {
		return false, nil
	}
	return true, f.db.commitFold(f.order, f.run, s.dirs)
}

func (f *folder) release() error {
	if f.run == nil {
		return nil
	}
	return storeError(f.run.batch.Close())
}

func (f *folder) next() (more bool) {
	if f.run != nil {
		f.from, more = successor(f.run.upper)
	}
	return more
}

// commitFold writes a prepared step; the caller holds writer.
func (d *DB) commitFold(o index.Order, f *foldRun, dirs *directories) error {
	after := d.state
	after.layout++
	after.delta[o] -= int64(len(f.entries))
	after.removed[o] -= f.removed
	if err := f.batch.Set(metaKeyOf(metaState), after.append(nil), nil); err != nil {
		return storeError(err)
	}
	next := dirs.changed(after.layout, o, f.list.replaced(f.at, f.replaced, f.made))
	d.dirs.Store(&[]*directories{dirs, next})
	// Not synced: if the process ends now the delta still has the entries.
	if err := d.applyWith(f.batch, pebble.NoSync); err != nil {
		return err
	}
	d.state = after
	d.dirs.Store(&[]*directories{next})
	d.wake(&after)
	d.buried(len(f.entries))
	return nil
}

// foldRun is neighbouring blocks of an order with entries of the delta, and what
// takes their place.
type foldRun struct {
	order    index.Order
	list     *blockList
	at       place      // of the first block
	replaced int        // number of blocks that go
	from     index.Quad // where the territory of the first block begins
	upper    index.Quad // up to here entries are folded
	entries  []index.Quad
	removed  int64 // of the entries, those that say removed
	rows     foldRows
	appended bool // all entries come after the rows of the blocks
	made     []entry
	batch    *pebble.Batch
}

// prepareFold reads a run and makes its batch, nil if the delta has nothing from
// a quad on.
func (v *view) prepareFold(o index.Order, from index.Quad) (*foldRun, error) {
	if v.state.delta[o] == 0 {
		return nil, nil
	}
	list, err := v.dirs.list(v.r, o)
	if err != nil {
		return nil, err
	}
	f := &foldRun{order: o, list: list}
	if err := v.chooseRun(f, from); err != nil || len(f.entries) == 0 {
		return nil, err
	}
	if err := v.mergeRun(f); err != nil {
		return nil, err
	}
	f.batch = v.db.p.NewBatch()
	if err := f.write(uint32(v.state.generation), v.db.limits.rows); err != nil {
		return nil, errors.Join(err, f.batch.Close())
	}
	return f, nil
}

// chooseRun collects entries of the delta of neighbouring blocks: those of the
// block that has the first entry not before from, from the first entry of its
// territory on, and then of the next blocks.
func (v *view) chooseRun(f *foldRun, from index.Quad) (err error) {
	first, err := v.openDelta(f.order, from, maxQuad)
	if err != nil {
		return err
	}
	err = first.seek(from)
	found := first.valid
	if err := errors.Join(err, first.close()); err != nil || !found {
		return err
	}
	f.at = f.list.locate(first.quad)
	if f.list.valid(f.at) && f.at != (place{}) {
		f.from = f.list.entry(f.at).first
	}
	d, err := v.openDelta(f.order, f.from, maxQuad)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.close()) }()
	if err := d.seek(f.from); err != nil {
		return err
	}
	end := f.at
	bounded, limit := false, index.Quad{}
	if f.list.valid(end) {
		f.replaced = 1
		end = f.list.next(end)
		bounded, limit = f.list.begin(end)
	}
	for ; d.valid; err = d.next() {
		if n := len(f.entries); n >= v.db.limits.entries {
			f.upper = f.entries[n-1]
			return nil
		}
		if bounded && d.quad.Compare(limit) >= 0 {
			beyond := f.list.next(end)
			within, next := f.list.begin(beyond)
			if f.replaced >= v.db.limits.blocks || within && d.quad.Compare(next) >= 0 {
				break
			}
			f.replaced++
			end, bounded, limit = beyond, within, next
		}
		f.entries = append(f.entries, d.quad)
		if !d.inserted {
			f.removed++
		}
	}
	if f.upper = maxQuad; bounded {
		f.upper = before(limit)
	}
	return err
}

// begin gives the first quad of a block, ok false after the last.
func (l *blockList) begin(p place) (ok bool, q index.Quad) {
	if !l.valid(p) {
		return false, q
	}
	return true, l.entry(p).first
}

// before gives the quad before one that is not the zero quad.
func before(q index.Quad) index.Quad {
	for i := 3; i >= 0; i-- {
		if q[i]--; q[i] != ^index.ID(0) {
			break
		}
	}
	return q
}

// mergeRun reads the rows of the run: up to upper with the delta, and the rest
// of the last block without.
func (v *view) mergeRun(f *foldRun) (err error) {
	c, err := v.cursor(f.order, f.from, f.upper)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	f.reserve()
	if err := c.seek(f.from); err != nil {
		return err
	}
	if err := c.fill(&f.rows, 1<<40); err != nil || f.replaced == 0 {
		return err
	}
	last := f.at
	for range f.replaced - 1 {
		last = f.list.next(last)
	}
	e := f.list.entry(last)
	f.appended = f.entries[0].Compare(e.last) > 0
	if e.last.Compare(f.upper) <= 0 {
		return nil
	}
	if err := c.blocks.load(last); err != nil {
		return err
	}
	beyond, _ := successor(f.upper)
	f.rows.rows(c, c.blocks.block.Search(beyond[:], 0), int(e.rows))
	return nil
}

// reserve makes room for all rows of the run.
func (f *foldRun) reserve() {
	n := len(f.entries)
	for p, i := f.at, 0; i < f.replaced; p, i = f.list.next(p), i+1 {
		n += int(f.list.entry(p).rows)
	}
	for i := range f.rows.columns {
		f.rows.columns[i] = make([]index.ID, 0, n)
	}
}

// foldRows is a rowSink of whole rows.
type foldRows struct{ columns block.Columns }

func (s *foldRows) len() int { return len(s.columns[0]) }

func (s *foldRows) rows(c *cursor, from, to int) {
	for i := range s.columns {
		s.columns[i] = c.blocks.block.Decode(i, from, to, s.columns[i])
	}
}

func (s *foldRows) inserted(q index.Quad) {
	for i := range s.columns {
		s.columns[i] = append(s.columns[i], q[i])
	}
}

// write fills the batch.
func (f *foldRun) write(generation uint32, most int) error {
	for p, n := f.at, 0; n < f.replaced; p, n = f.list.next(p), n+1 {
		first := f.list.entry(p).first
		for _, kind := range []byte{kindBlock, kindDirectory} {
			if err := f.batch.Delete(quadKey(generation, kind, f.order, first), nil); err != nil {
				return storeError(err)
			}
		}
	}
	for _, n := range f.split(most) {
		if err := f.writeBlock(generation, n); err != nil {
			return err
		}
	}
	key := make([]byte, 0, quadKeySize)
	for _, q := range f.entries {
		key = appendQuadKey(key[:0], generation, kindDelta, f.order, q)
		if err := f.batch.SingleDelete(key, nil); err != nil {
			return storeError(err)
		}
	}
	return nil
}

// split gives the sizes of the blocks, at most most: equal ones, which have room left if quads
// come anywhere, full ones if they come after all others.
func (f *foldRun) split(most int) (sizes []int) {
	rows := f.rows.len()
	for blocks := (rows + most - 1) / most; blocks > 0; blocks-- {
		n := (rows + blocks - 1) / blocks
		if f.appended {
			n = min(rows, most)
		}
		sizes, rows = append(sizes, n), rows-n
	}
	return sizes
}

// writeBlock writes the first n rows that are left.
func (f *foldRun) writeBlock(generation uint32, n int) error {
	e := entryOf(&f.rows.columns, n)
	value := block.Append(nil, f.rows.columns, n)
	if err := f.batch.Set(quadKey(generation, kindBlock, f.order, e.first), value, nil); err != nil {
		return storeError(err)
	}
	if err := f.batch.Set(quadKey(generation, kindDirectory, f.order, e.first), e.appendValue(nil), nil); err != nil {
		return storeError(err)
	}
	f.made = append(f.made, e)
	for i := range f.rows.columns {
		f.rows.columns[i] = f.rows.columns[i][n:]
	}
	return nil
}
