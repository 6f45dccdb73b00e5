package syntax

import (
	"fmt"
	"strings"
)

// call is production 121, BuiltInCall; nil if no built-in is in sight.
func (p *parser) call() Expr {
	if p.tok.kind != tokWord {
		return nil
	}
	name, pos := p.tok.text, p.tok.Pos
	switch {
	case name == "EXISTS":
		p.advance()
		return p.exists(pos, false)
	case name == "NOT":
		p.advance()
		p.expectWord("EXISTS")
		return p.exists(pos, true)
	case name == "BOUND":
		return p.bound()
	case aggregates[name]:
		return p.aggregate()
	}
	f, ok := builtIns[name]
	if !ok {
		return nil
	}
	p.count()
	p.advance()
	if !p.is("(") {
		p.expected(`"(" with the arguments of ` + f.spelling)
	}
	b := &BuiltIn{Pos: pos, Name: strings.ToUpper(f.spelling), Args: p.expressionList()}
	f.check(p, b)
	return b
}

// bound is BOUND, whose argument is a variable and no other expression.
func (p *parser) bound() Expr {
	p.count()
	b := &BuiltIn{Pos: p.tok.Pos, Name: "BOUND"}
	p.advance()
	p.expect("(")
	b.Args = []Expr{p.variable("a variable, the argument of BOUND")}
	p.expect(")")
	return b
}

// check refuses a wrong number of arguments.
func (f builtIn) check(p *parser, b *BuiltIn) {
	n := len(b.Args)
	if n >= f.min && (n <= f.max || f.max < 0) {
		return
	}
	p.problem(b.Pos, "", "%s takes %s, not %d", f.spelling, f.arguments(), n)
}

func (f builtIn) arguments() string {
	s := fmt.Sprint(f.min)
	if f.max > f.min {
		s += " or " + fmt.Sprint(f.max)
	}
	if f.max == 1 {
		return s + " argument"
	}
	if f.max == 0 {
		s = "no"
	}
	return s + " arguments"
}

// exists is productions 125 and 126, from the group.
func (p *parser) exists(pos Pos, not bool) Expr {
	p.count()
	return &Exists{Pos: pos, Not: not, Group: p.group(false)}
}

// aggregate is production 127.
func (p *parser) aggregate() Expr {
	p.checkAggregate()
	p.count()
	a := &Aggregate{Pos: p.tok.Pos, Name: p.tok.text}
	p.advance()
	p.expect("(")
	saved := p.aggregates
	p.aggregates = insideAggregate
	a.Distinct = p.acceptWord("DISTINCT")
	if a.Name != "COUNT" || !p.accept("*") {
		a.Expr = p.expression()
	}
	if a.Name == "GROUP_CONCAT" && p.accept(";") {
		a.Separator = p.separatorText()
	}
	p.aggregates = saved
	if !p.accept(")") {
		p.expected(`an operator or ")"`)
	}
	return a
}

func (p *parser) separatorText() *string {
	p.expectWord("SEPARATOR")
	p.expect("=")
	if p.tok.kind != tokString {
		p.expected("a string, the separator")
	}
	s := p.tok.text
	p.advance()
	return &s
}

// checkAggregate holds to grammar note 14: aggregates stand in SELECT, HAVING and
// ORDER BY; and, as 1.2 says aloud, not in one another.
func (p *parser) checkAggregate() {
	switch p.aggregates {
	case insideAggregate:
		p.problem(p.tok.Pos, "compute the inner one in a sub-query", "%s stands inside another aggregate", p.tok.text)
	case noAggregates:
		p.problem(p.tok.Pos, "filter groups with HAVING, or compute it in a sub-query", "%s is an aggregate, which may stand only in SELECT, HAVING and ORDER BY", p.tok.text)
	}
}
