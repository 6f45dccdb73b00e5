package syntax

// WalkExpr calls visit for e and, while it returns true, for the expressions
// inside, in the order written. It does not enter the groups of *Exists. A nil e
// is nothing.
func WalkExpr(e Expr, visit func(Expr) bool) {
	if e == nil || !visit(e) {
		return
	}
	switch e := e.(type) {
	case *TripleTerm:
		for _, n := range []Node{e.Subject, e.Predicate, e.Object} {
			if e, ok := n.(Expr); ok {
				WalkExpr(e, visit)
			}
		}
	case *Or:
		walkAll(e.Operands, visit)
	case *And:
		walkAll(e.Operands, visit)
	case *Unary:
		WalkExpr(e.X, visit)
	case *Binary:
		WalkExpr(e.Left, visit)
		WalkExpr(e.Right, visit)
	case *In:
		WalkExpr(e.X, visit)
		walkAll(e.List, visit)
	case *BuiltIn:
		walkAll(e.Args, visit)
	case *FunctionCall:
		walkAll(e.Args, visit)
	case *Aggregate:
		WalkExpr(e.Expr, visit)
	}
}

func walkAll(list []Expr, visit func(Expr) bool) {
	for _, e := range list {
		WalkExpr(e, visit)
	}
}

// FindAggregate gives the first aggregate of e, or nil.
func FindAggregate(e Expr) (found *Aggregate) {
	WalkExpr(e, func(e Expr) bool {
		if a, ok := e.(*Aggregate); ok && found == nil {
			found = a
		}
		return found == nil
	})
	return found
}
