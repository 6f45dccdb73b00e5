package quadstore

import (
	"context"
	"errors"
	"maps"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
)

// noTags is what most iterators have.
var noTags = map[string]refs.Ref{}

// tagged is what iterators that are listed and those that are looked up share.
type tagged interface{ TagResults(map[string]refs.Ref) }

// take gives the tags of an iterator as they are now. It leaves scratch empty.
func take(it tagged, scratch map[string]refs.Ref) map[string]refs.Ref {
	it.TagResults(scratch)
	if len(scratch) == 0 {
		return noTags
	}
	tags := maps.Clone(scratch)
	clear(scratch)
	return tags
}

// lookup is an iterator that is looked up, whose ways to a node can be gone
// through again, and which has the tags of the last one when there are no more:
// Cayley's iterators then have none, or others.
type lookup struct {
	iterator.Index
	optional bool // it adds its tags, if it has the node

	ref     refs.Ref
	there   bool // it has the node
	many    bool // it has had a second way
	kept    map[string]refs.Ref
	scratch map[string]refs.Ref
}

func newLookup(it iterator.Shape) *lookup {
	return &lookup{Index: it.Lookup(), scratch: map[string]refs.Ref{}}
}

func (l *lookup) Contains(ctx context.Context, ref refs.Ref) bool {
	l.ref, l.many, l.kept = ref, false, nil
	l.there = l.Index.Contains(ctx, ref)
	return l.there
}

func (l *lookup) NextPath(ctx context.Context) bool {
	if !l.there || l.kept != nil {
		return false
	}
	last := take(l.Index, l.scratch)
	if l.Index.NextPath(ctx) {
		l.many = true
		return true
	}
	l.kept = last
	return false
}

// again goes back to the first way.
func (l *lookup) again(ctx context.Context) error {
	if !l.many || l.Contains(ctx, l.ref) {
		return nil
	}
	if err := errors.Join(l.Err(), ctx.Err()); err != nil {
		return err
	}
	return errUnsteady
}

// errUnsteady is for an iterator that answers otherwise when it is asked again.
var errUnsteady = errors.New("an iterator does not find again what it has found")

func (l *lookup) TagResults(tags map[string]refs.Ref) {
	switch {
	case l.kept != nil:
		maps.Copy(tags, l.kept)
	case l.there:
		l.Index.TagResults(tags)
	}
}

// ways are lookups that have been asked each for a node. Together they have each
// way of one with each way of the others.
type ways []*lookup

// next moves to the next of the ways.
func (w ways) next(ctx context.Context) (bool, error) {
	for i := len(w) - 1; i >= 0; i-- {
		if w[i].NextPath(ctx) {
			return true, w[i+1:].again(ctx)
		}
		if err := w[i].Err(); err != nil {
			return false, err
		}
	}
	return false, nil
}

// again goes back to the first of the ways.
func (w ways) again(ctx context.Context) error {
	for _, l := range w {
		if err := l.again(ctx); err != nil {
			return err
		}
	}
	return nil
}

// contain reports whether all have a node, but for those that are optional.
func (w ways) contain(ctx context.Context, ref refs.Ref) (bool, error) {
	for _, l := range w {
		if l.Contains(ctx, ref) || l.optional && l.Err() == nil {
			continue
		}
		return false, l.Err()
	}
	return true, nil
}

func (w ways) TagResults(tags map[string]refs.Ref) {
	for _, l := range w {
		l.TagResults(tags)
	}
}

func (w ways) close() error {
	var errs []error
	for _, l := range w {
		errs = append(errs, l.Close())
	}
	return errors.Join(errs...)
}
