package sparql

import (
	"context"

	"diplograph/graph/index"
)

// A feedOp gives the rows of a chunk that another operator evaluates a pattern
// for, numbered in a column of their own.
type feedOp struct {
	run  *run
	row  slot
	done bool
}

// feedZero is added to the number of a row, for None is no number.
const feedZero = 1

func (f *feedOp) next(context.Context) (*batch, error) {
	if f.done {
		return nil, nil
	}
	f.done = true
	return f.run.feeds[f.row], nil
}

func (f *feedOp) close() {}

// A feedJoin evaluates a pattern for a chunk of left rows at a time: it looks up
// what they bind instead of reading the pattern as a whole.
//
//	left rows 0..15  ->  feed ?#row  ->  bind join ... ->  rows with ?#row
type feedJoin struct {
	run   *run
	left  operator
	right *plan // begins with a feedOp
	row   slot
	kind  joinKind
	cond  *condition

	b        *batch
	from, to int
	chunk    int
	fed      *batch
	numbers  []index.ID
	inner    operator
	buffers  int64 // bytes of those before inner
	hits     []bool
	rows     []int32
	picked   *gatherer
	kept     *gatherer
}

func (j *feedJoin) next(ctx context.Context) (*batch, error) {
	if j.fed == nil {
		j.fed, j.picked, j.kept, j.chunk = newBatch(j.run.slots), newGatherer(j.run), newGatherer(j.run), firstChunk
	}
	for {
		if j.inner != nil {
			b, err := j.some(ctx)
			if b != nil || err != nil {
				return b, err
			}
			if b := j.rest(); b != nil {
				return b, nil
			}
		}
		if ok, err := j.begin(ctx); !ok {
			return nil, err
		}
	}
}

// begin starts on the next chunk.
func (j *feedJoin) begin(ctx context.Context) (bool, error) {
	if j.b == nil || j.to >= j.b.n {
		b, err := j.left.next(ctx)
		if b == nil || err != nil {
			return false, err
		}
		j.b, j.to = b, 0
	}
	j.from, j.to = j.to, min(j.to+j.chunk, j.b.n)
	j.chunk = min(j.chunk*4, index.BatchSize)
	j.fed.slice(j.b, j.from, j.to)
	n := j.to - j.from
	j.numbers, j.hits = j.numbers[:0], j.hits[:0]
	for i := range n {
		j.numbers, j.hits = append(j.numbers, index.ID(i+feedZero)), append(j.hits, false)
	}
	j.fed.cols[j.row] = j.numbers
	j.run.feeds[j.row] = j.fed
	j.buffers = j.run.budget.buffers
	j.inner = j.right.open(j.run)
	return true, nil
}

// some gives rows of the pattern for the chunk; a semi or anti join only notes
// for which rows there are any.
func (j *feedJoin) some(ctx context.Context) (*batch, error) {
	for {
		b, err := j.inner.next(ctx)
		if b == nil || err != nil {
			return nil, err
		}
		rows, err := j.passing(ctx, b)
		if err != nil {
			return nil, err
		}
		numbers := b.cols[j.row]
		for _, r := range rows {
			j.hits[numbers[r]-feedZero] = true
		}
		if (j.kind == joinInner || j.kind == joinOuter) && len(rows) > 0 {
			out := j.picked.pick(b, rows)
			out.cols[j.row] = nil
			return out, nil
		}
	}
}

// passing gives the rows for which the condition holds.
func (j *feedJoin) passing(ctx context.Context, b *batch) ([]int32, error) {
	if j.cond != nil {
		return j.cond.filter(ctx, b)
	}
	j.rows = j.rows[:0]
	for i := range b.n {
		j.rows = append(j.rows, int32(i))
	}
	return j.rows, nil
}

// rest ends a chunk with the left rows that the join keeps as they are.
func (j *feedJoin) rest() *batch {
	j.inner.close()
	j.inner = nil
	j.run.budget.dropBuffers(j.buffers)
	delete(j.run.feeds, j.row)
	if j.kind == joinInner {
		return nil
	}
	j.rows = j.rows[:0]
	for i, hit := range j.hits {
		if hit == (j.kind == joinSemi) {
			j.rows = append(j.rows, int32(j.from+i))
		}
	}
	if len(j.rows) == 0 {
		return nil
	}
	return j.kept.arrange(j.b, j.rows)
}

func (j *feedJoin) close() {
	j.left.close()
	if j.inner != nil {
		j.inner.close()
		j.inner = nil
	}
	j.cond.release()
}
