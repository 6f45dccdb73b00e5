package sparql

import (
	"cmp"
	"context"
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/sparql/value"
)

// An orderOp is ORDER BY. It ranks the different ids of each key column, so that
// every term is decoded and compared as a value once, and sorts rows by ranks.
// With a limit it holds little more than the rows that can still be among the
// first.
type orderOp struct {
	run   *run
	input operator
	keys  []sortKey
	limit int64 // rows wanted; below 0 all

	rows *table
	held []int32 // the sequence of rows to give
	at   int
	done bool
	out  *gatherer
}

// extraRows is how many rows more than the limit are held before the last ones
// are dropped.
const extraRows = 1 << 14

func (o *orderOp) next(ctx context.Context) (*batch, error) {
	if !o.done {
		if err := o.fill(ctx); err != nil {
			return nil, err
		}
	}
	n := min(len(o.held)-o.at, index.BatchSize)
	if n <= 0 {
		return nil, nil
	}
	o.at += n
	return o.out.arrange(&o.rows.batch, o.held[o.at-n:o.at]), nil
}

func (o *orderOp) fill(ctx context.Context) error {
	o.done = true
	o.rows, o.out = newTable(o.run), newGatherer(o.run)
	for {
		b, err := o.input.next(ctx)
		if err != nil {
			return err
		}
		if b == nil {
			break
		}
		if err := o.rows.add(b, 0, b.n); err != nil {
			return err
		}
		if o.limit >= 0 && int64(o.rows.n) > o.limit+extraRows {
			if err := o.drop(ctx); err != nil {
				return err
			}
		}
	}
	return o.sort(ctx)
}

// drop keeps the first rows only.
func (o *orderOp) drop(ctx context.Context) error {
	if err := o.sort(ctx); err != nil {
		return err
	}
	first := newTable(o.run)
	b := o.out.arrange(&o.rows.batch, o.held)
	if err := first.add(b, 0, b.n); err != nil {
		return err
	}
	o.rows.release()
	o.rows, o.held = first, nil
	return nil
}

// sort finds the sequence of the rows. With a limit, rows that a key shows to be
// beyond it are not looked at by the next.
func (o *orderOp) sort(ctx context.Context) error {
	n := o.rows.n
	need := int64(n) * int64(4+8*len(o.keys))
	if err := o.run.budget.take(need); err != nil {
		return err
	}
	defer o.run.budget.give(need)
	o.held = make([]int32, n)
	for i := range o.held {
		o.held[i] = int32(i)
	}
	ranks := make([][]uint64, 0, len(o.keys))
	for i, k := range o.keys {
		r, err := o.rank(ctx, o.rows.cols[k.slot], n)
		if err != nil {
			return err
		}
		ranks = append(ranks, r)
		if o.limit >= 0 && int64(len(o.held)) > o.limit && i < len(o.keys)-1 {
			o.prune(ctx, ranks)
		}
	}
	slices.SortFunc(o.held, interruptible(ctx, func(a, b int32) int {
		if c := o.compare(ranks, a, b); c != 0 {
			return c
		}
		return int(a - b) // the sequence of the input, so that answers repeat
	}))
	if o.limit >= 0 && int64(len(o.held)) > o.limit {
		o.held = o.held[:o.limit]
	}
	return context.Cause(ctx)
}

// interruptible gives a comparison that makes a sort end soon once the context
// is done, when nobody asks for its result any more.
func interruptible(ctx context.Context, compare func(a, b int32) int) func(a, b int32) int {
	n, done := 0, false
	return func(a, b int32) int {
		if n++; n&0xffff == 0 {
			done = ctx.Err() != nil
		}
		if done {
			return 0
		}
		return compare(a, b)
	}
}

// sortIDs sorts ids; if they are many, no longer than the context lasts.
func sortIDs(ctx context.Context, ids []index.ID) {
	const chunk = 1 << 18
	if len(ids) <= chunk {
		slices.Sort(ids)
		return
	}
	n := 0
	slices.SortFunc(ids, func(a, b index.ID) int {
		if n++; n&0xffff == 0 && ctx.Err() != nil {
			n-- // and so for all that follow
			return 0
		}
		return cmp.Compare(a, b)
	})
}

// compare orders rows by the ranks of some keys.
func (o *orderOp) compare(ranks [][]uint64, a, b int32) int {
	for i, r := range ranks {
		if x, y := r[a], r[b]; x != y {
			if (x < y) != o.keys[i].descending {
				return -1
			}
			return 1
		}
	}
	return 0
}

// prune drops the rows that come after the limit whatever the keys to come say.
func (o *orderOp) prune(ctx context.Context, ranks [][]uint64) {
	if o.limit == 0 {
		o.held = o.held[:0]
		return
	}
	slices.SortFunc(o.held, interruptible(ctx, func(a, b int32) int { return o.compare(ranks, a, b) }))
	last := o.held[o.limit-1]
	n := int(o.limit)
	for n < len(o.held) && o.compare(ranks, o.held[n], last) == 0 {
		n++
	}
	o.held = o.held[:n]
}

// rank gives numbers that sort as the values of a column do, for the rows that
// are still held.
func (o *orderOp) rank(ctx context.Context, column []index.ID, n int) ([]uint64, error) {
	ranks := make([]uint64, n)
	if column == nil {
		return ranks, nil
	}
	if sameTag(column) {
		for i, id := range column {
			ranks[i] = uint64(id)
		}
		return ranks, nil
	}
	ids := make([]index.ID, len(o.held))
	for i, row := range o.held {
		ids[i] = column[row]
	}
	sortIDs(ctx, ids)
	ids = slices.Compact(ids)
	byID, err := o.rankIDs(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, row := range o.held {
		at, _ := slices.BinarySearch(ids, column[row])
		ranks[row] = byID[at]
	}
	return ranks, nil
}

// sameTag reports whether all ids are inline and of one kind: they sort as
// their values do.
func sameTag(column []index.ID) bool {
	for _, id := range column {
		if !id.IsInline() || id.Tag() != column[0].Tag() || !sortsByID(id.Tag()) {
			return false
		}
	}
	return true
}

// sortsByID reports whether values of a kind of inline ids sort as ids.
func sortsByID(t index.Tag) bool { return t == index.TagBoolean || t == index.TagInteger }

// rankedBytes is about what ranking a term takes.
const rankedBytes = 200

// rankIDs gives the rank of each of some different ids.
func (o *orderOp) rankIDs(ctx context.Context, ids []index.ID) ([]uint64, error) {
	need := int64(len(ids)) * rankedBytes
	if err := o.run.budget.take(need); err != nil {
		return nil, err
	}
	defer func() { o.run.budget.give(need) }()
	long := int64(0) // of the texts of a batch
	values := make([]value.Value, len(ids))
	for from := 0; from < len(ids); from += index.BatchSize {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		to := min(from+index.BatchSize, len(ids))
		if err := o.run.dict.load(ctx, ids[from:to]); err != nil {
			return nil, err
		}
		for i := from; i < to; i++ {
			v, err := o.run.value(ctx, ids[i])
			if err != nil {
				return nil, err
			}
			values[i] = v
			long += int64(v.Size())
		}
		if err := o.run.budget.take(long); err != nil {
			return nil, err
		}
		need, long = need+long, 0
	}
	sequence := make([]int32, len(ids))
	for i := range sequence {
		sequence[i] = int32(i)
	}
	slices.SortFunc(sequence, interruptible(ctx, func(a, b int32) int { return value.Order(values[a], values[b]) }))
	ranks := make([]uint64, len(ids))
	for i := 1; i < len(sequence); i++ {
		ranks[sequence[i]] = ranks[sequence[i-1]]
		if value.Order(values[sequence[i-1]], values[sequence[i]]) != 0 {
			ranks[sequence[i]]++
		}
	}
	return ranks, nil
}

func (o *orderOp) close() {
	o.input.close()
	if o.rows != nil {
		o.rows.release()
	}
}
