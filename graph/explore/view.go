package explore

import (
	"context"
	"fmt"
	"time"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// perNode bounds what is read to describe one node: an event or an entity has
// some tens of statements about itself.
const perNode = 2000

// A view reads a snapshot for one answer. It remembers what it read, and spends
// a budget of quads and of time on looking around; describing what is shown is
// bounded by how much is shown and not charged.
type view struct {
	ctx       context.Context
	snap      graph.Snapshot
	languages []string
	left      int       // quads that looking around may still read
	until     time.Time // when looking around must end; zero: with the context

	things   map[string]*Thing
	events   map[string]*event
	passages map[string][]Passage
	holders  map[string][]string
}

func newView(ctx context.Context, snap graph.Snapshot, languages []string, budget int) *view {
	return &view{
		ctx: ctx, snap: snap, languages: languages, left: budget,
		things:   map[string]*Thing{},
		events:   map[string]*event{},
		passages: map[string][]Passage{},
		holders:  map[string][]string{},
	}
}

// within lets looking around go on for a time, and for no more than half of what
// the context leaves: the rest is for describing what was found.
func (v *view) within(patience time.Duration) {
	if deadline, ok := v.ctx.Deadline(); ok {
		patience = min(patience, time.Until(deadline)/2)
	}
	v.until = time.Now().Add(patience)
}

// spent reports whether looking around must end.
func (v *view) spent() bool {
	return v.left <= 0 || (!v.until.IsZero() && time.Now().After(v.until))
}

// read collects at most the given number of quads that match p; whole is false
// if there are more.
func (v *view) read(p graph.Pattern, most int) (quads []rdf.Quad, whole bool, err error) {
	for q, err := range v.snap.Match(v.ctx, p) {
		if err != nil {
			return nil, false, fmt.Errorf("explore: reading the graph: %w", err)
		}
		if len(quads) == most {
			return quads, false, nil
		}
		quads = append(quads, q)
		if len(quads)%1024 == 0 && !v.until.IsZero() && time.Now().After(v.until) {
			return quads, false, nil
		}
	}
	if err := v.ctx.Err(); err != nil {
		return nil, false, err
	}
	return quads, true, nil
}

// look is read for looking around: what it reads is charged to the budget.
func (v *view) look(p graph.Pattern, most int) (quads []rdf.Quad, whole bool, err error) {
	if v.spent() {
		return nil, false, v.ctx.Err()
	}
	return v.charged(p, min(most, v.left))
}

// charged is look for what must be looked at however late it is.
func (v *view) charged(p graph.Pattern, most int) (quads []rdf.Quad, whole bool, err error) {
	quads, whole, err = v.read(p, most)
	v.left -= len(quads) + 1
	return quads, whole, err
}

// about gives the pattern of what is said of iri.
func about(iri string) graph.Pattern { return graph.Pattern{Subject: rdf.IRI(iri)} }

// saying narrows about to one predicate.
func saying(iri, predicate string) graph.Pattern {
	return graph.Pattern{Subject: rdf.IRI(iri), Predicate: rdf.IRI(predicate)}
}

// leading gives the pattern of what leads to iri by a predicate.
func leading(predicate, iri string) graph.Pattern {
	return graph.Pattern{Predicate: rdf.IRI(predicate), Object: rdf.IRI(iri)}
}

// objects gives the terms that iri has for a predicate, each once.
func (v *view) objects(iri, predicate string) ([]rdf.Term, error) {
	quads, _, err := v.read(saying(iri, predicate), perNode)
	return distinctObjects(quads), err
}

func distinctObjects(quads []rdf.Quad) []rdf.Term {
	var terms []rdf.Term
	seen := map[rdf.Term]bool{}
	for _, q := range quads {
		if !seen[q.Object] {
			seen[q.Object] = true
			terms = append(terms, q.Object)
		}
	}
	return terms
}

// types gives the classes of iri as whole IRIs, the most specific first.
func (v *view) types(iri string) ([]string, error) {
	terms, err := v.objects(iri, vocab.RDFType)
	var types []string
	for _, t := range terms {
		if t.IsIRI() {
			types = append(types, t.Value)
		}
	}
	bySpecificity(types)
	return types, err
}

// label gives the name of iri in the asked languages.
func (v *view) label(iri string) (Text, error) {
	for _, predicate := range []string{vocab.RDFSLabel, vocab.SKOSAltLabel} {
		terms, err := v.objects(iri, predicate)
		if err != nil {
			return Text{}, err
		}
		if t, ok := pickLabel(terms, v.languages); ok {
			return t, nil
		}
	}
	return Text{Text: localName(iri)}, nil
}
