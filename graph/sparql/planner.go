package sparql

import (
	"context"
	"fmt"

	"diplograph/graph/index"
)

// A planner turns algebra into plans.
type planner struct {
	ctx     context.Context
	dict    *dictionary
	snap    index.Snapshot
	options Options
	vars    *variables
	outside slotSet // variables that stand for a term in this pattern
	stats   map[*triplePattern]*plan
	err     error
}

// within gives a planner for a pattern in which more variables stand for terms.
func (pl *planner) within(ctx context.Context, outside slotSet) *planner {
	inner := *pl
	inner.ctx, inner.outside = ctx, pl.outside.union(outside)
	inner.stats = map[*triplePattern]*plan{}
	return &inner
}

func (pl *planner) fail(err error) {
	if pl.err == nil {
		pl.err = err
	}
}

// going reports whether there is a reason to go on: neither an error nor the end
// of the context.
func (pl *planner) going() bool {
	if pl.err == nil && pl.ctx.Err() != nil {
		pl.fail(context.Cause(pl.ctx))
	}
	return pl.err == nil
}

// plan gives a plan whose rows have at least the columns of need, of those that
// the node binds.
func (pl *planner) plan(n node, need slotSet) *plan {
	if !pl.going() {
		return nothing()
	}
	switch n := n.(type) {
	case *unitNode:
		return &plan{kind: "unit", rows: 1, build: func(r *run) operator { return &unitOp{run: r} }}
	case *emptyNode:
		return nothing()
	case *tripleNode:
		return pl.scan(&n.triplePattern, need)
	case *pathNode:
		return pl.pathPlan(n)
	case *graphsNode:
		return pl.graphs(n)
	case *joinNode:
		return pl.join(n, need)
	case *plannedNode:
		return n.plan
	case *leftJoinNode:
		return pl.leftJoin(n, need)
	case *filterNode:
		return pl.filter(n, need)
	case *unionNode:
		return pl.union(n, need)
	case *minusNode:
		return pl.minus(n, need)
	case *extendNode:
		return pl.extend(n, need)
	case *valuesNode:
		return pl.values(n)
	case *groupNode:
		return pl.group(n)
	case *projectNode:
		return pl.project(n)
	case *distinctNode:
		return pl.distinct(n)
	case *orderNode:
		return pl.order(n, need, -1)
	case *sliceNode:
		return pl.slice(n, need)
	case *graphLoopNode:
		return pl.graphLoop(n, need)
	case *agreeNode:
		return pl.agree(n, need)
	case *tripleTermNode:
		return pl.tripleTerm(n, need)
	case *serviceNode:
		return pl.service(n)
	case *serviceJoinNode:
		return pl.serviceJoin(n, need)
	}
	pl.fail(fmt.Errorf("algebra %T is not known", n))
	return nothing()
}

// nothing gives a plan without rows.
func nothing() *plan {
	return &plan{kind: "empty", build: func(*run) operator { return emptyOp{} }}
}

// free gives the variables of s that do not stand for a term here.
func (pl *planner) free(s slotSet) slotSet { return s.minus(pl.outside) }

func (pl *planner) name(s slot) string {
	if n := pl.vars.names[s]; n != "" {
		return "?" + n
	}
	return fmt.Sprintf("?.%d", s)
}

func (pl *planner) list(slots []slot) string {
	text := ""
	for i, s := range slots {
		if i > 0 {
			text += " "
		}
		text += pl.name(s)
	}
	return text
}
