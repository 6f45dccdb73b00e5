package cayleyquery

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"
)

func TestCheckTokens(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{`g.V("<x:a>").out('it\'s').all() // "comment`, ""},
		{"/* \" ' ` \n */ 1", ""},
		{`var o = {a: 1, "b": x ? y : z}; switch (o) { case a: break; default: 1 }`, ""},
		{`a / b / c; 1 / 2; (a + b) / 2`, ""},
		{`(a + b) / "2"`, "division"},
		{`x = /a/`, "regular expression"},
		{`return /a/`, "regular expression"},
		{`"open`, "string does not end"},
		{"'two\nlines'", "string does not end"},
		{`/* open`, "comment does not end"},
		{"`a`", "outside of a string"},
		{`a\u0062`, "outside of a string"},
		{"a\u2028b", "outside of a string"},
		{"\xff", "outside of a string"},
		{`here: while (1) break here`, "label"},
		{`if (x) here: 1`, "label"},
		{strings.Repeat("(", maxBrackets+1), "brackets"},
		{strings.Repeat("()", maxTokens/2), ""},
		{strings.Repeat("x ", maxTokens+1), "words"},
		{"f(" + strings.Repeat(`"x",`, 10*maxTokens) + ")", ""},
		{"ҳәм_1 = $", ""},
	} {
		err := checkTokens(c.text)
		if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%.40q: %v, expected one that says %q", c.text, err, c.says)
		}
	}
	var q *QueryError
	if err := checkTokens("a\n  `"); !errors.As(err, &q) || q.Line != 2 || q.Column != 3 {
		t.Errorf("%v, expected line 2, column 3", err)
	}
}

// What checkTokens lets in has no more in it than it has counted: it was not
// mistaken in where strings and comments end.
func FuzzScript(f *testing.F) {
	for _, q := range endless {
		f.Add(q.query)
	}
	for _, text := range []string{"/* a */ // b\n 'c' + \"d\\\"\"", "a / b", "(a)/2", "{}/1/", "if(1)/[/*]/", "x=>({y:1})", "<!-- a", "a-->b", "for(;;){}", "({a:1,get b(){}})",
		"'\\\n'", "'\u2028'", "//\r'", "a?b:c", "#!x", "0x1f", "1.5e3", ".5", "a?.b", "a??b", "x**2", "let [a]=1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tokens := tokenizer{text: text}
		seen := 0
		for tokens.at < len(text) {
			if tokens.next() != nil {
				return
			}
			seen++
		}
		program, err := parser.ParseFile(nil, "query", text, 0, parser.WithDisableSourceMaps)
		if err != nil {
			return
		}
		if nodes := countNodes(reflect.ValueOf(program.Body)); nodes > 4*seen+4 {
			t.Errorf("%q: %d nodes, %d tokens seen", text, nodes, seen)
		}
		if checkNode(program.File, reflect.ValueOf(program.Body)) == nil {
			_, _ = goja.CompileAST(program, false)
		}
	})
}

func countNodes(v reflect.Value) (n int) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			return countNodes(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			n += countNodes(v.Index(i))
		}
	case reflect.Struct:
		if v.Type().PkgPath() != nodePackage {
			return 0
		}
		n = 1
		for i := range v.NumField() {
			if v.Type().Field(i).Name != "DeclarationList" {
				n += countNodes(v.Field(i))
			}
		}
	}
	return n
}
