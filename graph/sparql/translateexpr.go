package sparql

import (
	"errors"
	"fmt"

	"diplograph/graph/rdf"
	"diplograph/graph/sparql/syntax"
	"diplograph/graph/sparql/value"
)

// ErrQuery says that a query that parses cannot be run.
var ErrQuery = errors.New("query cannot be run")

// failAt keeps the first error, with where it is.
func (t *translator) failAt(p syntax.Pos, format string, args ...any) {
	t.fail(fmt.Errorf("%w: line %d, column %d: %s", ErrQuery, p.Line, p.Column, fmt.Sprintf(format, args...)))
}

// expr translates an expression.
func (t *translator) expr(e syntax.Expr) expr {
	if t.depth++; t.depth > maxDepth {
		t.failAt(e.Position(), "expression nests more than %d times", maxDepth)
		return &exprConst{}
	}
	defer func() { t.depth-- }()
	if !t.going() {
		return &exprConst{}
	}
	switch e := e.(type) {
	case *syntax.Variable:
		return &exprVar{t.scope.slot(e.Name)}
	case *syntax.Constant:
		return t.constant(e.Term)
	case *syntax.TripleTerm:
		return t.tripleExpr(e)
	case *syntax.Or:
		return &exprOr{t.exprs(e.Operands)}
	case *syntax.And:
		return &exprAnd{t.exprs(e.Operands)}
	case *syntax.Unary:
		if e.Op == syntax.OpNot {
			return &exprNot{t.expr(e.X)}
		}
		return &exprSign{op: e.Op, x: t.expr(e.X)}
	case *syntax.Binary:
		return t.binary(e)
	case *syntax.In:
		return &exprIn{not: e.Not, x: t.expr(e.X), list: t.exprs(e.List)}
	case *syntax.Exists:
		return t.exists(e)
	case *syntax.BuiltIn:
		return t.builtIn(e)
	case *syntax.FunctionCall:
		return t.functionCall(e.IRI.Term.Value, e.Args)
	case *syntax.Aggregate:
		return t.aggregate(e)
	}
	t.failAt(e.Position(), "expression %T is not known", e)
	return &exprConst{}
}

func (t *translator) exprs(list []syntax.Expr) []expr {
	l := make([]expr, 0, len(list))
	for _, e := range list {
		l = append(l, t.expr(e))
	}
	return l
}

func (t *translator) constant(x rdf.Term) expr {
	return &exprConst{id: t.term(x), value: value.FromTerm(x)}
}

var comparisons = map[syntax.Operator]value.Op{
	syntax.OpEqual: value.EQ, syntax.OpNotEqual: value.NE,
	syntax.OpLess: value.LT, syntax.OpLessEqual: value.LE,
	syntax.OpGreater: value.GT, syntax.OpGreaterEqual: value.GE,
}

func (t *translator) binary(e *syntax.Binary) expr {
	l, r := t.expr(e.Left), t.expr(e.Right)
	switch e.Op {
	case syntax.OpAdd, syntax.OpSubtract, syntax.OpMultiply, syntax.OpDivide:
		return &exprArith{op: e.Op, left: l, right: r}
	}
	return &exprCompare{op: comparisons[e.Op], left: l, right: r}
}

func (t *translator) builtIn(e *syntax.BuiltIn) expr {
	switch e.Name {
	case "BOUND":
		if v, ok := e.Args[0].(*syntax.Variable); ok {
			return &exprBound{t.scope.slot(v.Name)}
		}
	case "IF":
		a := t.exprs(e.Args)
		return &exprIf{a[0], a[1], a[2]}
	case "COALESCE":
		return &exprCoalesce{t.exprs(e.Args)}
	}
	return t.functionCall(e.Name, e.Args)
}

// functionCall translates a call by name. A function that is not known is a type
// error wherever it is called (section 17.6), as is a wrong number of arguments.
func (t *translator) functionCall(name string, list []syntax.Expr) expr {
	args := t.exprs(list)
	f, ok := value.Lookup(name)
	if !ok || f.CheckArity(len(args)) != nil {
		return &exprConst{}
	}
	return &exprCall{function: f, args: args}
}

// exists translates EXISTS. Its pattern may mention aggregates of its own only.
func (t *translator) exists(e *syntax.Exists) expr {
	aggs := t.aggs
	n := t.group(e.Group)
	t.aggs = aggs
	return &exprExists{not: e.Not, pattern: n, slots: mentioned(n), row: t.scope.fresh()}
}

// tripleExpr translates a triple term of an expression.
func (t *translator) tripleExpr(e *syntax.TripleTerm) expr {
	var args []expr
	for _, n := range []syntax.Node{e.Subject, e.Predicate, e.Object} {
		switch n := n.(type) {
		case *syntax.Variable:
			args = append(args, t.expr(n))
		case *syntax.Constant:
			args = append(args, t.expr(n))
		case *syntax.TripleTerm:
			args = append(args, t.tripleExpr(n))
		default:
			t.failAt(e.Pos, "blank node in an expression")
			return &exprConst{}
		}
	}
	f, _ := value.Lookup("TRIPLE")
	return &exprCall{function: f, args: args}
}
