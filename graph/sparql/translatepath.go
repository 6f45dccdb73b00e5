package sparql

import (
	"fmt"
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/sparql/syntax"
)

// A path is a property path over ids: pathIRI, pathInverse, pathSequence,
// pathAlternative, pathRepeat or pathNegated.
type path interface{ isPath() }

type (
	pathIRI         struct{ id index.ID }
	pathInverse     struct{ path path }
	pathSequence    struct{ paths []path }
	pathAlternative struct{ paths []path }
	pathRepeat      struct {
		path path
		zero bool // also no step
		many bool // also more than one step
	}
	// pathNegated is any predicate but those of forward and, if it also goes
	// back, any but those of back.
	pathNegated struct {
		forward, back     []index.ID // sorted
		goForward, goBack bool
	}
)

func (pathIRI) isPath()         {}
func (pathInverse) isPath()     {}
func (pathSequence) isPath()    {}
func (pathAlternative) isPath() {}
func (pathRepeat) isPath()      {}
func (pathNegated) isPath()     {}

// path translates a property path.
func (t *translator) path(p syntax.Path) path {
	if t.depth++; t.depth > maxDepth {
		t.fail(fmt.Errorf("path nests more than %d times", maxDepth))
		return pathSequence{}
	}
	defer func() { t.depth-- }()
	switch p := p.(type) {
	case *syntax.Constant:
		return pathIRI{t.term(p.Term)}
	case *syntax.PathInverse:
		return pathInverse{t.path(p.Path)}
	case *syntax.PathSequence:
		return pathSequence{t.paths(p.Paths)}
	case *syntax.PathAlternative:
		return pathAlternative{t.paths(p.Paths)}
	case *syntax.PathRepeat:
		return pathRepeat{path: t.path(p.Path), zero: p.Mod != syntax.OneOrMore, many: p.Mod != syntax.ZeroOrOne}
	case *syntax.PathNegated:
		return t.negated(p)
	}
	t.fail(fmt.Errorf("path %T is not known", p))
	return pathSequence{}
}

func (t *translator) paths(list []syntax.Path) []path {
	var l []path
	for _, p := range list {
		l = append(l, t.path(p))
	}
	return l
}

func (t *translator) negated(p *syntax.PathNegated) path {
	n := pathNegated{}
	for _, it := range p.Items {
		if it.Inverse {
			n.back, n.goBack = append(n.back, t.term(it.IRI.Term)), true
		} else {
			n.forward, n.goForward = append(n.forward, t.term(it.IRI.Term)), true
		}
	}
	n.goForward = n.goForward || len(p.Items) == 0
	slices.Sort(n.forward)
	slices.Sort(n.back)
	return n
}

// pathPattern translates a path pattern (section 18.2.2.3): what can be said
// with triple patterns, joins and unions is.
func (t *translator) pathPattern(s place, p syntax.Path, o place) node {
	return t.connect(s, t.path(p), o)
}

func (t *translator) connect(s place, p path, o place) node {
	switch p := p.(type) {
	case pathIRI:
		return t.triple(s, constant(p.id), o)
	case pathInverse:
		return t.connect(o, p.path, s)
	case pathSequence:
		var n node = &unitNode{}
		for i, part := range p.paths {
			to := o
			if i < len(p.paths)-1 {
				to = variable(t.scope.fresh())
			}
			n = join(n, t.connect(s, part, to))
			s = to
		}
		return n
	case pathAlternative:
		u := &unionNode{}
		for _, part := range p.paths {
			u.items = append(u.items, t.connect(s, part, o))
		}
		return u
	case pathNegated:
		return t.notConnected(s, p, o)
	}
	return &pathNode{ends: [2]place{s, o}, path: p, graph: t.graph}
}

// notConnected translates a negated property set.
func (t *translator) notConnected(s place, p pathNegated, o place) node {
	u := &unionNode{}
	if p.goForward {
		v := t.scope.fresh()
		u.items = append(u.items, filtered(t.triple(s, variable(v), o), without(v, p.forward)))
	}
	if p.goBack {
		v := t.scope.fresh()
		u.items = append(u.items, filtered(t.triple(o, variable(v), s), without(v, p.back)))
	}
	if len(u.items) == 1 {
		return u.items[0]
	}
	return u
}

// without is the condition that a variable is none of ids.
func without(v slot, ids []index.ID) []expr {
	if len(ids) == 0 {
		return nil
	}
	return []expr{&exprNoneOf{slot: v, ids: ids}}
}
