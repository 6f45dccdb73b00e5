package explore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"diplograph/graph"
	"diplograph/graph/caldate"
	"diplograph/graph/vocab"
)

// Bounds of a neighbourhood, and what it has where nothing is asked.
const (
	DefaultDepth = 1
	MaxDepth     = 4
	DefaultLimit = 100
	MaxLimit     = 2000

	defaultBudget   = 200_000
	defaultPatience = 3 * time.Second
	edgesPerNode    = 50
)

// ErrNotFound is wrapped by errors about an IRI of which the graph says nothing.
var ErrNotFound = errors.New("not in the graph")

// ErrOption is wrapped by errors about options that cannot be met.
var ErrOption = errors.New("option out of bounds")

// A Direction is the way in which statements are followed from a node.
type Direction string

// Both ways, from subject to object, or from object to subject.
const (
	Both Direction = "both"
	Out  Direction = "out"
	In   Direction = "in"
)

// Options say which neighbourhood is asked for. Only IRI is needed.
type Options struct {
	IRI       string
	Depth     int       // steps from IRI, 1 to MaxDepth; 0 means DefaultDepth
	Limit     int       // neighbours to show, 1 to MaxLimit; 0 means DefaultLimit
	Direction Direction // "" means Both
	// Predicates (whole IRIs), if any, are the only ones followed and shown.
	Predicates []string
	// Types (whole IRIs), if any, are the only ones that a neighbour may have, or
	// have by a subclass.
	Types []string
	// From and To leave out the events, terms of office and direct relations that
	// share no day with the time between; zero is open. What has no date is shown
	// only if it is not an event.
	From, To  caldate.Date
	Languages []string // of labels, the preferred first

	Budget   int           // quads to read at most while looking around; 0 means 200,000
	Patience time.Duration // time to look around; 0 means 3 s
}

func (o *Options) complete() error {
	set := func(n *int, def, most int, name string) error {
		if *n == 0 {
			*n = def
		}
		if *n < 1 || *n > most {
			return fmt.Errorf("explore: %w: want %s from 1 to %d, got %d", ErrOption, name, most, *n)
		}
		return nil
	}
	if o.Direction == "" {
		o.Direction = Both
	}
	if !slices.Contains([]Direction{Both, Out, In}, o.Direction) {
		return fmt.Errorf("explore: %w: want direction both, out or in, got %q", ErrOption, o.Direction)
	}
	if o.Patience <= 0 {
		o.Patience = defaultPatience
	}
	return errors.Join(
		set(&o.Depth, DefaultDepth, MaxDepth, "depth"),
		set(&o.Limit, DefaultLimit, MaxLimit, "limit"),
		set(&o.Budget, defaultBudget, 100*defaultBudget, "budget"))
}

// Neighborhood gives what is around an IRI. Neighbours are ranked, entities by
// how many edges join them to what is shown already, events by date, the latest
// first; the two take turns until the limit is reached. Every edge between two
// nodes shown is there, whichever of them was reached first.
//
// It gives ErrNotFound for an IRI that nothing is said of, and ErrOption.
func Neighborhood(ctx context.Context, snap graph.Snapshot, opts Options) (*Picture, error) {
	if err := opts.complete(); err != nil {
		return nil, err
	}
	v := newView(ctx, snap, opts.Languages, opts.Budget)
	v.within(opts.Patience)
	if err := v.mustExist(opts.IRI); err != nil {
		return nil, err
	}
	types, err := v.subclasses(opts.Types)
	if err != nil {
		return nil, err
	}
	w := &walk{view: v, opts: opts, types: types, shown: map[string]int{}, refused: map[string]bool{},
		found: map[string]map[string]bool{}, joints: map[jointKey]*joint{}, exact: true}
	w.show(opts.IRI, 0)
	frontier := []string{opts.IRI}
	for distance := 1; distance <= opts.Depth && len(frontier) > 0; distance++ {
		if frontier, err = w.step(frontier, distance); err != nil {
			return nil, err
		}
	}
	v.left = opts.Budget / 2
	v.within(opts.Patience / 2)
	return w.draw()
}

// mustExist gives ErrNotFound if iri is neither subject nor object of a quad.
func (v *view) mustExist(iri string) error {
	for _, p := range []graph.Pattern{about(iri), {Object: about(iri).Subject}} {
		quads, _, err := v.read(p, 1)
		if err != nil {
			return err
		}
		if len(quads) > 0 {
			return nil
		}
	}
	return fmt.Errorf("explore: %w: %s; find its IRI by name (/v1/entities?q=)", ErrNotFound, iri)
}

// subclasses adds to classes all that are below them in the ontology.
func (v *view) subclasses(classes []string) (map[string]bool, error) {
	all := set(classes...)
	for queue := slices.Clone(classes); len(queue) > 0; queue = queue[1:] {
		quads, _, err := v.read(leading(vocab.RDFSSubClassOf, queue[0]), perNode)
		if err != nil {
			return nil, err
		}
		for _, q := range quads {
			if sub := q.Subject.Value; q.Subject.IsIRI() && !all[sub] && len(all) < perNode {
				all[sub] = true
				queue = append(queue, sub)
			}
		}
	}
	for sub, super := range superclasses {
		if all[super] {
			all[sub] = true
		}
	}
	return all, nil
}
