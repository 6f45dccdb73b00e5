package syntax

import "maps"

// checkSelect holds a SELECT clause to the rules of section 11.4 and grammar
// note 12. p.vars are the variables in scope in the pattern and in data,
// which is the VALUES at the end.
func (p *parser) checkSelect(pos Pos, s Projection, m Modifiers, data *Values) {
	grouped := HasAggregates(s, m)
	if s.All() {
		if grouped {
			p.problem(pos, "name the variables of GROUP BY and the aggregates", "SELECT * cannot be combined with GROUP BY or aggregates")
		}
		return
	}
	scope, keys := p.vars, groupKeys(m.GroupBy)
	if grouped {
		scope = dataVariables(data, keys)
	}
	defined := varSet{} // by this clause
	for _, it := range s.Items {
		if grouped {
			p.checkGrouped(it, keys, defined)
		}
		if it.Expr == nil {
			defined[it.Var.Name] = struct{}{}
			continue
		}
		if scope.has(it.Var.Name) || defined.has(it.Var.Name) {
			p.problem(it.Var.Pos, "choose a new name", "AS cannot give ?%s a value: it is in scope already", clip(it.Var.Name))
		}
		defined[it.Var.Name] = struct{}{}
	}
}

// groupKeys are the variables that GROUP BY leaves in scope.
func groupKeys(list []GroupCondition) varSet {
	keys := varSet{}
	for _, c := range list {
		if c.Var != nil {
			keys[c.Var.Name] = struct{}{}
		} else if v, ok := c.Expr.(*Variable); ok {
			keys[v.Name] = struct{}{}
		}
	}
	return keys
}

// dataVariables are those of keys and of VALUES, which is joined after grouping.
func dataVariables(data *Values, keys varSet) varSet {
	all := maps.Clone(keys)
	if data != nil {
		for _, v := range data.Vars {
			all[v.Name] = struct{}{}
		}
	}
	return all
}

// checkGrouped refuses variables that are no keys, not in an aggregate and not
// defined before in the clause (section 11.4).
func (p *parser) checkGrouped(it ProjectionItem, keys, defined varSet) {
	var e Expr = it.Var
	if it.Expr != nil {
		e = it.Expr
	}
	WalkExpr(e, func(e Expr) bool {
		if v, ok := e.(*Variable); ok && !keys.has(v.Name) && !defined.has(v.Name) {
			p.problem(v.Pos, "add it to GROUP BY, or wrap it in an aggregate such as SAMPLE or MAX", "?%s is neither in GROUP BY nor in an aggregate", clip(v.Name))
		}
		_, aggregate := e.(*Aggregate)
		return !aggregate
	})
}
