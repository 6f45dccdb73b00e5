package syntax

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// TestLimits shows that deep, long and large texts end with ErrLimit and a
// place, never with a stack that overflows.
func TestLimits(t *testing.T) {
	deep := func(head, open, middle, shut, tail string) string {
		const n = 200_000
		return head + strings.Repeat(open, n) + middle + strings.Repeat(shut, n) + tail
	}
	for _, c := range []struct{ name, text string }{
		{"groups", deep("SELECT * ", "{", "", "}", "")},
		{"parentheses", deep("SELECT ", "(", "1", ")", " {}")},
		{"not", deep("ASK { FILTER(", "!", "?x", "", ") }")},
		{"lists", deep("ASK {", "(", "1", ")", " ?p ?o }")},
		{"property lists", deep("ASK {", "[ ?p ", "1", "]", "}")},
		{"paths", deep("ASK { ?s ", "(", "<http://e/p>", ")", "?o }")},
		{"inverse paths", deep("ASK { ?s ", "^(", "<http://e/p>", ")", "?o }")},
		{"exists", deep("ASK {", "FILTER EXISTS {", "", "}", "}")},
		{"functions", deep("ASK { FILTER", "(STR", "(?x)", ")", " }")},
		{"arguments", deep("ASK { FILTER(", "STR(", "?x", ")", ") }")},
		{"optional", deep("ASK {", "OPTIONAL{", "", "}", " }")},
		{"sub-queries", deep("", "SELECT*{", "", "}", "")},
		{"triple terms", deep("ASK { ?s ?p ", "<<( ?s ?p ", "?o", ")>>", " }")},
		{"reified triples", deep("ASK { ?s ?p ", "<< ?s ?p ", "?o", ">>", " }")},
		{"annotations", deep("ASK { ?s ?p ?o ", "{| ?p ?o ", "", "|}", " }")},
		{"data", deep("SELECT * {} VALUES ?x { ", "<<( <http://e/s> a ", "1", ")>>", " }")},
		{"sum", deep("ASK { FILTER(?x", " + ?x", "", "", ") }")},
		{"product", deep("ASK { FILTER(?x", " * ?x", "", "", ") }")},
		{"signs", deep("ASK { FILTER(?x", " -1", "", "", ") }")},
		{"group conditions", deep("ASK {} GROUP BY ", "(", "?x", ")", "")},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ParseQuery(c.text, Options{})
			if e := new(Error); !errors.Is(err, ErrLimit) || !errors.As(err, &e) || e.Line != 1 {
				t.Errorf("got %v", err)
			}
		})
	}
	for name, text := range map[string]string{
		"long prefix":           "PREFIX p:<http://" + strings.Repeat("e", 1<<17) + "> ASK {" + strings.Repeat("p:a p:a p:a .", 1<<13) + "}",
		"long base":             "BASE <http://" + strings.Repeat("e", 1<<17) + "> ASK {" + strings.Repeat("<a> <a> <a>.", 1<<13) + "}",
		"shared path":           "ASK { ?s <http://e/>" + strings.Repeat("/<http://e/>", 1<<12) + " ?o" + strings.Repeat(", ?o", 1<<12) + "}",
		"shared triple term":    "ASK {" + strings.Repeat("<<(?s ?p ", 200) + "?o" + strings.Repeat(")>>", 200) + strings.Repeat("?p ?o;", 1<<14) + "}",
		"reified over and over": "ASK { ?s ?p " + strings.Repeat("<<(?s ?p ", 200) + "?o" + strings.Repeat(")>>", 200) + strings.Repeat("~", 1<<14) + "}",
		"prefixes again":        strings.Repeat("PREFIX p:<http://e/> PREFIX q:<http://e/> ", 1<<17) + "ASK {}",
	} {
		if _, err := ParseQuery(text, Options{MaxNodes: 1 << 17}); !errors.Is(err, ErrLimit) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := ParseQuery(strings.Repeat(" ", 101), Options{MaxBytes: 100}); !errors.Is(err, ErrLimit) {
		t.Errorf("size: got %v", err)
	}
	many := "ASK {" + strings.Repeat("?s ?p ?o .", 1000) + "}"
	if _, err := ParseQuery(many, Options{MaxNodes: 2999}); !errors.Is(err, ErrLimit) {
		t.Errorf("nodes: got %v", err)
	}
	if _, err := ParseQuery(many, Options{MaxNodes: 3002}); err != nil {
		t.Errorf("nodes: got %v", err)
	}
}

// TestLongLists shows that what is long without being deep is allowed, as
// programs write it.
func TestLongLists(t *testing.T) {
	const n = 20_000
	for _, text := range []string{
		"ASK { FILTER(?x" + strings.Repeat(" || ?x", n) + ") }",
		"ASK { FILTER(?x" + strings.Repeat(" && ?x", n) + ") }",
		"ASK { FILTER(?x IN (1" + strings.Repeat(", 1", n) + ")) }",
		"ASK { {}" + strings.Repeat(" UNION {}", n) + "}",
		"ASK { VALUES ?x {" + strings.Repeat(" 1", n) + "} }",
		"ASK { ?s <http://e/p>" + strings.Repeat("/<http://e/p>", n) + " ?o }",
		"ASK { (" + strings.Repeat(" 1", n) + ") ?p ?o }",
		"ASK { ?s ?p ?o " + strings.Repeat(", ?o", n) + " }",
		"ASK { ?s ?p ?o " + strings.Repeat("; ?p ?o", n) + " }",
	} {
		if _, err := ParseQuery(text, Options{}); err != nil {
			t.Errorf("%s...: %v", text[:40], err)
		}
	}
}

// TestLinear parses texts of half a megabyte that a careless parser would read
// again and again. Each takes some tens of milliseconds.
func TestLinear(t *testing.T) {
	const size = 1 << 19
	fill := func(head, part, tail string) string {
		return head + strings.Repeat(part, size/len(part)) + tail
	}
	for name, text := range map[string]string{
		"words":          fill("ASK { FILTER(true", "-true", ") }"),
		"dots":           fill("ASK { a", ".", "}"),
		"less":           fill("ASK { FILTER(?x", "<a", ") }"),
		"backslashes":    fill("ASK { ?s ?p \"", `\\`, "\" }"),
		"quotes":         fill("ASK { ?s ?p \"\"\"", `" `, "\"\"\" }"),
		"open strings":   fill("ASK { ?s ?p ", `"""`, ""),
		"escapes":        fill("ASK { ?s ?p ?", `\u0061`, " }"),
		"escaped local":  fill("ASK { ?s ?p <http://e/", `\u0061`, "> }"),
		"local escapes":  fill("PREFIX : <http://e/> ASK { ?s ?p :", `\-`, " }"),
		"prefixes":       fill("", "PREFIX p:<http://e/>", "ASK {}"),
		"lines":          fill("", "\r\n", "ASK {}"),
		"comments":       fill("", "#\n", "ASK {}"),
		"anon":           fill("ASK { ?s ?p _:anon", "_:anonx", " }"),
		"bind":           fill("ASK {", "BIND(1 AS ?x)", "}"),
		"filters":        fill("ASK {", "FILTER(?x)", "}"),
		"blanks":         fill("ASK {", "[]?p[].", "}"),
		"language":       fill("ASK { ?s ?p \"\"@a", "-a", "}"),
		"direction":      fill("ASK { ?s ?p \"\"@a", "--", "}"),
		"minus":          fill("ASK { FILTER(", "-", ") }"),
		"distinct names": distinctNames(size),
	} {
		start := time.Now()
		_, err := ParseQuery(text, Options{})
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("%s: %v for %d bytes (%v)", name, took, len(text), err)
		}
	}
}

// distinctNames has a new variable in each group, and groups as deep as they
// may be.
func distinctNames(size int) string {
	var b strings.Builder
	b.WriteString("ASK {")
	for b.Len() < size {
		for range 200 {
			b.WriteString("{?" + string(rune('a'+b.Len()%26)) + strings.Repeat("x", b.Len()%50) + " a ?y . ")
		}
		b.WriteString(strings.Repeat("}", 200))
	}
	return b.String() + "}"
}
