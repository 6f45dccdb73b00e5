package syntax

// Levels of expressions, from what binds loosest.
const (
	levelOr = iota
	levelAnd
	levelRelation
	levelSum
	levelProduct
	levelUnary
	levelPrimary
)

// expr writes an expression where at least a level is needed, in parentheses if
// it is below.
func (p *printer) expr(e Expr, level int) {
	if exprLevel(e) < level {
		p.text("(")
		defer p.text(")")
	}
	switch e := e.(type) {
	case *Variable:
		p.node(e)
	case *Constant:
		p.term(e.Term)
	case *TripleTerm:
		p.tripleTerm(e)
	case *Or:
		p.exprs(e.Operands, " || ", levelAnd)
	case *And:
		p.exprs(e.Operands, " && ", levelRelation)
	case *Unary:
		p.unary(e)
	case *Binary:
		p.binary(e)
	case *In:
		p.expr(e.X, levelSum)
		if e.Not {
			p.text(" NOT")
		}
		p.text(" IN (")
		p.exprs(e.List, ", ", levelOr)
		p.text(")")
	case *Exists:
		if e.Not {
			p.text("NOT ")
		}
		p.text("EXISTS ")
		p.group(e.Group)
	case *BuiltIn:
		p.text(builtIns[e.Name].spelling + "(")
		p.exprs(e.Args, ", ", levelOr)
		p.text(")")
	case *FunctionCall:
		p.term(e.IRI.Term)
		p.text("(")
		if e.Distinct {
			p.text("DISTINCT ")
		}
		p.exprs(e.Args, ", ", levelOr)
		p.text(")")
	case *Aggregate:
		p.aggregate(e)
	}
}

func exprLevel(e Expr) int {
	switch e := e.(type) {
	case *Or:
		return levelOr
	case *And:
		return levelAnd
	case *In:
		return levelRelation
	case *Unary:
		return levelUnary
	case *Binary:
		switch e.Op {
		case OpAdd, OpSubtract:
			return levelSum
		case OpMultiply, OpDivide:
			return levelProduct
		}
		return levelRelation
	}
	return levelPrimary
}

func (p *printer) exprs(list []Expr, separator string, level int) {
	separated(p, list, separator, func(e Expr) { p.expr(e, level) })
}

// binary writes arithmetic, which groups to the left, or a comparison, which
// does not group.
func (p *printer) binary(e *Binary) {
	left, right := levelSum, levelSum
	switch exprLevel(e) {
	case levelSum:
		right = levelProduct
	case levelProduct:
		left, right = levelProduct, levelUnary
	}
	p.expr(e.Left, left)
	p.text(" " + string(e.Op) + " ")
	p.expr(e.Right, right)
}

// unary writes a sign apart from a number, whose own it would be.
func (p *printer) unary(e *Unary) {
	p.text(string(e.Op))
	if e.Op == OpNot {
		p.expr(e.X, levelUnary)
		return
	}
	if c, ok := e.X.(*Constant); ok && c.Term.IsLiteral() {
		p.text(" ")
	}
	p.expr(e.X, levelPrimary)
}

func (p *printer) aggregate(a *Aggregate) {
	p.text(a.Name + "(")
	if a.Distinct {
		p.text("DISTINCT ")
	}
	if a.Expr == nil {
		p.text("*")
	} else {
		p.expr(a.Expr, levelOr)
	}
	if a.Separator != nil {
		p.text(" ; SEPARATOR = ")
		p.str(*a.Separator)
	}
	p.text(")")
}

// constraint writes what FILTER, HAVING, ORDER BY and GROUP BY take: a call as
// it is, all else in parentheses.
func (p *printer) constraint(e Expr) {
	switch e.(type) {
	case *BuiltIn, *FunctionCall, *Exists, *Aggregate:
		p.expr(e, levelPrimary)
		return
	}
	p.text("(")
	p.expr(e, levelOr)
	p.text(")")
}
