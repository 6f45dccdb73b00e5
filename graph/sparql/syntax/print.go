package syntax

import (
	"strconv"
	"strings"

	"diplograph/graph/rdf"
)

// Print writes q as SPARQL, indented by two spaces a level. What it writes
// parses to a tree that is equal but for positions.
func (q *Query) Print() string {
	p := printer{prefixes: q.Prologue.Prefixes}
	p.prologue(Prologue{}, q.Prologue)
	p.query(q)
	p.newline()
	return p.b.String()
}

// Print writes u as SPARQL, one operation after the other.
func (u *Update) Print() string {
	var p printer
	var before Prologue
	for i := range u.Operations {
		op := &u.Operations[i]
		if i > 0 {
			p.text(" ;")
			p.newline()
		}
		p.prefixes = op.Prologue.Prefixes
		p.prologue(before, op.Prologue)
		before = op.Prologue
		p.action(op.Action)
	}
	p.newline()
	return p.b.String()
}

// PrintExpr writes an expression on one line, for messages and plans; IRIs are
// shortened with prefixes.
func PrintExpr(e Expr, prefixes []rdf.Prefix) string {
	p := printer{prefixes: prefixes}
	p.expr(e, 0)
	return p.b.String()
}

// PrintPath writes a predicate or property path, as PrintExpr an expression.
func PrintPath(path Predicate, prefixes []rdf.Prefix) string {
	p := printer{prefixes: prefixes}
	p.predicate(path)
	return p.b.String()
}

// maxIndent keeps what is printed of deep nesting from growing out of bounds.
const maxIndent = 20

// A printer builds the text.
type printer struct {
	b        strings.Builder
	indent   int
	prefixes []rdf.Prefix
}

func (p *printer) text(s string) { p.b.WriteString(s) }

func (p *printer) newline() {
	p.b.WriteByte('\n')
	for range min(p.indent, maxIndent) {
		p.b.WriteString("  ")
	}
}

// line starts a new line with s.
func (p *printer) line(s string) {
	p.newline()
	p.text(s)
}

// separated writes each of a list, and a separator between them.
func separated[T any](p *printer, list []T, separator string, write func(T)) {
	for i, it := range list {
		if i > 0 {
			p.text(separator)
		}
		write(it)
	}
}

// prologue writes the declarations that are not in force already.
func (p *printer) prologue(before, now Prologue) {
	if now.Version != "" && now.Version != before.Version {
		p.text("VERSION ")
		p.str(now.Version)
		p.newline()
	}
	if now.BaseDeclared && (now.Base != before.Base || !before.BaseDeclared) {
		p.text("BASE " + iriRef(now.Base))
		p.newline()
	}
	for i, d := range now.Prefixes {
		if i < len(before.Prefixes) && before.Prefixes[i] == d {
			continue
		}
		p.text("PREFIX " + d.Name + ": " + iriRef(d.Namespace))
		p.newline()
	}
}

func (p *printer) query(q *Query) {
	p.text(q.Form.String())
	switch q.Form {
	case Select:
		p.projection(q.Projection)
	case Construct:
		p.text(" ")
		p.braces(func() { p.triples(q.Template) })
	case Describe:
		if len(q.Targets) == 0 {
			p.text(" *")
		}
		for _, n := range q.Targets {
			p.text(" ")
			p.node(n)
		}
	}
	p.dataset("FROM", q.Dataset)
	p.tail(q.Where, q.Modifiers, q.Values)
}

func (p *printer) subSelect(q *SubSelect) {
	p.text("SELECT")
	p.projection(q.Projection)
	p.tail(q.Where, q.Modifiers, q.Values)
}

func (p *printer) projection(s Projection) {
	if s.Distinct {
		p.text(" DISTINCT")
	}
	if s.Reduced {
		p.text(" REDUCED")
	}
	if s.All() {
		p.text(" *")
	}
	for _, it := range s.Items {
		if it.Expr == nil {
			p.text(" ?" + it.Var.Name)
			continue
		}
		p.text(" (")
		p.expr(it.Expr, 0)
		p.text(" AS ?" + it.Var.Name + ")")
	}
}

func (p *printer) dataset(keyword string, d Dataset) {
	for _, g := range d.Default {
		p.line(keyword + " ")
		p.term(g.Term)
	}
	for _, g := range d.Named {
		p.line(keyword + " NAMED ")
		p.term(g.Term)
	}
}

// tail writes what follows the form: WHERE, modifiers, VALUES.
func (p *printer) tail(where *Group, m Modifiers, v *Values) {
	if where != nil {
		p.line("WHERE ")
		p.group(where)
	}
	if len(m.GroupBy) > 0 {
		p.line("GROUP BY")
	}
	for _, c := range m.GroupBy {
		p.text(" ")
		p.groupCondition(c)
	}
	if len(m.Having) > 0 {
		p.line("HAVING")
	}
	for _, e := range m.Having {
		p.text(" ")
		p.constraint(e)
	}
	if len(m.OrderBy) > 0 {
		p.line("ORDER BY")
	}
	for _, c := range m.OrderBy {
		p.text(" ")
		p.orderCondition(c)
	}
	if m.Limit != nil {
		p.line("LIMIT " + strconv.FormatInt(*m.Limit, 10))
	}
	if m.Offset > 0 {
		p.line("OFFSET " + strconv.FormatInt(m.Offset, 10))
	}
	if v != nil {
		p.newline()
		p.values(v)
	}
}

func (p *printer) groupCondition(c GroupCondition) {
	switch {
	case c.Var != nil:
		p.text("(")
		p.expr(c.Expr, 0)
		p.text(" AS ?" + c.Var.Name + ")")
	case isVariable(c.Expr):
		p.expr(c.Expr, 0)
	default:
		p.constraint(c.Expr)
	}
}

func (p *printer) orderCondition(c OrderCondition) {
	switch {
	case c.Descending:
		p.text("DESC(")
		p.expr(c.Expr, 0)
		p.text(")")
	case isVariable(c.Expr):
		p.expr(c.Expr, 0)
	default:
		p.constraint(c.Expr)
	}
}

func isVariable(e Expr) bool {
	_, ok := e.(*Variable)
	return ok
}

// braces writes { body } with the body indented.
func (p *printer) braces(body func()) {
	p.text("{")
	p.indent++
	before := p.b.Len()
	body()
	p.indent--
	if p.b.Len() > before {
		p.newline()
	}
	p.text("}")
}
