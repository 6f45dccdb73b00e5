package sparql

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql/value"
)

// A judge says for which terms of a variable an expression holds, and remembers.
// A term that is judged is mostly not needed again, so it is read past the
// dictionary of the query; those that are kept go in. Many are judged by several
// goroutines, each its part of the ids.
//
//	column    7 7 9 3 9 4       known 9 false
//	unknown   3 4 7  ->  3 4 | 7  ->  holds  true false | true
type judge struct {
	run   *run
	expr  expr
	slot  slot
	known *idTable[bool]

	text    *value.TextTest // that is all there is to judge, or nil
	most    int             // goroutines
	last    index.ID        // the largest id that was judged
	unknown []index.ID      // of a batch, sorted
	holds   []bool          // of them
	terms   []rdf.Term
	parts   []*judging
}

const (
	maxKnown   = 1 << 16 // answers that are kept
	maxWorkers = 4       // goroutines of a query
	fewJudged  = 256     // ids that are not worth a goroutine
)

func newJudge(r *run, e expr, s slot) *judge {
	j := &judge{run: r, expr: e, slot: s, known: &idTable[bool]{most: maxKnown, budget: r.budget}, most: r.workers}
	if j.text = textTest(r, e); j.text == nil && find(e, compiles) {
		j.most = 1
	}
	return j
}

// compiles reports whether an expression may compile regular expressions, which
// the Env of the query keeps.
func compiles(e expr) bool {
	c, ok := e.(*exprCall)
	return ok && (c.function.Name == "REGEX" || c.function.Name == "REPLACE")
}

func (j *judge) release() {
	if j != nil {
		j.known.release()
	}
}

// keep gives those of rows in which the expression holds, in the same slice.
func (j *judge) keep(ctx context.Context, column []index.ID, rows []int32) ([]int32, error) {
	j.unknown = j.unknown[:0]
	for i, r := range rows {
		if i > 0 && column[r] == column[rows[i-1]] {
			continue
		}
		if _, ok := j.remembers(column[r]); !ok {
			j.unknown = append(j.unknown, column[r])
		}
	}
	if !slices.IsSorted(j.unknown) {
		slices.Sort(j.unknown)
	}
	j.unknown = slices.Compact(j.unknown)
	if err := j.all(ctx); err != nil {
		return rows[:0], err
	}
	kept, at := rows[:0], 0
	for _, r := range rows {
		id := column[r]
		holds, ok := j.remembers(id)
		if !ok {
			at = whereIs(j.unknown, id, at)
			holds = j.holds[at]
		}
		if holds {
			kept = append(kept, r)
		}
	}
	for i, id := range j.unknown {
		j.known.put(id, j.holds[i])
		j.last = max(j.last, id)
	}
	return kept, nil
}

// whereIs gives where an id is in sorted ones, often where the one before was or
// beside it.
func whereIs(ids []index.ID, id index.ID, at int) int {
	if ids[at] == id {
		return at
	}
	if at+1 < len(ids) && ids[at+1] == id {
		return at + 1
	}
	at, _ = slices.BinarySearch(ids, id)
	return at
}

// remembers gives what is known of an id. Where ids come sorted none does.
func (j *judge) remembers(id index.ID) (holds, ok bool) {
	if id > j.last {
		return false, false
	}
	return j.known.get(id)
}

// all judges the unknown ids.
func (j *judge) all(ctx context.Context) error {
	n := len(j.unknown)
	if n == 0 {
		return nil
	}
	j.holds = slices.Grow(j.holds[:0], n)[:n]
	j.terms = slices.Grow(j.terms[:0], n)[:n]
	workers := max(1, min(j.most, n/fewJudged))
	for len(j.parts) < workers {
		j.parts = append(j.parts, j.part(len(j.parts) > 0))
	}
	var others sync.WaitGroup
	for w, p := range j.parts[:workers] {
		p.from, p.to = n*w/workers, n*(w+1)/workers
		if w > 0 {
			others.Go(func() { p.work(ctx) })
		}
	}
	j.parts[0].work(ctx)
	others.Wait()
	return j.finish(j.parts[:workers])
}

// finish takes over what the parts found.
func (j *judge) finish(parts []*judging) error {
	defer clear(j.terms)
	for _, p := range parts {
		if p.panicked != "" {
			panic(p.panicked)
		}
		if p.err != nil {
			return p.err
		}
	}
	size := int64(0)
	for i, id := range j.unknown {
		size += int64(len(j.terms[i].Value))
		if j.holds[i] {
			if err := j.run.dict.keep(id, j.terms[i]); err != nil {
				return err
			}
		}
	}
	err := j.run.budget.take(size)
	j.run.budget.give(size)
	return err
}

// A judging is what one goroutine does of a judge's work.
type judging struct {
	*judge
	from, to int // of unknown
	run      *run
	text     *value.TextTest // that is all there is to judge, or nil
	ids      []index.ID      // to read, which are those at some places of the part
	at       []int32
	found    []rdf.Term
	err      error
	panicked string // why, and where, which the one that waits cannot see
}

// part gives another part, a fork if it is for a goroutine of its own.
func (j *judge) part(fork bool) *judging {
	p := &judging{judge: j, run: j.run, text: j.text}
	if !fork {
		return p
	}
	r := *j.run
	r.values = r.values.Fork()
	p.run = &r
	if j.text != nil {
		p.text = j.text.For(r.values)
	}
	return p
}

// textTest gives the test that an expression is, nil if it is none.
func textTest(r *run, e expr) *value.TextTest {
	call, ok := e.(*exprCall)
	if !ok || len(call.args) < 2 {
		return nil
	}
	var constants []value.Value
	for _, a := range call.args[1:] {
		k, ok := a.(*exprConst)
		if !ok {
			return nil
		}
		constants = append(constants, k.value)
	}
	var inner []*value.Function
	at := call.args[0]
	for c, ok := at.(*exprCall); ok && len(c.args) == 1; c, ok = at.(*exprCall) {
		inner = append(inner, c.function)
		at = c.args[0]
	}
	if _, ok := at.(*exprVar); !ok {
		return nil
	}
	slices.Reverse(inner)
	return value.NewTextTest(r.values, call.function, inner, constants)
}

func (p *judging) work(ctx context.Context) {
	defer func() {
		if why := recover(); why != nil {
			p.panicked = fmt.Sprintf("%v\n%s", why, debug.Stack())
		}
	}()
	p.err = p.each(ctx)
	if p.err == nil {
		p.err = p.run.values.Err()
	}
}

func (p *judging) each(ctx context.Context) error {
	ids, terms := p.unknown[p.from:p.to], p.terms[p.from:p.to]
	if err := p.read(ctx, ids, terms); err != nil {
		return err
	}
	ev := evaluation{ctx: ctx, run: p.run, b: &batch{}, given: &given{slot: p.slot}}
	for i, id := range ids {
		if i&0xff == 0xff && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if p.text != nil && !id.IsInline() {
			p.holds[p.from+i] = p.text.Holds(terms[i])
			continue
		}
		c := &ev.given.cell
		if id.IsInline() {
			*c = cell{id: id, value: value.FromID(id)}
		} else if *c = (cell{id: id, value: value.FromTerm(terms[i])}); c.value.IsNone() {
			*c = cell{}
		}
		t, err := ev.test(p.expr, 0)
		if err != nil {
			return err
		}
		p.holds[p.from+i] = t == value.True
	}
	return nil
}

// read puts the terms of ids into terms.
func (p *judging) read(ctx context.Context, ids []index.ID, terms []rdf.Term) error {
	dict := p.run.dict
	if dict.cache.n == 0 && len(dict.locals) == 0 {
		return dict.snap.Terms(ctx, ids, terms)
	}
	p.ids, p.at = p.ids[:0], p.at[:0]
	for i, id := range ids {
		ok := false
		if local(id) {
			terms[i], ok = dict.locals[id.Payload()], true
		} else if !id.IsInline() {
			terms[i], ok = dict.cache.get(id)
		}
		if !ok {
			p.ids, p.at = append(p.ids, id), append(p.at, int32(i))
		}
	}
	p.found = slices.Grow(p.found[:0], len(p.ids))[:len(p.ids)]
	defer clear(p.found)
	err := dict.snap.Terms(ctx, p.ids, p.found)
	for k, i := range p.at {
		terms[i] = p.found[k]
	}
	return err
}
