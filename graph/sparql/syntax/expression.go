package syntax

// An Expr is an expression: *Variable, *Constant, *TripleTerm, *Or, *And,
// *Unary, *Binary, *In, *Exists, *BuiltIn, *FunctionCall or *Aggregate.
type Expr interface {
	Position() Pos
	expr()
}

// Or is Operands[0] || Operands[1] || ..., at least two, none of them an *Or.
type Or struct {
	Pos
	Operands []Expr
}

// And is Operands[0] && Operands[1] && ..., at least two, none of them an *And.
type And struct {
	Pos
	Operands []Expr
}

// An Operator is written as its string.
type Operator string

const (
	OpEqual        Operator = "="
	OpNotEqual     Operator = "!="
	OpLess         Operator = "<"
	OpGreater      Operator = ">"
	OpLessEqual    Operator = "<="
	OpGreaterEqual Operator = ">="
	OpAdd          Operator = "+" // also the unary plus
	OpSubtract     Operator = "-" // also the unary minus
	OpMultiply     Operator = "*"
	OpDivide       Operator = "/"
	OpNot          Operator = "!"
)

// Unary is Op X, with OpNot, OpSubtract or OpAdd. The sign of a number is part
// of its Constant: -5 is no Unary, - 5 and -?x are.
type Unary struct {
	Pos
	Op Operator
	X  Expr
}

// Binary is Left Op Right, a comparison or arithmetic.
type Binary struct {
	Pos
	Op          Operator
	Left, Right Expr
}

// In is X IN (List) or X NOT IN (List).
type In struct {
	Pos
	Not  bool
	X    Expr
	List []Expr
}

// Exists is EXISTS { Group } or NOT EXISTS { Group }.
type Exists struct {
	Pos
	Not   bool
	Group *Group
}

// BuiltIn is a call of a function that the grammar names, with as many
// arguments as it allows. Name is in upper case ("STRLEN", "ISIRI"); URI and
// isURI are IRI and ISIRI.
type BuiltIn struct {
	Pos
	Name string
	Args []Expr
}

// FunctionCall is a call of a function by IRI: a cast, an extension function or
// an extension aggregate (which alone may be Distinct).
type FunctionCall struct {
	Pos
	IRI      *Constant
	Distinct bool
	Args     []Expr
}

// Aggregate is COUNT, SUM, MIN, MAX, AVG, SAMPLE or GROUP_CONCAT. No Aggregate
// is inside another, except in the groups of an Exists.
type Aggregate struct {
	Pos
	Name      string // in upper case
	Distinct  bool
	Expr      Expr    // nil for COUNT(*)
	Separator *string // of GROUP_CONCAT, nil if not given
}

func (*Variable) expr()     {}
func (*Constant) expr()     {}
func (*TripleTerm) expr()   {}
func (*Or) expr()           {}
func (*And) expr()          {}
func (*Unary) expr()        {}
func (*Binary) expr()       {}
func (*In) expr()           {}
func (*Exists) expr()       {}
func (*BuiltIn) expr()      {}
func (*FunctionCall) expr() {}
func (*Aggregate) expr()    {}
