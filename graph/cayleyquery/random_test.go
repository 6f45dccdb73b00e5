package cayleyquery

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/query/gizmo"
	"pgregory.net/rapid"
)

// Any method with any arguments gives an answer or an error.
func TestRandomPaths(t *testing.T) {
	s := testStore(t)
	vm, err := machine(gizmo.NewSession(nil))
	if err != nil {
		t.Fatal(err)
	}
	start, err := vm.RunString("g.M()")
	if err != nil {
		t.Fatal(err)
	}
	pathMethods := methodNames(start.ExportType())
	graphMethods := methodNames(reflect.TypeOf(vm.Get("g").Export()))
	if len(pathMethods) < 60 || len(graphMethods) < 10 {
		t.Fatalf("found %d methods of paths and %d of graphs", len(pathMethods), len(graphMethods))
	}
	engine := New(Options{Timeout: 200 * time.Millisecond})
	rapid.Check(t, func(t *rapid.T) {
		var script strings.Builder
		for i := range rapid.IntRange(1, 4).Draw(t, "paths") {
			fmt.Fprintf(&script, "var p%d = g.%s(%s)", i,
				rapid.SampledFrom([]string{"V", "M", "V", "V", rapid.SampledFrom(graphMethods).Draw(t, "graph method")}).Draw(t, "start"), drawArguments(t, i))
			for range rapid.IntRange(0, 5).Draw(t, "steps") {
				fmt.Fprintf(&script, ".%s(%s)", rapid.SampledFrom(pathMethods).Draw(t, "method"), drawArguments(t, i))
			}
			script.WriteString("; ")
		}
		text := "try { " + script.String() + " } catch (e) { g.emit(String(e)) }"
		a, err := engine.Run(context.Background(), s, Request{Language: "gizmo", Query: text})
		if (a == nil) == (err == nil) {
			t.Fatalf("%s: answer %v, error %v", text, a, err)
		}
	})
}

func drawArguments(t *rapid.T, paths int) string {
	values := []string{"", "null", "undefined", `"<x:visited>"`, `"<x:ann>"`, `"nosuch"`, `"a"`, `["<x:visited>", "<x:age>"]`, "[]", "{}", "-1", "0", "2", "1.5",
		"NaN", "true", "new Date(0)", "function (d) { g.emit(d) }", `gt(1)`, `lt("m")`, `regex("a")`, `like("a%")`, `iri("x:ann")`, `[gt(1)]`,
		`lang("a", "b")`, `typed("7", "xsd:integer")`, `g.V("<x:ann>")`, `g.M().out()`, `g.V().toArray()`, `[[1]]`, `""`, "g", "iri"}
	for i := range paths {
		values = append(values, fmt.Sprint("p", i))
	}
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(values), 0, 3).Draw(t, "arguments"), ", ")
}
