package table

import (
	"slices"
	"strings"
	"testing"
)

// rfc6570 are the variables of RFC 6570 section 3.2; undef has no value.
var rfc6570 = map[string][]string{
	"count": {"one", "two", "three"}, "dub": {"me/too"}, "hello": {"Hello World!"}, "half": {"50%"}, "var": {"value"},
	"who": {"fred"}, "base": {"http://example.com/home/"}, "path": {"/foo/bar"}, "list": {"red", "green", "blue"},
	"v": {"6"}, "x": {"1024"}, "y": {"768"}, "empty": {""}, "undef": nil,
}

type rfcRow []string

func (names rfcRow) find(name string) (int, bool) {
	n := slices.Index(names, name)
	return n, n >= 0
}

func (names rfcRow) column(n int) ([]string, bool) {
	return rfc6570[names[n]], len(rfc6570[names[n]]) > 1
}

func (names rfcRow) special(name string) (string, bool) { return name, name != "_sourceColumn" }

var rfcNames = func() (names rfcRow) {
	for name := range rfc6570 {
		names = append(names, name)
	}
	return names
}()

// TestTemplates are the examples of RFC 6570 section 3.2.
func TestTemplates(t *testing.T) {
	tests := []struct{ template, want string }{
		{"{count}", "one,two,three"}, {"{count*}", "one,two,three"}, {"{/count}", "/one,two,three"}, {"{/count*}", "/one/two/three"},
		{"{;count}", ";count=one,two,three"}, {"{;count*}", ";count=one;count=two;count=three"},
		{"{?count}", "?count=one,two,three"}, {"{?count*}", "?count=one&count=two&count=three"}, {"{&count*}", "&count=one&count=two&count=three"},
		{"{var}", "value"}, {"{hello}", "Hello%20World%21"}, {"{half}", "50%25"}, {"O{empty}X", "OX"}, {"{x,y}", "1024,768"},
		{"{x,hello,y}", "1024,Hello%20World%21,768"}, {"?{x,empty}", "?1024,"}, {"{var:3}", "val"}, {"{var:30}", "value"},
		{"{list}", "red,green,blue"}, {"{+var}", "value"}, {"{+hello}", "Hello%20World!"}, {"{+half}", "50%25"},
		{"{base}index", "http%3A%2F%2Fexample.com%2Fhome%2Findex"}, {"{+base}index", "http://example.com/home/index"},
		{"up{+path}{var}/here", "up/foo/barvalue/here"}, {"{+path,x}/here", "/foo/bar,1024/here"}, {"{+path:6}/here", "/foo/b/here"}, {"{+list*}", "red,green,blue"},
		{"{#var}", "#value"}, {"{#hello}", "#Hello%20World!"}, {"foo{#empty}", "foo#"}, {"foo{#undef}", "foo"}, {"{#x,hello,y}", "#1024,Hello%20World!,768"},
		{"{#path,x}/here", "#/foo/bar,1024/here"}, {"{.who}", ".fred"}, {"{.who,who}", ".fred.fred"}, {"{.half,who}", ".50%25.fred"}, {"X{.var:3}", "X.val"},
		{"X{.empty}", "X."}, {"X{.undef}", "X"}, {"X{.list*}", "X.red.green.blue"}, {"{/who}", "/fred"}, {"{/var,empty}", "/value/"}, {"{/var,undef}", "/value"},
		{"{/var:1,var}", "/v/value"}, {"{;who}", ";who=fred"}, {"{;empty}", ";empty"}, {"{;v,empty,who}", ";v=6;empty;who=fred"}, {"{;x,y,undef}", ";x=1024;y=768"},
		{"{;hello:5}", ";hello=Hello"}, {"{?who}", "?who=fred"}, {"{?x,y,empty}", "?x=1024&y=768&empty="}, {"{?x,y,undef}", "?x=1024&y=768"}, {"{?var:3}", "?var=val"},
		{"?fixed=yes{&x}", "?fixed=yes&x=1024"}, {"{&x,y,empty}", "&x=1024&y=768&empty="},
		{"dg:{var}", "https://w3id.org/diplograph/ns#value"}, {"a b%20ё%zz", "a%20b%20%D1%91%25zz"}, {"{_row}{/_sourceColumn}", "_row"},
	}
	for _, test := range tests {
		tmpl, err := parseTemplate(test.template, rfcNames.find)
		if err != nil {
			t.Errorf("%s: %v", test.template, err)
			continue
		}
		if got, hole := tmpl.expand(nil, rfcNames); string(got) != test.want || hole != "" {
			t.Errorf("%s is %q with a hole at %q, want %q", test.template, got, hole, test.want)
		}
	}
	for template, want := range map[string]string{"x{undef}": "undef", "{var,undef}": "undef", "{+undef}": "undef", "{_sourceColumn}": "_sourceColumn"} {
		tmpl, err := parseTemplate(template, rfcNames.find)
		if err != nil {
			t.Fatal(err)
		}
		if _, hole := tmpl.expand(nil, rfcNames); hole != want {
			t.Errorf("%s has a hole at %q, want %q", template, hole, want)
		}
	}
}

func TestPrefixLengthCountsCharacters(t *testing.T) {
	if got := firstRunes("Хийўа", 3); got != "Хий" {
		t.Errorf("%q, want Хий", got)
	}
}

func FuzzTemplate(f *testing.F) {
	for _, s := range []string{"{var:3}", "{;x*,y}", "a{#x}%2f", "{", "}", "{}", "{,}", "{+}", "ё{?empty,undef}", "schema:{v}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tmpl, err := parseTemplate(text, rfcNames.find)
		if err != nil {
			return
		}
		got, hole := tmpl.expand(nil, rfcNames)
		if strings.ContainsAny(string(got), "<>\"{}|^`\\ ") || len(got) > 2*maxIRI+4*len(text)+100 {
			t.Errorf("%q is %q (%q)", text, got, hole)
		}
	})
}
