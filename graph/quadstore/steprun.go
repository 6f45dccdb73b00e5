package quadstore

import (
	"context"
	"errors"
	"maps"

	"diplograph/graph/index"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
)

// stepRun is a step on its way: a row, and how the sources stand with it.
type stepRun struct {
	reader
	it     *stepIterator
	rows   *rows
	driver iterator.Scanner // the source that is listed, or nil
	checks ways             // the sources that are tested
	places []index.Position // theirs
	found  bool             // there is a row

	// The tags of the driver's ways to its node, as far as they have been asked
	// for. Every row of the node has them all.
	ways    []map[string]refs.Ref
	way     int
	allWays bool

	scratch map[string]refs.Ref
}

// test has a source tested.
func (r *stepRun) test(i int) {
	r.checks = append(r.checks, newLookup(r.it.from[i]))
	r.places = append(r.places, r.it.sources[i].at)
}

// pass reports whether the row is one of the step's.
func (r *stepRun) pass(ctx context.Context) bool {
	if r.it.named && r.rows.id(index.Graph) == index.DefaultGraph {
		return false
	}
	for i, check := range r.checks {
		ref := nodeRef(r.rows.id(r.places[i]))
		if ref == nil || !check.Contains(ctx, ref) {
			r.fail(check.Err())
			return false
		}
	}
	return true
}

// row moves to the next row that passes.
func (r *stepRun) row(ctx context.Context) bool {
	for r.found, r.way = false, 0; ; {
		more, err := r.rows.advance(ctx)
		if r.fail(err) || !more {
			return false
		}
		if r.found = r.pass(ctx); r.found || r.err != nil {
			return r.found
		}
	}
}

// nextWay moves to the driver's next way to its node.
func (r *stepRun) nextWay(ctx context.Context) bool {
	if r.driver == nil {
		return false
	}
	if r.way+1 == len(r.ways) && !r.allWays {
		if r.driver.NextPath(ctx) {
			r.ways = append(r.ways, r.tags(r.driver))
		} else {
			r.allWays = true
			r.fail(r.driver.Err())
		}
	}
	if r.way+1 >= len(r.ways) {
		return false
	}
	r.way++
	return true
}

// paths moves to another way to the row: each of the driver's is one with each of
// the other sources'.
func (r *stepRun) paths(ctx context.Context) bool {
	if !r.found || r.err != nil {
		return false
	}
	more, err := r.checks.next(ctx)
	if !more && err == nil && r.nextWay(ctx) {
		more, err = true, r.checks.again(ctx)
	}
	return !r.fail(err) && more
}

// tags gives the tags of an iterator as they are now.
func (r *stepRun) tags(it tagged) map[string]refs.Ref {
	if r.scratch == nil {
		r.scratch = map[string]refs.Ref{}
	}
	return take(it, r.scratch)
}

func (r *stepRun) String() string { return "Step" }

func (r *stepRun) Result() refs.Ref {
	switch {
	case !r.found:
		return nil
	case r.it.result == wholeQuad:
		return Quad(r.rows.quad())
	}
	return nodeRef(r.rows.id(r.it.result))
}

func (r *stepRun) TagResults(tags map[string]refs.Ref) {
	if !r.found {
		return
	}
	if len(r.ways) > 0 {
		maps.Copy(tags, r.ways[r.way])
	}
	r.checks.TagResults(tags)
	for p, names := range r.it.save {
		for _, name := range names {
			tags[name] = nodeRef(r.rows.id(index.Position(p)))
		}
	}
}

func (r *stepRun) Close() error {
	var errs []error
	r.found = false
	if r.rows != nil {
		errs = append(errs, r.rows.close())
	}
	if r.driver != nil {
		errs = append(errs, r.driver.Close())
	}
	r.end()
	return errors.Join(append(errs, r.checks.close())...)
}

// stepScanner lists the results of a step.
type stepScanner struct {
	stepRun
	started, done bool
	driven        index.Position // the place of the driver
}

func (s *stepScanner) Next(ctx context.Context) bool {
	s.found = false
	if s.done || !s.begin(ctx) || !s.started && !s.start(ctx) {
		return false
	}
	for {
		if s.row(ctx) {
			return true
		}
		if s.err != nil {
			return false
		}
		if s.driver == nil || !s.drive(ctx) {
			s.finish()
			return false
		}
	}
}

// start chooses a plan and opens what it needs.
func (s *stepScanner) start(ctx context.Context) bool {
	s.started = true
	p, err := s.it.plan(ctx)
	if s.fail(err) {
		return false
	}
	s.rows = &rows{snap: s.snap, pattern: s.it.pattern, columns: s.it.columns(), next: s.it.result}
	for i := range s.it.from {
		if i != p.driver {
			s.test(i)
		}
	}
	if p.driver < 0 {
		s.rows.next, s.rows.ranges = s.it.ranges()
		return !s.fail(s.rows.open(ctx, s.it.pattern))
	}
	s.driver, s.driven = s.it.from[p.driver].Iterate(), s.it.sources[p.driver].at
	if p.thick {
		s.rows.next = s.driven
		return !s.fail(s.rows.openKeyed(ctx))
	}
	return true
}

// drive moves to the rows of the next node of the driver.
func (s *stepScanner) drive(ctx context.Context) bool {
	for s.driver.Next(ctx) {
		id, ok, err := s.store.id(s.driver.Result())
		if s.fail(err) {
			return false
		}
		if own := s.it.pattern[s.driven]; !ok || own != index.None && own != id {
			continue
		}
		s.ways, s.allWays = append(s.ways[:0], s.tags(s.driver)), false
		return !s.fail(ctx.Err()) && !s.fail(s.rows.find(ctx, s.driven, id))
	}
	s.fail(s.driver.Err())
	return false
}

// finish lets go of what is not needed when the rows are at their end.
func (s *stepScanner) finish() {
	if s.err == nil && !s.done {
		s.done = true
		s.fail(s.Close())
	}
}

func (s *stepScanner) NextPath(ctx context.Context) bool { return s.paths(ctx) }

// stepIndex looks nodes up in the results of a step.
type stepIndex struct {
	stepRun
	id index.ID
}

func (x *stepIndex) Contains(ctx context.Context, ref refs.Ref) bool {
	x.found = false
	if !x.begin(ctx) {
		return false
	}
	if x.it.result == wholeQuad {
		return x.containsQuad(ctx, ref)
	}
	id, ok, err := x.store.id(ref)
	if x.fail(err) || !ok {
		return false
	}
	if own := x.it.pattern[x.it.result]; own != index.None && own != id {
		return false
	}
	if x.rows == nil {
		x.rows = &rows{snap: x.snap, pattern: x.it.pattern, columns: x.it.columns(), next: x.it.result}
	}
	x.id = id
	return !x.fail(x.rows.find(ctx, x.it.result, id)) && x.row(ctx)
}

// containsQuad goes by the ids alone: a quad that Cayley has comes from here.
func (x *stepIndex) containsQuad(ctx context.Context, ref refs.Ref) bool {
	q, ok := ref.(Quad)
	if !ok || !x.it.pattern.Matches(index.Quad(q)) {
		return false
	}
	x.rows = &rows{bound: index.Quad(q)}
	x.found = x.pass(ctx)
	return x.found
}

// NextPath moves to another path of the sources, then to another quad.
func (x *stepIndex) NextPath(ctx context.Context) bool {
	if x.paths(ctx) {
		return true
	}
	if !x.found || x.err != nil || x.it.result == wholeQuad {
		return false
	}
	return x.row(ctx)
}

func (x *stepIndex) Result() refs.Ref {
	if x.it.result != wholeQuad && x.found {
		return nodeRef(x.id)
	}
	return x.stepRun.Result()
}
