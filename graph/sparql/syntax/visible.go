package syntax

// Visible lists the variables in scope after g (section 18.2.1), in the order
// in which they first appear: what SELECT * selects.
func (g *Group) Visible() []*Variable {
	var s scope
	s.group(g)
	return s.vars
}

// Visible lists the variables that q selects.
func (q *SubSelect) Visible() []*Variable {
	var s scope
	s.subSelect(q)
	return s.vars
}

// A scope collects the variables that a pattern brings into scope.
type scope struct {
	seen map[string]bool
	vars []*Variable
}

func (s *scope) add(v *Variable) {
	if s.seen[v.Name] {
		return
	}
	if s.seen == nil {
		s.seen = map[string]bool{}
	}
	s.seen[v.Name] = true
	s.vars = append(s.vars, v)
}

func (s *scope) node(n Node) {
	switch n := n.(type) {
	case *Variable:
		s.add(n)
	case *TripleTerm:
		s.node(n.Subject)
		s.node(n.Predicate)
		s.node(n.Object)
	}
}

func (s *scope) group(g *Group) {
	if g == nil {
		return
	}
	for _, e := range g.Elements {
		s.element(e)
	}
}

func (s *scope) element(e Element) {
	switch e := e.(type) {
	case *Triples:
		for _, t := range e.Patterns {
			s.node(t.Subject)
			if v, ok := t.Predicate.(*Variable); ok {
				s.add(v)
			}
			s.node(t.Object)
		}
	case *Group:
		s.group(e)
	case *Optional:
		s.group(e.Group)
	case *Union:
		for _, g := range e.Groups {
			s.group(g)
		}
	case *GraphPattern:
		s.node(e.Name)
		s.group(e.Group)
	case *Service:
		s.node(e.Name)
		s.group(e.Group)
	case *Bind:
		s.add(e.Var)
	case *Values:
		s.values(e)
	case *SubSelect:
		s.subSelect(e)
	}
}

func (s *scope) values(v *Values) {
	if v == nil {
		return
	}
	for _, x := range v.Vars {
		s.add(x)
	}
}

func (s *scope) subSelect(q *SubSelect) {
	if q.Projection.All() {
		s.group(q.Where)
		s.values(q.Values)
		return
	}
	for _, it := range q.Projection.Items {
		s.add(it.Var)
	}
}
