package generate

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// Options say what graph to make.
type Options struct {
	Quads int64  // how many, exactly
	Seed  uint64 // another seed, another graph
}

// MaxQuads is the largest graph that can be asked for.
const MaxQuads = 100_000_000_000

// A Graph gives the quads of a generated graph, in sequence. It is used by one
// goroutine.
type Graph struct {
	seed  uint64
	left  int64 // quads still to be given
	sizes sizes
	step  int64 // the entities, then the articles, numbered through
	batch []rdf.Quad
	told  told
	text  []byte
}

// sizes are the numbers of entities.
type sizes struct{ countries, cities, bodies, people int64 }

// New starts a graph.
func New(o Options) (*Graph, error) {
	if o.Quads < 0 || o.Quads > MaxQuads {
		return nil, fmt.Errorf("generate: expected from 0 to %d quads, found %d", int64(MaxQuads), o.Quads)
	}
	return &Graph{
		seed: o.Seed, left: o.Quads, told: newTold(),
		sizes: sizes{
			countries: min(200, max(8, o.Quads/500)),
			cities:    max(20, o.Quads/2000), bodies: max(16, o.Quads/1000), people: max(40, o.Quads/250),
		},
	}, nil
}

// batchSize is about the number of quads that Next gives.
const batchSize = 4096

// Next gives the next quads, different ones all, and none at the end. The slice
// is the caller's to read until the next call, the quads in it for ever.
func (g *Graph) Next() []rdf.Quad {
	g.batch = g.batch[:0]
	for len(g.batch) < batchSize && int64(len(g.batch)) < g.left {
		if !g.entity(g.step) {
			g.article(g.step)
		}
		g.step++
	}
	if int64(len(g.batch)) > g.left {
		g.batch = g.batch[:g.left]
	}
	g.left -= int64(len(g.batch))
	return g.batch
}

// Write writes the graph as N-Quads.
func Write(ctx context.Context, w io.Writer, o Options) error {
	g, err := New(o)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 1<<20)
	var line []byte
	for batch := g.Next(); len(batch) > 0; batch = g.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, q := range batch {
			line = append(rdf.AppendQuad(line[:0], q), '\n')
			if _, err := out.Write(line); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}

func (g *Graph) add(s rdf.Term, predicate string, o, graph rdf.Term) {
	g.batch = append(g.batch, rdf.Quad{Subject: s, Predicate: rdf.IRI(predicate), Object: o, Graph: graph})
}

// label is the text that fill appends, in a language.
func (g *Graph) label(language int, fill func(dst []byte) []byte) rdf.Term {
	g.text = fill(g.text[:0])
	return rdf.LangString(string(g.text), languages[language])
}

func (g *Graph) personLabel(i int64, language int) rdf.Term {
	g.text = appendPersonLabel(g.text[:0], i, latin(language))
	return rdf.LangString(string(g.text), languages[language])
}

func (g *Graph) cityLabel(i int64, language int) rdf.Term {
	g.text = appendCity(g.text[:0], i, latin(language), true)
	return rdf.LangString(string(g.text), languages[language])
}

func (g *Graph) countryLabel(i int64, language int) rdf.Term {
	g.text = appendCountry(g.text[:0], i, latin(language), true)
	return rdf.LangString(string(g.text), languages[language])
}

func (g *Graph) bodyLabel(i int64, language int) rdf.Term {
	g.text = appendBodyLabel(g.text[:0], i, latin(language))
	return rdf.LangString(string(g.text), languages[language])
}

var gazetteer = rdf.IRI(vocab.GraphGazetteer)
