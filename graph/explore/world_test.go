package explore

import (
	"bufio"
	"context"
	"os"
	"regexp"
	"strings"
	"testing"

	"diplograph/graph"
	"diplograph/graph/caldate"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// world opens a store in memory that holds testdata/world.txt.
func world(t testing.TB) *graph.Store {
	t.Helper()
	return storeOf(t, readQuads(t, "testdata/world.txt"))
}

func storeOf(t testing.TB, quads []rdf.Quad) *graph.Store {
	t.Helper()
	store, err := graph.Open("memory:", graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	if _, err := store.Apply(context.Background(), graph.Changes{Add: quads}); err != nil {
		t.Fatal(err)
	}
	return store
}

func readQuads(t testing.TB, file string) []rdf.Quad {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var quads []rdf.Quad
	var graphName rdf.Term
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		if name, ok := strings.CutPrefix(line, "@graph "); ok {
			graphName = term(t, name)
			continue
		}
		parts := strings.SplitN(line, " ", 3)
		quads = append(quads, rdf.Quad{Subject: term(t, parts[0]), Predicate: term(t, parts[1]), Object: term(t, parts[2]), Graph: graphName})
	}
	return quads
}

// quad reads one statement in the notation of testdata/world.txt.
func quad(t testing.TB, line, graphName string) rdf.Quad {
	t.Helper()
	parts := strings.SplitN(line, " ", 3)
	return rdf.Quad{Subject: term(t, parts[0]), Predicate: term(t, parts[1]), Object: term(t, parts[2]), Graph: term(t, graphName)}
}

var literal = regexp.MustCompile(`^"(.*)"(?:@([A-Za-z-]+)|\^\^(\S+))?$`)

func term(t testing.TB, s string) rdf.Term {
	t.Helper()
	if label, ok := strings.CutPrefix(s, "_:"); ok {
		return rdf.Blank(label)
	}
	if m := literal.FindStringSubmatch(s); m != nil {
		text := strings.ReplaceAll(m[1], `\"`, `"`)
		switch {
		case m[2] != "":
			return rdf.LangString(text, m[2])
		case m[3] != "":
			return rdf.Literal(text, full(t, m[3]))
		}
		return rdf.String(text)
	}
	if d, err := caldate.Parse(s); err == nil {
		return d.Term()
	}
	return rdf.IRI(full(t, s))
}

func full(t testing.TB, name string) string {
	t.Helper()
	iri, err := vocab.Expand(name)
	if err != nil {
		t.Fatal(err)
	}
	return iri
}

// view runs fn on a snapshot of the store.
func look(t testing.TB, store *graph.Store, fn func(ctx context.Context, snap graph.Snapshot)) {
	t.Helper()
	ctx := context.Background()
	err := store.View(ctx, func(snap graph.Snapshot) error {
		fn(ctx, snap)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func date(t testing.TB, s string) caldate.Date {
	t.Helper()
	if s == "" {
		return caldate.Date{}
	}
	d, err := caldate.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// short drops the namespace of what the project names.
func short(iri string) string { return strings.TrimPrefix(iri, vocab.Res) }

const (
	tokayev    = vocab.Res + "person/kassym-jomart-tokayev"
	mirziyoyev = vocab.Res + "person/shavkat-mirziyoyev"
	nazarbayev = vocab.Res + "person/nursultan-nazarbayev"
	kazakhstan = vocab.Res + "country/kazakhstan"
	uzbekistan = vocab.Res + "country/uzbekistan"
	khiva      = vocab.Res + "city/khiva"
	articleOne = vocab.Res + "article/one"
)
