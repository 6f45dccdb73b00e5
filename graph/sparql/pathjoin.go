package sparql

import (
	"context"

	"diplograph/graph/index"
)

// A pathJoin searches a repeated path from what each left row binds at one end.
type pathJoin struct {
	run   *run
	left  operator
	node  *pathNode
	end   int // the end that is bound: 0 start, 1 end
	known map[index.ID][]index.ID
	held  int64

	b      *batch
	i, at  int
	found  []index.ID
	inRow  bool
	pairs  []int32
	column []index.ID
	out    *gatherer
	search pathSearch
}

func newPathJoin(r *run, left operator, n *pathNode, end int) *pathJoin {
	return &pathJoin{run: r, left: left, node: n, end: end, known: map[index.ID][]index.ID{},
		out: newGatherer(r), search: pathSearch{run: r, graph: n.graph}}
}

func (j *pathJoin) next(ctx context.Context) (*batch, error) {
	j.pairs, j.column = j.pairs[:0], j.column[:0]
	for {
		if j.b == nil {
			b, err := j.left.next(ctx)
			if b == nil || err != nil {
				return nil, err
			}
			j.b, j.i, j.inRow = b, 0, false
		}
		for j.i < j.b.n && len(j.pairs) < maxPairs {
			if err := j.row(ctx); err != nil {
				return nil, err
			}
			if len(j.pairs) > 0 && j.i < firstChunk {
				break
			}
		}
		if len(j.pairs) > 0 {
			return j.give(), nil
		}
		j.b = nil
	}
}

// row pairs the left row with what the path leads to, as far as a batch takes.
func (j *pathJoin) row(ctx context.Context) error {
	if !j.inRow {
		found, err := j.reach(ctx, j.b.cols[j.node.ends[j.end].slot][j.i])
		if err != nil {
			return err
		}
		j.found, j.at, j.inRow = found, 0, true
	}
	want := j.wanted()
	for j.at < len(j.found) && len(j.pairs) < maxPairs {
		if id := j.found[j.at]; want == index.None || id == want {
			j.pairs, j.column = append(j.pairs, int32(j.i)), append(j.column, id)
		}
		j.at++
	}
	if j.at == len(j.found) {
		j.i, j.inRow = j.i+1, false
	}
	return nil
}

// wanted gives what the other end must be, if the row or the pattern says.
func (j *pathJoin) wanted() index.ID {
	other := j.node.ends[1-j.end]
	if other.slot == noSlot {
		return other.id
	}
	if id := j.b.at(other.slot, j.i); id != index.None {
		return id
	}
	return j.run.env[other.slot]
}

// named reports whether the pattern, not the row, has a term at the other end.
func (j *pathJoin) named() bool {
	other := j.node.ends[1-j.end]
	return other.slot == noSlot || j.run.env[other.slot] != index.None
}

// maxKnownPaths is how many starts a pathJoin remembers the ends of.
const maxKnownPaths = 1 << 14

// reach gives what the path connects with a term. One that a path of no length
// starts from must be in the graph: the path alone, not the row, says what terms
// there are. It need not if the pattern names the term at the other end (section
// 18.4, ZeroLengthPath of a term and a variable).
func (j *pathJoin) reach(ctx context.Context, id index.ID) ([]index.ID, error) {
	if found, ok := j.known[id]; ok {
		return found, nil
	}
	found, err := j.search.reach(ctx, j.node.path, id, j.end == 1)
	if err != nil {
		return nil, err
	}
	if len(found) == 1 && found[0] == id && !j.named() {
		there, err := j.run.inGraph(ctx, j.node.graph, id)
		if err != nil {
			return nil, err
		}
		if !there {
			found = nil
		}
	}
	if len(j.known) >= maxKnownPaths {
		clear(j.known)
		j.run.budget.give(j.held)
		j.held = 0
	}
	j.known[id] = found
	more := int64(len(found))*8 + 48
	j.held += more
	return found, j.run.budget.take(more)
}

// inGraph reports whether a term is subject or object of a triple.
func (r *run) inGraph(ctx context.Context, g graphPlace, id index.ID) (bool, error) {
	if local(id) {
		return false, nil
	}
	for _, p := range []index.Position{index.Subject, index.Object} {
		t := triplePattern{graph: g, places: [3]place{{slot: noSlot}, {slot: noSlot}, {slot: noSlot}}}
		t.places[p] = constant(id)
		found := false
		err := r.scanColumn(ctx, &t, index.Predicate, nil, func(ids []index.ID) error {
			if len(ids) > 0 {
				found = true
				return errEnough
			}
			return nil
		})
		if found {
			return true, nil
		}
		if err != nil {
			return false, err
		}
	}
	return false, nil
}

func (j *pathJoin) give() *batch {
	out := j.out.arrange(j.b, j.pairs)
	if s := j.node.ends[1-j.end].slot; s != noSlot && j.run.env[s] == index.None {
		out.cols[s] = j.column
	}
	return out
}

func (j *pathJoin) close() {
	j.left.close()
	j.run.budget.give(j.held)
	j.held = 0
	j.search.release()
}
