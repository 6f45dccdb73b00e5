package sparql

import (
	"context"

	"diplograph/graph/index"
)

// A joinKind is what a join gives.
type joinKind uint8

const (
	joinInner joinKind = iota
	joinOuter          // also left rows that match nothing
	joinSemi           // left rows that match something
	joinAnti           // left rows that match nothing
)

// A hashJoin keeps the right side's rows in a hash table and joins each left
// row with those that agree with it.
//
//	right rows   0: ?p=a ?n=1   1: ?p=b ?n=2   2: ?p=a ?n=3
//	heads        hash(a) -> 2   hash(b) -> 1        (newest first)
//	next         2 -> 0
type hashJoin struct {
	run         *run
	left, right operator
	kind        joinKind
	keys        []slot     // bound on both sides in every row
	check       []slot     // other variables of both sides
	cond        *condition // of an outer join, may be nil
	minus       bool       // anti join that lets rows without a common variable be
	shared      []slot     // of minus: the variables of both sides

	table  *table
	hash   hashTable
	built  bool
	b      *batch // the left batch
	i      int    // the left row
	chain  int32  // where the left row is in its chain
	inRow  bool
	hits   []bool
	loose  []int32 // left rows left over, to give
	pairsL []int32
	pairsR []int32
	out    *gatherer
	picked *gatherer
}

// A hashTable finds rows by some of their columns. Rows with the same key chain.
type hashTable struct {
	heads []int32 // row+1 by hash
	next  []int32 // row+1 by row
	held  int64
}

// hashSlots mixes the ids of some columns of a row.
func hashSlots(b *batch, row int, keys []slot) uint64 {
	var h uint64
	for _, k := range keys {
		h = mix(h ^ uint64(b.cols[k][row]))
	}
	return h
}

func mix(x uint64) uint64 {
	x *= 0x9e3779b97f4a7c15
	return x ^ x>>32
}

// build makes the table of the rows of t.
func (h *hashTable) build(ctx context.Context, t *table, keys []slot) error {
	size := 16
	for size < t.n*2 {
		size *= 2
	}
	h.held = int64(size+t.n) * 4
	if err := t.run.budget.take(h.held); err != nil {
		return err
	}
	h.heads, h.next = make([]int32, size), make([]int32, t.n)
	for row := t.n - 1; row >= 0; row-- { // so that chains are in the order of rows
		if row&0xffff == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		at := hashSlots(&t.batch, row, keys) & uint64(size-1)
		h.next[row] = h.heads[at]
		h.heads[at] = int32(row + 1)
	}
	return nil
}

// first gives the first row+1 of a chain that may have the key.
func (h *hashTable) first(b *batch, row int, keys []slot) int32 {
	return h.heads[hashSlots(b, row, keys)&uint64(len(h.heads)-1)]
}

// fill reads the right side.
func (j *hashJoin) fill(ctx context.Context) error {
	j.built = true
	j.table = newTable(j.run)
	if err := j.table.drain(ctx, j.right); err != nil {
		return err
	}
	return j.hash.build(ctx, j.table, j.keys)
}

// drain adds all rows of an operator.
func (t *table) drain(ctx context.Context, o operator) error {
	for {
		b, err := o.next(ctx)
		if b == nil || err != nil {
			return err
		}
		if err := t.add(b, 0, b.n); err != nil {
			return err
		}
	}
}

func (j *hashJoin) next(ctx context.Context) (*batch, error) {
	if !j.built {
		if err := j.fill(ctx); err != nil {
			return nil, err
		}
	}
	for {
		if ctx.Err() != nil { // a condition may pass none of millions of pairs
			return nil, context.Cause(ctx)
		}
		if out, err := j.leftover(); out != nil || err != nil {
			return out, err
		}
		if j.b == nil {
			b, err := j.left.next(ctx)
			if b == nil || err != nil {
				return nil, err
			}
			j.begin(b)
		}
		if j.kind == joinSemi || j.kind == joinAnti {
			if out, err := j.halves(ctx); err != nil || out.n > 0 {
				return out, err
			}
			continue
		}
		out, err := j.probe(ctx)
		if err != nil || out != nil && out.n > 0 {
			return out, err
		}
	}
}

// begin starts on a left batch.
func (j *hashJoin) begin(b *batch) {
	j.b, j.i, j.inRow = b, 0, false
	if j.kind == joinOuter {
		j.hits = append(j.hits[:0], make([]bool, b.n)...)
	}
}

// matches reports whether a left row agrees with a row of the table.
func (j *hashJoin) matches(row int, other int) bool {
	for _, k := range j.keys {
		if j.b.cols[k][row] != j.table.cols[k][other] {
			return false
		}
	}
	return compatible(j.b, row, &j.table.batch, other, j.check)
}

// probe joins left rows until the batch ends or enough rows are paired.
func (j *hashJoin) probe(ctx context.Context) (*batch, error) {
	j.pairsL, j.pairsR = j.pairsL[:0], j.pairsR[:0]
	visited := 0
	for j.i < j.b.n && len(j.pairsL) < maxPairs {
		if !j.inRow {
			j.chain, j.inRow = j.hash.first(j.b, j.i, j.keys), true
		}
		for j.chain != 0 && len(j.pairsL) < maxPairs {
			row := int(j.chain - 1)
			j.chain = j.hash.next[row]
			if visited++; visited&0xffff == 0 && ctx.Err() != nil {
				return nil, context.Cause(ctx)
			}
			if j.matches(j.i, row) {
				j.pairsL, j.pairsR = append(j.pairsL, int32(j.i)), append(j.pairsR, int32(row))
			}
		}
		if j.chain == 0 {
			j.i, j.inRow = j.i+1, false
		}
	}
	return j.joined(ctx)
}

// joined makes rows of the pairs, and of what is left over once the batch ends.
func (j *hashJoin) joined(ctx context.Context) (*batch, error) {
	if j.out == nil {
		j.out, j.picked = newGatherer(j.run), newGatherer(j.run)
	}
	out := j.out.join(j.b, j.pairsL, &j.table.batch, j.pairsR)
	if j.kind == joinOuter {
		if j.cond != nil {
			rows, err := j.cond.filter(ctx, out)
			if err != nil {
				return nil, err
			}
			for _, r := range rows {
				j.hits[j.pairsL[r]] = true
			}
			out = j.picked.pick(out, rows)
		} else {
			for _, l := range j.pairsL {
				j.hits[l] = true
			}
		}
	}
	if j.i >= j.b.n {
		j.finish()
	}
	return out, nil
}

// finish notes the left rows that matched nothing, once a left batch ends.
func (j *hashJoin) finish() {
	if j.kind != joinOuter {
		j.b = nil
		return
	}
	j.loose = j.loose[:0]
	for i, hit := range j.hits {
		if !hit {
			j.loose = append(j.loose, int32(i))
		}
	}
	if len(j.loose) == 0 {
		j.b = nil
	}
}

// leftover gives the left rows that matched nothing.
func (j *hashJoin) leftover() (*batch, error) {
	if len(j.loose) == 0 || j.b == nil {
		return nil, nil
	}
	out := j.picked.pick(j.b, j.loose)
	j.loose, j.b = j.loose[:0], nil
	return out, nil
}

// halves gives the rows of the left batch that a semi or anti join keeps.
func (j *hashJoin) halves(ctx context.Context) (*batch, error) {
	j.pairsL = j.pairsL[:0]
	visited := 0
	for i := range j.b.n {
		found := false
		for c := j.hash.first(j.b, i, j.keys); c != 0 && !found; c = j.hash.next[c-1] {
			if visited++; visited&0xffff == 0 && ctx.Err() != nil {
				return nil, context.Cause(ctx)
			}
			found = j.matches(i, int(c-1)) && (!j.minus || j.common(i, int(c-1)))
		}
		if found == (j.kind == joinSemi) {
			j.pairsL = append(j.pairsL, int32(i))
		}
	}
	if j.picked == nil {
		j.picked = newGatherer(j.run)
	}
	out := j.picked.pick(j.b, j.pairsL)
	j.b = nil
	return out, nil
}

// common reports whether two rows bind a variable in common.
func (j *hashJoin) common(row, other int) bool {
	for _, s := range j.shared {
		if j.b.at(s, row) != index.None && j.table.at(s, other) != index.None {
			return true
		}
	}
	return false
}

func (j *hashJoin) close() {
	j.left.close()
	j.right.close()
	j.cond.release()
	if j.table != nil {
		j.table.release()
		j.run.budget.give(j.hash.held)
		j.hash = hashTable{}
	}
}
