package sparql

import (
	"context"
	"slices"

	"diplograph/graph/index"
)

// A bindJoin looks up the matches of a pattern for what each left row binds in
// it. It takes left rows by the chunk, looks up the different keys in the order
// of ids, each once, and gives the rows in the left side's order.
//
//	left ?e       7 3 7          keys 3, 7
//	found         3 -> [a b]     7 -> [c]
//	rows          7c 3a 3b 7c
type bindJoin struct {
	run   *run
	left  operator
	scan  *scanOp
	sweep *scanOp // over the keys in order, or nil
	size  float64 // the rows of the pattern
	bound []slot  // the variables of the pattern that the left side binds, in the order of sweep
	fresh []slot  // the others that are wanted

	b      *batch
	from   int // the first row of the chunk
	to     int
	chunk  int
	rows   []int32 // of the chunk, in the order of keys
	keys   []int   // a row of the batch for each key, in order
	keyOf  []int32 // by row of the chunk, the number of its key
	starts []int32 // by key, where its matches begin in found
	found  *table
	// Rows of the sweep's batch from kept to upTo are matches and not in found yet.
	kept, upTo int
	ranges     []index.Range // of the sweep
	at         int           // the row of the chunk to give
	match      int32

	pairsL, pairsR []int32
	out            *gatherer
}

// firstChunk is how many left rows are looked up before the first row is given.
const firstChunk = 16

func (j *bindJoin) next(ctx context.Context) (*batch, error) {
	if j.found == nil {
		j.found, j.out, j.chunk = newTable(j.run), newGatherer(j.run), firstChunk
	}
	for {
		if j.b != nil && j.from+j.at < j.to {
			if out := j.give(); out != nil {
				return out, nil
			}
		}
		if j.b != nil {
			j.from = j.to
		}
		if j.b == nil || j.from >= j.b.n {
			b, err := j.left.next(ctx)
			if b == nil || err != nil {
				return nil, err
			}
			j.b, j.from = b, 0
		}
		j.to = min(j.from+j.chunk, j.b.n)
		j.chunk = min(j.chunk*8, index.BatchSize)
		if err := j.look(ctx); err != nil {
			return nil, err
		}
	}
}

// look finds the matches of the chunk's keys.
func (j *bindJoin) look(ctx context.Context) error {
	n := j.to - j.from
	j.rows, j.keyOf, j.starts, j.keys = j.rows[:0], slices.Grow(j.keyOf[:0], n)[:n], j.starts[:0], j.keys[:0]
	j.found.reset()
	j.at, j.match = 0, -1
	for i := range n {
		j.rows = append(j.rows, int32(i))
	}
	if !slices.IsSortedFunc(j.rows, func(x, y int32) int { return j.compare(int(x), int(y)) }) {
		slices.SortFunc(j.rows, func(x, y int32) int { return j.compare(int(x), int(y)) })
	}
	for k, r := range j.rows {
		if k == 0 || j.compare(int(j.rows[k-1]), int(r)) != 0 {
			j.keys = append(j.keys, int(r)+j.from)
		}
		j.keyOf[r] = int32(len(j.keys) - 1)
	}
	look := j.lookEach
	if j.sweeps() {
		look = j.lookAll
	}
	if err := look(ctx); err != nil {
		return err
	}
	j.starts = append(j.starts, int32(j.found.n))
	return nil
}

// lookEach looks keys up one by one.
func (j *bindJoin) lookEach(ctx context.Context) error {
	env := j.run.env
	saved := make([]index.ID, len(j.bound))
	for i, s := range j.bound {
		saved[i] = env[s]
	}
	defer func() {
		for i, s := range j.bound {
			env[s] = saved[i]
		}
		j.scan.close()
	}()
	for k, row := range j.keys {
		if k&0xff == 0xff && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		j.starts = append(j.starts, int32(j.found.n))
		for _, s := range j.bound {
			env[s] = j.b.cols[s][row]
		}
		if err := j.collect(ctx); err != nil {
			return err
		}
	}
	return nil
}

// compare orders rows of the chunk by key.
func (j *bindJoin) compare(x, y int) int {
	for _, s := range j.bound {
		c := j.b.cols[s]
		if a, b := c[j.from+x], c[j.from+y]; a != b {
			if a < b {
				return -1
			}
			return 1
		}
	}
	return 0
}

// collect adds the matches of one key.
func (j *bindJoin) collect(ctx context.Context) error {
	j.scan.reset()
	for {
		b, err := j.scan.next(ctx)
		if b == nil || err != nil {
			return err
		}
		if len(j.fresh) == 0 {
			j.found.n += b.n
			continue
		}
		if err := j.found.add(b, 0, b.n); err != nil {
			return err
		}
	}
}

// give pairs rows of the chunk with their matches.
func (j *bindJoin) give() *batch {
	j.pairsL, j.pairsR = j.pairsL[:0], j.pairsR[:0]
	for j.from+j.at < j.to && len(j.pairsL) < maxPairs {
		key := j.keyOf[j.at]
		if j.match < 0 {
			j.match = j.starts[key]
		}
		end := j.starts[key+1]
		for j.match < end && len(j.pairsL) < maxPairs {
			j.pairsL, j.pairsR = append(j.pairsL, int32(j.from+j.at)), append(j.pairsR, j.match)
			j.match++
		}
		if j.match == end {
			j.at, j.match = j.at+1, -1
		}
	}
	if len(j.pairsL) == 0 {
		return nil
	}
	return j.out.join(j.b, j.pairsL, &j.found.batch, j.pairsR)
}

func (j *bindJoin) close() {
	j.left.close()
	j.scan.close()
	if j.sweep != nil {
		j.sweep.close()
	}
	if j.found != nil {
		j.found.release()
	}
}
