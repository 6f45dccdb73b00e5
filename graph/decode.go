package graph

import (
	"context"
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// firstDecoded is how many rows are decoded at first: the first answers come
// soon, the rest in larger steps.
const firstDecoded = 16

// maxKnown bounds the terms that a decoder remembers. When they are too many it
// begins anew: the few that come again and again are soon back.
const maxKnown = 1 << 16

// A decoder turns rows of ids into quads.
type decoder struct {
	snap  index.Snapshot
	known map[index.ID]rdf.Term
	ids   []index.ID
	terms []rdf.Term
}

// decode gets to know the terms of some rows.
func (d *decoder) decode(ctx context.Context, b index.Batch, from, to int) error {
	if len(d.known) > maxKnown {
		clear(d.known)
	}
	d.ids = d.ids[:0]
	for _, column := range b.Columns {
		for i, id := range column[from:to] {
			if i > 0 && id == column[from+i-1] {
				continue
			}
			if _, ok := d.known[id]; !ok {
				d.known[id] = rdf.Term{}
				d.ids = append(d.ids, id)
			}
		}
	}
	slices.Sort(d.ids)
	d.terms = slices.Grow(d.terms[:0], len(d.ids))[:len(d.ids)]
	if err := d.snap.Terms(ctx, d.ids, d.terms); err != nil {
		return err
	}
	for i, id := range d.ids {
		d.known[id] = d.terms[i]
	}
	return nil
}

func (d *decoder) quad(b index.Batch, i int) rdf.Quad {
	return rdf.Quad{
		Subject: d.known[b.Columns[index.Subject][i]], Predicate: d.known[b.Columns[index.Predicate][i]],
		Object: d.known[b.Columns[index.Object][i]], Graph: d.known[b.Columns[index.Graph][i]],
	}
}
