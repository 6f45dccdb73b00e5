package rdftest

import (
	"strings"
	"testing"

	"diplograph/graph/rdf"
)

func parse(t *testing.T, doc string) []rdf.Quad {
	r, err := rdf.NewReader(strings.NewReader("@prefix : <http://e/> . "+doc), rdf.TriG, rdf.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var quads []rdf.Quad
	for {
		q, err := r.Read()
		if err != nil {
			return quads
		}
		quads = append(quads, q)
	}
}

func TestIsomorphic(t *testing.T) {
	ring := func(labels ...string) string {
		var b strings.Builder
		for i, l := range labels {
			b.WriteString("_:" + l + " :next _:" + labels[(i+1)%len(labels)] + " . ")
		}
		return b.String()
	}
	for _, c := range []struct {
		name, a, b string
		want       bool
	}{
		{"empty", "", "", true},
		{"order and duplicates", ":a :p 1, 2, 2 .", ":a :p 2, 1 .", true},
		{"lexical form", ":a :p 1 .", ":a :p 01 .", false},
		{"language tag", `:a :p "x"@en .`, `:a :p "x"@EN .`, false},
		{"direction", `:a :p "x"@en--ltr .`, `:a :p "x"@en .`, false},
		{"graph", ":g { :a :p 1 }", ":a :p 1 .", false},
		{"labels", "_:a :p _:b .", "_:b :p _:a .", true},
		{"one node is not two", "_:a :p _:a .", "_:a :p _:b .", false},
		{"a node is not an IRI", "_:a :p 1 .", ":a :p 1 .", false},
		{"node shared by graphs", ":g { _:a :p 1 } :h { _:a :p 2 }", ":g { _:a :p 1 } :h { _:b :p 2 }", false},
		{"node in a triple term", ":a :p <<( _:x :p _:y )>> . _:x :q 1 .", ":a :p <<( _:y :p _:x )>> . _:y :q 1 .", true},
		{"other node in a triple term", ":a :p <<( _:x :p _:y )>> . _:x :q 1 .", ":a :p <<( _:x :p _:y )>> . _:y :q 1 .", false},
		{"ring", ring("a", "b", "c", "d", "e", "f"), ring("c", "a", "e", "f", "b", "d"), true},
		{"two rings are not one", ring("a", "b", "c", "d", "e", "f"), ring("a", "b", "c") + ring("d", "e", "f"), false},
	} {
		if got := Isomorphic(parse(t, c.a), parse(t, c.b)); got != c.want {
			t.Errorf("%s: got %t", c.name, got)
		}
		if got := Diff(parse(t, c.a), parse(t, c.b)) == ""; got != c.want {
			t.Errorf("%s: Diff says otherwise", c.name)
		}
	}
}
