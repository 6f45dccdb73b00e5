package sparql

import "diplograph/graph/index"

// A node is an operator of the algebra (section 18 of the specification) over
// the variables of one query. Variables of different scopes are different slots,
// so that no operator renames any.
type node interface {
	// possible gives the variables that may be bound in a solution, certain
	// those that are bound in every one. A node does not change once it was asked.
	possible() slotSet
	certain() slotSet
}

type (
	// unitNode has one solution, without bindings.
	unitNode struct{}
	// emptyNode has no solution.
	emptyNode struct{}
	// tripleNode is a triple pattern.
	tripleNode struct{ triplePattern }
	// pathNode is a path that repeats: the pairs of terms that it connects.
	pathNode struct {
		ends  [2]place
		path  path
		graph graphPlace
	}
	// graphsNode binds a variable to each named graph.
	graphsNode struct{ graph graphPlace }
	// joinNode is the join of its items.
	joinNode struct {
		known
		items []node
	}
	// leftJoinNode is OPTIONAL; all of conds hold where right is joined. row is a
	// variable of its own, to number the rows of left by.
	leftJoinNode struct {
		known
		left, right node
		conds       []expr
		row         slot
	}
	// filterNode keeps the solutions in which all of conds hold.
	filterNode struct {
		known
		input node
		conds []expr
	}
	// unionNode is the solutions of all items.
	unionNode struct {
		known
		items []node
	}
	// minusNode is MINUS.
	minusNode struct {
		known
		left, right node
	}
	// extendNode is BIND: it binds slot to the value of an expression, or leaves
	// it unbound if the value is an error.
	extendNode struct {
		known
		input node
		slot  slot
		expr  expr
		shown bool // the variable is only shown: no operator compares it
	}
	// valuesNode is inline data; None is UNDEF.
	valuesNode struct {
		known
		slots []slot
		rows  [][]index.ID
	}
	// groupNode is GROUP BY keys with aggregates; without keys and solutions it
	// has one group if whole.
	groupNode struct {
		input node
		keys  []slot
		aggs  []aggregate
		whole bool
	}
	// projectNode hides the variables that are not in slots.
	projectNode struct {
		known
		input node
		slots []slot
	}
	// distinctNode is DISTINCT, over slots.
	distinctNode struct {
		known
		input node
		slots []slot
	}
	// orderNode is ORDER BY.
	orderNode struct {
		known
		input node
		keys  []sortKey
	}
	// sliceNode is OFFSET and LIMIT; a limit below 0 is none.
	sliceNode struct {
		known
		input         node
		offset, limit int64
	}
	// graphLoopNode evaluates its input in one named graph after another, in
	// which the graph's variable stands for that graph.
	graphLoopNode struct {
		known
		input node
		graph graphPlace
	}
	// agreeNode binds to to what from is bound to, and drops the solutions in
	// which it is bound to something else.
	agreeNode struct {
		known
		input    node
		from, to slot
	}
	// tripleTermNode matches the triple terms that a variable is bound to with a
	// pattern of three places (SPARQL 1.2).
	tripleTermNode struct {
		known
		input  node
		term   slot
		places [3]place
	}
	// serviceNode is SERVICE.
	serviceNode struct {
		name   place
		silent bool
		text   string // the group as a query
		slots  []slot
		names  []string
	}
	// serviceJoinNode is SERVICE of the endpoints that a variable of its input
	// names.
	serviceJoinNode struct {
		known
		service *serviceNode
		input   node
	}
)

// An aggregate is one column that a groupNode computes.
type aggregate struct {
	slot      slot
	name      string
	distinct  bool
	arg       expr   // nil for COUNT(*)
	solution  []slot // of COUNT(DISTINCT *), the variables of a solution
	separator string
}

// A sortKey is a variable to sort by.
type sortKey struct {
	slot       slot
	descending bool
}
