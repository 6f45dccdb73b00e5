package cayleyquery

import (
	"errors"
	"math/big"
	"reflect"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
	"github.com/dop251/goja/token"
)

// A Gizmo query is a script that strangers send. What it is made of is checked
// before it runs, so that all it can do goes through few doors: every loop is
// one of the virtual machine's, which can be interrupted, and no value nests
// deeper than the script's own calls.

// maxCall bounds nested calls of a script.
const maxCall = 200

// compileScript checks a Gizmo query and compiles it.
func compileScript(text string) (*goja.Program, error) {
	if err := checkTokens(text); err != nil {
		return nil, err
	}
	program, err := parser.ParseFile(nil, "query", text, 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, scriptError(err)
	}
	if err := checkNode(program.File, reflect.ValueOf(program.Body)); err != nil {
		return nil, err
	}
	compiled, err := goja.CompileAST(program, false)
	if err != nil {
		return nil, scriptError(err)
	}
	return compiled, nil
}

func scriptError(err error) error {
	var list parser.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		return &QueryError{Line: list[0].Position.Line, Column: list[0].Position.Column, Message: list[0].Message}
	}
	var at *goja.CompilerSyntaxError
	if errors.As(err, &at) && at.File != nil {
		p := at.File.Position(at.Offset)
		return &QueryError{Line: p.Line, Column: p.Column, Message: at.Message}
	}
	return wrong("%v", err)
}

// allowedNodes are the kinds of syntax that a script may hold.
var allowedNodes = typesOf(
	ast.ArrayLiteral{}, ast.AssignExpression{}, ast.BinaryExpression{}, ast.BooleanLiteral{},
	ast.BracketExpression{}, ast.CallExpression{}, ast.ConditionalExpression{}, ast.DotExpression{},
	ast.OptionalChain{}, ast.Optional{}, ast.FunctionLiteral{}, ast.ExpressionBody{},
	ast.ArrowFunctionLiteral{}, ast.Identifier{}, ast.NewExpression{}, ast.NullLiteral{},
	ast.NumberLiteral{}, ast.ObjectLiteral{}, ast.ParameterList{}, ast.PropertyShort{},
	ast.PropertyKeyed{}, ast.SequenceExpression{}, ast.StringLiteral{}, ast.ThisExpression{}, ast.UnaryExpression{}, ast.Binding{},

	ast.BlockStatement{}, ast.BranchStatement{}, ast.CaseStatement{}, ast.CatchStatement{},
	ast.DoWhileStatement{}, ast.EmptyStatement{}, ast.ExpressionStatement{}, ast.ForInStatement{},
	ast.ForOfStatement{}, ast.ForStatement{}, ast.IfStatement{},
	ast.ReturnStatement{}, ast.SwitchStatement{}, ast.ThrowStatement{}, ast.TryStatement{},
	ast.VariableStatement{}, ast.LexicalDeclaration{}, ast.WhileStatement{}, ast.FunctionDeclaration{},
	ast.ForLoopInitializerExpression{}, ast.ForLoopInitializerVarDeclList{},
	ast.ForLoopInitializerLexicalDecl{}, ast.ForIntoVar{}, ast.ForDeclaration{}, ast.ForIntoExpression{},
	ast.VariableDeclaration{},
)

func typesOf(nodes ...any) map[reflect.Type]bool {
	m := map[reflect.Type]bool{}
	for _, n := range nodes {
		m[reflect.TypeOf(n)] = true
	}
	return m
}

// nodePackage is where syntax nodes are defined.
var nodePackage = reflect.TypeOf(ast.Program{}).PkgPath()

// checkNode looks at a node and all below it.
func checkNode(f *file.File, v reflect.Value) error {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return nil
		}
		return checkNode(f, v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			if err := checkNode(f, v.Index(i)); err != nil {
				return err
			}
		}
	case reflect.Struct:
		if v.Type().PkgPath() != nodePackage {
			return nil
		}
		if reason := refuse(v.Interface()); reason != "" {
			return refusal(f, v, reason)
		}
		for i := range v.NumField() {
			// Declarations are gathered a second time beside the statements.
			if v.Type().Field(i).Name == "DeclarationList" {
				continue
			}
			if err := checkNode(f, v.Field(i)); err != nil {
				return err
			}
		}
	}
	return nil
}

// refuse says what a script may not have of a node, "" if it may have it.
func refuse(node any) string {
	if !allowedNodes[reflect.TypeOf(node)] {
		name := reflect.TypeOf(node).Name()
		return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, "Literal"), "Expression"), "Element")
	}
	switch n := node.(type) {
	case ast.FunctionLiteral:
		if n.Async || n.Generator {
			return "async functions and generators"
		}
	case ast.ArrowFunctionLiteral:
		if n.Async {
			return "async functions"
		}
	case ast.ParameterList:
		if n.Rest != nil {
			return "rest parameters"
		}
	case ast.PropertyKeyed:
		return refuseProperty(n)
	case ast.PropertyShort:
		if n.Name.Name == "__proto__" {
			return "__proto__"
		}
	case ast.NumberLiteral:
		if _, isBig := n.Value.(*big.Int); isBig {
			return "BigInt"
		}
	case ast.NewExpression:
		if id, ok := n.Callee.(*ast.Identifier); !ok || !constructible[string(id.Name)] {
			return "new, but for Date and Error,"
		}
	case ast.Binding:
		if id, ok := n.Target.(*ast.Identifier); ok && constructible[string(id.Name)] {
			return "another " + string(id.Name)
		}
	case ast.BinaryExpression:
		if n.Operator == token.INSTANCEOF {
			return "instanceof"
		}
	}
	return ""
}

// constructible are the names that may follow new. They cannot be bound or
// assigned to.
var constructible = map[string]bool{"Date": true, "Error": true}

func refuseProperty(n ast.PropertyKeyed) string {
	switch n.Kind {
	case ast.PropertyKindValue, ast.PropertyKindMethod:
	default:
		return "getters and setters"
	}
	switch key := n.Key.(type) {
	case *ast.StringLiteral:
		if key.Value == "__proto__" {
			return "__proto__"
		}
	case *ast.Identifier:
		if key.Name == "__proto__" {
			return "__proto__"
		}
	}
	return ""
}

func refusal(f *file.File, v reflect.Value, what string) error {
	e := refused("%s", what).(*QueryError)
	for i := range v.NumField() {
		if at, ok := v.Field(i).Interface().(file.Idx); ok {
			p := f.Position(int(at) - f.Base())
			e.Line, e.Column = p.Line, p.Column
			break
		}
	}
	return e
}
