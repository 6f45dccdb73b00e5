package quadstore

import (
	"context"
	"reflect"
	"slices"

	"diplograph/graph/index"

	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/cayley/query/shape"
)

// OptimizeShape implements shape.Optimizer. Cayley calls it for each shape after
// it has for the shape's parts.
func (qs *QuadStore) OptimizeShape(_ context.Context, s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.QuadsAction:
		if better, ok := qs.fromAction(s); ok {
			return better, true
		}
	case shape.NodesFrom:
		if better, ok := qs.fromQuads(s); ok {
			return better, true
		}
	case shape.Filter:
		return qs.filtered(s), true
	case shape.Intersect:
		return qs.sorted(s), true
	case shape.IntersectOpt:
		return &meet{qs, s.Sub, s.Opt}, true
	case shape.Fixed:
		return once(s)
	case shape.Union:
		return united(s), true
	case shape.Sort:
		return &ordered{s.From}, true
	case shape.Except:
		return &except{qs, s}, true
	}
	return s, false
}

// fromAction makes a step of quads with constants and tags.
func (qs *QuadStore) fromAction(a shape.QuadsAction) (shape.Shape, bool) {
	result, ok := position(a.Result)
	if !ok {
		return nil, false
	}
	s := &step{store: qs, result: result}
	for d, ref := range a.Filter {
		p, ok := position(d)
		id, known, err := qs.id(ref)
		if !ok || err != nil {
			return nil, false
		}
		if !known {
			return shape.Null{}, true
		}
		s.pattern[p] = id
	}
	for d, tags := range a.Save {
		p, ok := position(d)
		if !ok {
			return nil, false
		}
		s.tag(p, tags)
	}
	return s, true
}

// tag has the nodes in a place saved, which quads of the unnamed graph do not
// have in the place of the graph.
func (s *step) tag(p index.Position, tags []string) {
	s.save[p] = append(s.save[p], tags...)
	s.named = s.named || p == index.Graph && s.pattern[p] == index.None
}

// fromQuads makes a step of quads whose nodes are in other shapes.
func (qs *QuadStore) fromQuads(n shape.NodesFrom) (shape.Shape, bool) {
	result, ok := position(n.Dir)
	quads, ok2 := n.Quads.(shape.Quads)
	if !ok || !ok2 {
		return nil, false
	}
	s := &step{store: qs, result: result}
	for _, f := range quads {
		p, ok := position(f.Dir)
		if !ok || f.Values == nil {
			return nil, false
		}
		if s.pattern[p] == index.None && qs.constant(s, p, f.Values) {
			continue
		}
		s.sources = append(s.sources, sourceOf(p, f.Values))
	}
	return s, true
}

// constant puts a single node, or any node, with its tags into the pattern, and
// reports whether that is what it was given.
func (qs *QuadStore) constant(s *step, p index.Position, in shape.Shape) bool {
	var tags []string
	if save, ok := in.(shape.Save); ok {
		in, tags = save.From, save.Tags
	}
	if _, all := in.(shape.AllNodes); all {
		s.tag(p, tags)
		return true
	}
	ref, ok := shape.One(in)
	if !ok {
		return false
	}
	id, known, err := qs.id(ref)
	if !known || err != nil {
		return false
	}
	s.pattern[p] = id
	s.tag(p, tags)
	return true
}

func sourceOf(p index.Position, in shape.Shape) source {
	if f, ok := in.(*filter); ok {
		if all, ok := f.From.(*nodes); ok {
			return source{p, &filter{shape.Filter{From: &anyNode{*all}, Filters: f.Filters}}, all.ranges, true}
		}
	}
	return source{at: p, in: in}
}

// filtered narrows what is filtered down to ranges of ids.
func (qs *QuadStore) filtered(f shape.Filter) shape.Shape {
	var ranges []index.Range
	for _, filter := range f.Filters {
		if r, ok := rangesOf(filter); ok {
			ranges = overlap(ranges, r)
		}
	}
	if ranges == nil {
		return &filter{f}
	}
	switch from := f.From.(type) {
	case shape.AllNodes:
		f.From = &nodes{qs, ranges}
	case *step:
		if from.result == wholeQuad || from.pattern[from.result] != index.None {
			break
		}
		f.From = &anyNode{nodes{qs, ranges}}
		s := from.clone()
		s.sources = append(s.sources, source{from.result, &filter{f}, ranges, true})
		return s
	}
	return &filter{f}
}

// overlap gives what two lists of ranges have in common; nil is everything.
func overlap(a, b []index.Range) []index.Range {
	if a == nil {
		return b
	}
	out := []index.Range{}
	for _, x := range a {
		for _, y := range b {
			if r := (index.Range{First: max(x.First, y.First), Last: min(x.Last, y.Last)}); r.First <= r.Last {
				out = append(out, r)
			}
		}
	}
	return out
}

// sorted has an intersection in the order of its first set.
func (qs *QuadStore) sorted(all shape.Intersect) shape.Shape {
	all = slices.Clone(all)
	_, inOrder := all[0].(*ordered)
	for i, s := range all {
		if o, ok := s.(*ordered); ok {
			all[i] = o.from
		}
	}
	if !inOrder {
		return qs.intersected(all)
	}
	return &ordered{qs.intersected(all)}
}

// intersected merges the plain steps of an intersection, and has it begin with
// what cannot be looked up quickly.
func (qs *QuadStore) intersected(all shape.Intersect) shape.Shape {
	var slow, rest shape.Intersect
	var plain []*step
	for _, s := range all {
		st, ok := s.(*step)
		switch {
		case ok && st.plain() && st.sorted():
			plain = append(plain, st)
		case recursion(s):
			slow = append(slow, &listed{s})
		default:
			rest = append(rest, s)
		}
	}
	out := slow
	switch len(plain) {
	case 0:
	case 1:
		out = append(out, plain[0])
	default:
		out = append(out, &join{qs, plain})
	}
	if out = append(out, rest...); len(out) == 1 {
		return out[0]
	}
	return &meet{store: qs, all: out}
}

// united leaves out empty sets, over which Cayley stumbles.
func united(all shape.Union) shape.Shape {
	some := slices.DeleteFunc(slices.Clone(all), shape.IsNull)
	switch len(some) {
	case 0:
		return shape.Null{}
	case 1:
		return some[0]
	}
	return &union{some}
}

// once has each of several lists hold a node once: a list that is looked up does
// not say how often it has one.
func once(all shape.Fixed) (shape.Shape, bool) {
	var lists shape.Union
	seen := map[any]int{}
	for _, ref := range all {
		key := refs.ToKey(ref)
		n := seen[key]
		seen[key]++
		if n == len(lists) {
			lists = append(lists, shape.Fixed{})
		}
		lists[n] = append(lists[n].(shape.Fixed), ref)
	}
	if len(lists) < 2 {
		return all, false
	}
	return &union{lists}, true
}

// recursion reports whether s is followRecursive, which Cayley keeps to itself.
// Looked up, it is listed all the same, and mixes up the tags of its results.
func recursion(s shape.Shape) bool {
	return reflect.TypeOf(s).PkgPath() == reflect.TypeFor[path.Path]().PkgPath()
}
