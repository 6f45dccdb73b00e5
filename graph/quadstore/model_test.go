package quadstore_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
)

// model answers paths by going through all quads at each step: what its rows are
// is plain to see.
type model struct {
	quads []quad.Quad
	nodes []quad.Value
}

// row is a way to a node.
type row struct {
	node quad.Value
	tags map[string]quad.Value
}

func (r row) String() string {
	var out strings.Builder
	fmt.Fprint(&out, r.node)
	for _, tag := range slices.Sorted(maps.Keys(r.tags)) {
		fmt.Fprintf(&out, " %s=%v", tag, r.tags[tag])
	}
	return out.String()
}

func (r row) with(tag string, v quad.Value) row {
	tags := maps.Clone(r.tags)
	if tags == nil {
		tags = map[string]quad.Value{}
	}
	tags[tag] = v
	return row{r.node, tags}
}

func newModel(quads []quad.Quad) *model {
	m := &model{quads: quads}
	for _, q := range quads {
		for _, d := range quad.Directions {
			if v := q.Get(d); v != nil && !slices.Contains(m.nodes, v) {
				m.nodes = append(m.nodes, v)
			}
		}
	}
	return m
}

func (m *model) all() (rows []row) {
	for _, v := range m.nodes {
		rows = append(rows, row{node: v})
	}
	return rows
}

// along gives, for each row, what do makes of each of its quads.
func (m *model) along(rows []row, from quad.Direction, by []quad.Value, do func(row, quad.Quad) []row) (out []row) {
	for _, r := range rows {
		for _, q := range m.quads {
			if q.Get(from) == r.node && (len(by) == 0 || slices.Contains(by, q.Predicate)) {
				out = append(out, do(r, q)...)
			}
		}
	}
	return out
}

func to(d quad.Direction) func(row, quad.Quad) []row {
	return func(r row, q quad.Quad) []row { return []row{{q.Get(d), r.tags}} }
}

func distinct(rows []row) (out []row) {
	for _, r := range rows {
		if !slices.ContainsFunc(out, func(o row) bool { return o.node == r.node }) {
			out = append(out, row{node: r.node})
		}
	}
	return out
}

// asked is a step as Cayley has it and as the model does.
type asked struct {
	name  string
	path  func(*path.Path) *path.Path
	model func(*model, []row) []row
}

func (a asked) String() string { return a.name }

// asker draws steps. Each tag has a name of its own.
type asker struct {
	t      *rapid.T
	tags   int
	tagged bool // the rows differ by their tags, so that unique would choose

	hasOptional bool
	ordered     bool     // Cayley's own order gives ways with nodes that they do not lead to
	excluded    []string // tags of what is not there; Cayley's own complement gives some
}

func (a *asker) node() quad.Value {
	return quad.IRI(fmt.Sprint("n", rapid.IntRange(0, 5).Draw(a.t, "node")))
}

func (a *asker) predicates(least, most int) (by []quad.Value, args []any) {
	for _, p := range rapid.SliceOfNDistinct(rapid.IntRange(0, 2), least, most, rapid.ID).Draw(a.t, "predicates") {
		by = append(by, quad.IRI(fmt.Sprint("p", p)))
		args = append(args, by[len(by)-1])
	}
	return by, args
}

func (a *asker) tag() string {
	a.tags++
	a.tagged = true
	return fmt.Sprint("t", a.tags)
}

// steps draws a path.
func (a *asker) steps(depth int) asked {
	var all []asked
	for range rapid.IntRange(1, 4).Draw(a.t, "steps") {
		all = append(all, a.step(depth))
	}
	return asked{
		name: fmt.Sprint(all),
		path: func(p *path.Path) *path.Path {
			for _, s := range all {
				p = s.path(p)
			}
			return p
		},
		model: func(m *model, rows []row) []row {
			for _, s := range all {
				rows = s.model(m, rows)
			}
			return rows
		},
	}
}

// apart draws a path that does not begin with the rows so far.
func (a *asker) apart(depth int) asked {
	before := a.tagged
	a.tagged = false
	sub := a.steps(depth)
	a.tagged = a.tagged || before
	return sub
}

func (a *asker) step(depth int) asked {
	kinds := []func() asked{a.out, a.in, a.both, a.out, a.in, a.has, a.is, a.tagging, a.save, a.save, a.filter, a.order}
	if !a.hasOptional { // Cayley forgets the first of two before it asks the store
		kinds = append(kinds, a.optional)
	}
	if !a.tagged {
		kinds = append(kinds, a.unique, a.outPredicates, a.recursive)
	}
	if depth > 0 {
		deeper := func(do func(int) asked) func() asked { return func() asked { return do(depth - 1) } }
		kinds = append(kinds, deeper(a.and), deeper(a.and), deeper(a.and), deeper(a.or), deeper(a.except), deeper(a.follow))
	}
	return rapid.SampledFrom(kinds).Draw(a.t, "step")()
}

func (a *asker) out() asked {
	by, args := a.predicates(0, 2)
	return asked{fmt.Sprint("out", by), func(p *path.Path) *path.Path { return p.Out(args...) }, func(m *model, rows []row) []row {
		return m.along(rows, quad.Subject, by, to(quad.Object))
	}}
}

func (a *asker) in() asked {
	by, args := a.predicates(0, 2)
	tag := a.tag()
	return asked{fmt.Sprint("in", by, tag), func(p *path.Path) *path.Path { return p.InWithTags([]string{tag}, args...) }, func(m *model, rows []row) []row {
		return m.along(rows, quad.Object, by, func(r row, q quad.Quad) []row { return []row{row{q.Subject, r.tags}.with(tag, q.Predicate)} })
	}}
}

func (a *asker) both() asked {
	by, args := a.predicates(0, 2)
	return asked{fmt.Sprint("both", by), func(p *path.Path) *path.Path { return p.Both(args...) }, func(m *model, rows []row) []row {
		return append(m.along(rows, quad.Subject, by, to(quad.Object)), m.along(rows, quad.Object, by, to(quad.Subject))...)
	}}
}

func (a *asker) has() asked {
	by, args := a.predicates(1, 1)
	var nodes []quad.Value
	if rapid.Bool().Draw(a.t, "of nodes") {
		nodes = []quad.Value{a.node(), a.node()}
	}
	back := rapid.Bool().Draw(a.t, "reverse")
	from, there := quad.Subject, quad.Object
	if back {
		from, there = there, from
	}
	return asked{fmt.Sprint("has", by, nodes, back), func(p *path.Path) *path.Path {
		if back {
			return p.HasReverse(args[0], nodes...)
		}
		return p.Has(args[0], nodes...)
	}, func(m *model, rows []row) []row {
		return m.along(rows, from, by, func(r row, q quad.Quad) (out []row) {
			if nodes == nil {
				return []row{r}
			}
			return times(r, nodes, q.Get(there))
		})
	}}
}

// times gives a row as often as a list has a node.
func times(r row, list []quad.Value, v quad.Value) (out []row) {
	for _, n := range list {
		if n == v {
			out = append(out, r)
		}
	}
	return out
}

func (a *asker) is() asked {
	nodes := []quad.Value{a.node(), a.node(), a.node()}
	return asked{fmt.Sprint("is", nodes), func(p *path.Path) *path.Path { return p.Is(nodes...) }, func(_ *model, rows []row) (out []row) {
		for _, r := range rows {
			out = append(out, times(r, nodes, r.node)...)
		}
		return out
	}}
}

func (a *asker) tagging() asked {
	tag := a.tag()
	return asked{"tag " + tag, func(p *path.Path) *path.Path { return p.Tag(tag) }, func(_ *model, rows []row) (out []row) {
		for _, r := range rows {
			out = append(out, r.with(tag, r.node))
		}
		return out
	}}
}

func (a *asker) save() asked {
	by, args := a.predicates(1, 1)
	tag := a.tag()
	return asked{fmt.Sprint("save", by, tag), func(p *path.Path) *path.Path { return p.Save(args[0], tag) }, func(m *model, rows []row) []row {
		return m.along(rows, quad.Subject, by, func(r row, q quad.Quad) []row { return []row{r.with(tag, q.Object)} })
	}}
}

func (a *asker) optional() asked {
	a.hasOptional = true
	by, args := a.predicates(1, 1)
	tag := a.tag()
	return asked{fmt.Sprint("optional", by, tag), func(p *path.Path) *path.Path { return p.SaveOptional(args[0], tag) }, func(m *model, rows []row) (out []row) {
		for _, r := range rows {
			some := m.along([]row{r}, quad.Subject, by, func(r row, q quad.Quad) []row { return []row{r.with(tag, q.Object)} })
			if some == nil {
				some = []row{r}
			}
			out = append(out, some...)
		}
		return out
	}}
}

func (a *asker) filter() asked {
	least := quad.IRI("n3")
	return asked{"filter", func(p *path.Path) *path.Path { return p.Filter(iterator.CompareGTE, least) }, func(_ *model, rows []row) []row {
		return slices.DeleteFunc(slices.Clone(rows), func(r row) bool {
			name, ok := r.node.(quad.IRI)
			return !ok || name < least
		})
	}}
}

// order changes nothing: rows are compared sorted.
func (a *asker) order() asked {
	a.ordered = true
	return asked{"order", func(p *path.Path) *path.Path { return p.Order() }, func(_ *model, rows []row) []row { return rows }}
}

func (a *asker) unique() asked {
	return asked{"unique", func(p *path.Path) *path.Path { return p.Unique() }, func(_ *model, rows []row) []row { return distinct(rows) }}
}

func (a *asker) outPredicates() asked {
	return asked{"outPredicates", func(p *path.Path) *path.Path { return p.OutPredicates() }, func(m *model, rows []row) []row {
		return distinct(m.along(rows, quad.Subject, nil, to(quad.Predicate)))
	}}
}

// recursive gives each node once: how often it comes out otherwise hangs on which
// of the nodes that it begins with is the first to reach it.
func (a *asker) recursive() asked {
	by, args := a.predicates(1, 2)
	return asked{fmt.Sprint("recursive", by), func(p *path.Path) *path.Path {
		return p.FollowRecursive(path.StartMorphism().Out(args...), 0, nil).Unique()
	}, func(m *model, rows []row) (out []row) {
		for at := rows; len(at) > 0; {
			at = slices.DeleteFunc(distinct(m.along(at, quad.Subject, by, to(quad.Object))), func(r row) bool {
				return slices.ContainsFunc(out, func(o row) bool { return o.node == r.node })
			})
			out = append(out, at...)
		}
		return distinct(out)
	}}
}

func (a *asker) and(depth int) asked {
	sub := a.apart(depth)
	return asked{"and" + sub.name, func(p *path.Path) *path.Path { return p.And(sub.path(path.StartMorphism())) }, func(m *model, rows []row) (out []row) {
		others := sub.model(m, m.all())
		for _, r := range rows {
			for _, o := range others {
				if r.node == o.node {
					both := r
					for tag, v := range o.tags {
						both = both.with(tag, v)
					}
					out = append(out, both)
				}
			}
		}
		return out
	}}
}

func (a *asker) or(depth int) asked {
	sub := a.apart(depth)
	return asked{"or" + sub.name, func(p *path.Path) *path.Path { return p.Or(sub.path(path.StartMorphism())) }, func(m *model, rows []row) []row {
		return append(slices.Clone(rows), sub.model(m, m.all())...)
	}}
}

func (a *asker) except(depth int) asked {
	before, tags := a.tagged, a.tags
	sub := a.apart(depth)
	a.tagged = before
	for i := tags + 1; i <= a.tags; i++ {
		a.excluded = append(a.excluded, fmt.Sprint("t", i))
	}
	return asked{"except" + sub.name, func(p *path.Path) *path.Path { return p.Except(sub.path(path.StartMorphism())) }, func(m *model, rows []row) []row {
		out := sub.model(m, m.all())
		return slices.DeleteFunc(slices.Clone(rows), func(r row) bool {
			return slices.ContainsFunc(out, func(o row) bool { return o.node == r.node })
		})
	}}
}

func (a *asker) follow(depth int) asked {
	sub := a.steps(depth)
	return asked{"follow" + sub.name, func(p *path.Path) *path.Path { return p.Follow(sub.path(path.StartMorphism())) }, sub.model}
}
