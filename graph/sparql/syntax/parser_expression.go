package syntax

import (
	"fmt"
)

const wantCondition = "a condition (an expression in parentheses or a function call)"

const wantExpression = "an expression (variable, IRI, literal, function call or parentheses)"

// expression is productions 110 and 111.
func (p *parser) expression() Expr {
	p.enter()
	defer p.leave()
	first := p.conjunction()
	if !p.is("||") {
		return first
	}
	or := &Or{Pos: first.Position(), Operands: orOperands(first)}
	for p.accept("||") {
		p.count()
		or.Operands = append(or.Operands, orOperands(p.conjunction())...)
	}
	return or
}

// orOperands are the operands that e brings to an Or around it.
func orOperands(e Expr) []Expr {
	if or, ok := e.(*Or); ok {
		return or.Operands
	}
	return []Expr{e}
}

// conjunction is production 112.
func (p *parser) conjunction() Expr {
	first := p.relation()
	if !p.is("&&") {
		return first
	}
	and := &And{Pos: first.Position(), Operands: andOperands(first)}
	for p.accept("&&") {
		p.count()
		and.Operands = append(and.Operands, andOperands(p.relation())...)
	}
	return and
}

func andOperands(e Expr) []Expr {
	if and, ok := e.(*And); ok {
		return and.Operands
	}
	return []Expr{e}
}

// relation is productions 113 and 114.
func (p *parser) relation() Expr {
	left := p.sum()
	if p.tok.kind == tokIRI || p.is("<<") {
		p.splitLess()
	}
	for _, op := range []Operator{OpEqual, OpNotEqual, OpLess, OpGreater, OpLessEqual, OpGreaterEqual} {
		if p.accept(string(op)) {
			p.count()
			return &Binary{Pos: left.Position(), Op: op, Left: left, Right: p.sum()}
		}
	}
	if p.acceptWord("IN") {
		return p.inList(left, false)
	}
	if p.acceptWord("NOT") {
		p.expectWord("IN")
		return p.inList(left, true)
	}
	return left
}

// splitLess reads "<" or "<=" where the longest token would be an IRI or "<<",
// which cannot stand here: ?a<?b&&?c>?d compares twice.
func (p *parser) splitLess() {
	_, n := p.lex.at(p.tok.Offset)
	p.tok.kind, p.tok.text, p.tok.end = tokSymbol, "<", p.tok.Offset+n
	if r, m := p.lex.at(p.tok.end); r == '=' {
		p.tok.text, p.tok.end = "<=", p.tok.end+m
	}
	p.lex.pos = p.tok.end
}

func (p *parser) inList(x Expr, not bool) Expr {
	p.count()
	return &In{Pos: x.Position(), Not: not, X: x, List: p.expressionList()}
}

// expressionList is production 72.
func (p *parser) expressionList() (list []Expr) {
	p.expect("(")
	if p.accept(")") {
		return nil
	}
	for {
		list = append(list, p.expression())
		if !p.accept(",") {
			p.closeList()
			return list
		}
	}
}

func (p *parser) closeList() {
	if !p.accept(")") {
		p.expected(`an operator, "," or ")"`)
	}
}

// sum is production 116. A number with a sign may follow without operator:
// ?x -5 is ?x - 5 (grammar note 6).
func (p *parser) sum() Expr {
	left := p.product(nil)
	for links := 1; ; links++ {
		op, operand := OpAdd, (*Constant)(nil)
		switch {
		case p.accept("+"):
		case p.accept("-"):
			op = OpSubtract
		case p.isSignedNumber():
			operand = p.literal()
			if operand.Term.Value[0] == '-' {
				op = OpSubtract
			}
			operand.Term.Value = operand.Term.Value[1:]
		default:
			return left
		}
		p.checkChain(links)
		p.count()
		left = &Binary{Pos: left.Position(), Op: op, Left: left, Right: p.product(operand)}
	}
}

func (p *parser) isSignedNumber() bool {
	switch p.tok.kind {
	case tokInteger, tokDecimal, tokDouble:
		return !isDigit(rune(p.tok.text[0])) && p.tok.text[0] != '.'
	}
	return false
}

// checkChain bounds a + b + c + ..., which is a tree as deep as it is long.
func (p *parser) checkChain(links int) {
	if links > p.opts.MaxDepth {
		panic(&Error{Pos: p.tok.Pos, Problem: fmt.Sprintf("an arithmetic expression has more than the %d operators in a row that are allowed", p.opts.MaxDepth), Err: ErrLimit})
	}
}

// product is production 117; first is its first factor if it is read already.
func (p *parser) product(first *Constant) Expr {
	var left Expr = first
	if first == nil {
		left = p.unary()
	}
	for links := 1; ; links++ {
		op := OpMultiply
		switch {
		case p.accept("*"):
		case p.accept("/"):
			op = OpDivide
		default:
			return left
		}
		p.checkChain(links)
		p.count()
		left = &Binary{Pos: left.Position(), Op: op, Left: left, Right: p.unary()}
	}
}

// unary is production 118; as in SPARQL 1.2, "!" may be repeated.
func (p *parser) unary() Expr {
	pos := p.tok.Pos
	switch {
	case p.accept("!"):
		p.enter()
		defer p.leave()
		p.count()
		return &Unary{Pos: pos, Op: OpNot, X: p.unary()}
	case p.accept("-"):
		p.count()
		return &Unary{Pos: pos, Op: OpSubtract, X: p.primary()}
	case p.accept("+"):
		p.count()
		return &Unary{Pos: pos, Op: OpAdd, X: p.primary()}
	}
	return p.primary()
}

// primary is production 119.
func (p *parser) primary() Expr {
	switch {
	case p.is("("):
		return p.bracketted()
	case p.tok.kind == tokVar:
		return p.variable("")
	case p.isIRI():
		return p.iriOrCall()
	case p.isLiteral():
		return p.literal()
	case p.is("<<("):
		return p.exprTriple()
	}
	if e := p.call(); e != nil {
		return e
	}
	p.expected(wantExpression)
	return nil
}

// bracketted is production 120.
func (p *parser) bracketted() Expr {
	p.expect("(")
	e := p.expression()
	if !p.accept(")") {
		p.expected(`an operator or ")"`)
	}
	return e
}

// exprTriple is a triple term of variables and constants (SPARQL 1.2).
func (p *parser) exprTriple() *TripleTerm {
	p.enter()
	defer p.leave()
	p.count()
	t := &TripleTerm{Pos: p.tok.Pos}
	p.advance()
	t.Subject = p.varOrIRI()
	t.Predicate = p.exprVerb()
	switch {
	case p.is("<<("):
		t.Object = p.exprTriple()
	case p.isLiteral():
		t.Object = p.literal()
	case p.tok.kind == tokVar || p.isIRI():
		t.Object = p.varOrIRI()
	default:
		p.expected("a variable, an IRI, a literal or a triple term")
	}
	p.expect(")>>")
	return t
}

func (p *parser) exprVerb() Node {
	if p.isWord("a") {
		return p.a()
	}
	return p.varOrIRI()
}

// startsConstraint reports whether a constraint is in sight.
func (p *parser) startsConstraint() bool {
	if p.is("(") || p.isIRI() {
		return true
	}
	if p.tok.kind != tokWord {
		return false
	}
	_, function := builtIns[p.tok.text]
	return function || aggregates[p.tok.text] || p.isWord("EXISTS") || p.isWord("NOT")
}

// constraint is production 69: an expression in parentheses or a call.
func (p *parser) constraint() Expr {
	switch {
	case p.is("("):
		return p.bracketted()
	case p.isIRI():
		iri := p.iri("")
		if !p.is("(") {
			p.expected(`"(" with the arguments of the function`)
		}
		return p.functionCall(iri)
	}
	if e := p.call(); e != nil {
		return e
	}
	p.expected(wantCondition)
	return nil
}

// iriOrCall is production 128.
func (p *parser) iriOrCall() Expr {
	iri := p.iri("")
	if p.is("(") {
		return p.functionCall(iri)
	}
	return iri
}

// functionCall is production 70, from the arguments (production 71).
func (p *parser) functionCall(iri *Constant) Expr {
	p.count()
	f := &FunctionCall{Pos: iri.Pos, IRI: iri}
	p.advance()
	if p.accept(")") {
		return f
	}
	f.Distinct = p.acceptWord("DISTINCT")
	for {
		f.Args = append(f.Args, p.expression())
		if !p.accept(",") {
			p.closeList()
			return f
		}
	}
}
