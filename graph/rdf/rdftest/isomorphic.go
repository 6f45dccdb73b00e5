// Package rdftest helps tests that read and compare RDF datasets.
package rdftest

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"diplograph/graph/rdf"
)

// Isomorphic reports whether two datasets are the same but for the labels of
// their blank nodes: whether a bijection of blank nodes makes them equal as sets
// of quads. Terms are compared exactly.
func Isomorphic(a, b []rdf.Quad) bool {
	a, b = distinct(a), distinct(b)
	if len(a) != len(b) {
		return false
	}
	want := make(map[string]bool, len(b))
	for _, q := range b {
		want[q.String()] = true
	}
	return match(a, b, want, colours{}, colours{})
}

// Diff says in what a and b differ, and "" if they are isomorphic.
func Diff(got, want []rdf.Quad) string {
	if Isomorphic(got, want) {
		return ""
	}
	return fmt.Sprintf("not isomorphic; got\n%swant\n%s", lines(got), lines(want))
}

func lines(quads []rdf.Quad) string {
	var b strings.Builder
	for _, q := range distinct(quads) {
		b.WriteString("\t" + q.String() + "\n")
	}
	return b.String()
}

func distinct(quads []rdf.Quad) []rdf.Quad {
	s := slices.Clone(quads)
	slices.SortFunc(s, rdf.Quad.Compare)
	return slices.CompactFunc(s, rdf.Quad.Equal)
}

// colours tell blank nodes apart by what is stated of them.
type colours map[string]uint64

// match looks for a bijection by colour refinement: nodes of one colour are
// interchangeable as far as is known; while a colour has several nodes, one is
// singled out on each side and the rest follows.
func match(a, b []rdf.Quad, want map[string]bool, ca, cb colours) bool {
	ca, cb = refine(a, ca), refine(b, cb)
	ga, gb := groups(ca), groups(cb)
	if len(ga) != len(gb) {
		return false
	}
	split := -1
	for i := range ga {
		if ga[i].colour != gb[i].colour || len(ga[i].labels) != len(gb[i].labels) {
			return false
		}
		if n := len(ga[i].labels); n > 1 && (split < 0 || n < len(ga[split].labels)) {
			split = i
		}
	}
	if split < 0 {
		return equalUnder(a, want, ga, gb)
	}
	single := hash(ga[split].colour, "single")
	for _, label := range gb[split].labels {
		if match(a, b, want, with(ca, ga[split].labels[0], single), with(cb, label, single)) {
			return true
		}
	}
	return false
}

func with(c colours, label string, colour uint64) colours {
	d := make(colours, len(c))
	for k, v := range c {
		d[k] = v
	}
	d[label] = colour
	return d
}

var seed = maphash.MakeSeed()

func hash(parts ...any) uint64 { return maphash.String(seed, fmt.Sprint(parts...)) }

// refine recolours the nodes by the quads they stand in until no new colours
// appear.
func refine(quads []rdf.Quad, c colours) colours {
	for _, q := range quads {
		for _, label := range blanks(q) {
			if _, ok := c[label]; !ok {
				c[label] = 1
			}
		}
	}
	for n := -1; ; {
		next := make(colours, len(c))
		for label, colour := range c {
			next[label] = hash(colour)
		}
		for _, q := range quads {
			for _, label := range blanks(q) {
				next[label] += hash(relabel(q, func(l string) string {
					return fmt.Sprintf("c%x.%t", c[l], l == label)
				}))
			}
		}
		c = next
		if m := len(groups(c)); m == n {
			return c
		} else {
			n = m
		}
	}
}

type group struct {
	colour uint64
	labels []string
}

func groups(c colours) []group {
	by := map[uint64][]string{}
	for label, colour := range c {
		by[colour] = append(by[colour], label)
	}
	var gs []group
	for colour, labels := range by {
		slices.Sort(labels)
		gs = append(gs, group{colour, labels})
	}
	slices.SortFunc(gs, func(x, y group) int { return cmp.Compare(x.colour, y.colour) })
	return gs
}

func equalUnder(a []rdf.Quad, want map[string]bool, ga, gb []group) bool {
	to := map[string]string{}
	for i := range ga {
		to[ga[i].labels[0]] = gb[i].labels[0]
	}
	for _, q := range a {
		if !want[relabel(q, func(l string) string { return to[l] }).String()] {
			return false
		}
	}
	return true
}

// blanks lists the labels of a quad's blank nodes, each once.
func blanks(q rdf.Quad) []string {
	var labels []string
	relabel(q, func(l string) string {
		if !slices.Contains(labels, l) {
			labels = append(labels, l)
		}
		return l
	})
	return labels
}

func relabel(q rdf.Quad, to func(string) string) rdf.Quad {
	for _, t := range []*rdf.Term{&q.Subject, &q.Predicate, &q.Object, &q.Graph} {
		*t = relabelTerm(*t, to)
	}
	return q
}

func relabelTerm(t rdf.Term, to func(string) string) rdf.Term {
	switch t.Kind {
	case rdf.KindBlank:
		t.Value = to(t.Value)
	case rdf.KindTriple:
		t = rdf.TripleTerm(relabelTerm(t.Triple.Subject, to), t.Triple.Predicate, relabelTerm(t.Triple.Object, to))
	}
	return t
}
