package pebblestore

import (
	"context"
	"slices"

	"diplograph/graph/index"
)

// The counts that a change of quads changes are of different subjects, triples,
// and so on: of different first ids of the quads in some order. One is new if no
// quad had these ids before, and gone if the quads that go are all that have
// them. So a change looks in the store for one quad more with the same ids, and
// changes the counts by what it finds; they are as exact as before.

// group is quads of a change that share their first ids in an order.
type group struct {
	rows   []index.Quad // arranged, sorted
	shared int
}

func (g group) key() (k index.Quad) {
	copy(k[:g.shared], g.rows[0][:g.shared])
	return k
}

// end is not before any quad with the ids of the group.
func (g group) end() (k index.Quad) {
	k = maxQuad
	copy(k[:g.shared], g.rows[0][:g.shared])
	return k
}

func (g group) has(q index.Quad) bool {
	for i := range g.shared {
		if q[i] != g.rows[0][i] {
			return false
		}
	}
	return true
}

// placesOf says where a term of the change stands.
type placesOf struct {
	seen index.Positions // places that have been looked at
	live bool            // some other quad has the term
}

// count changes the counts of the transaction.
func (c *change) count(ctx context.Context) error {
	t, rows := c.t, c.sorted[index.SPOG]
	if !c.add {
		t.memory.forget(t.state.next)
	}
	s := &t.state.statistics
	s.Quads += c.sign * int64(len(rows))
	for _, total := range []struct {
		count  *int64
		order  index.Order
		shared int
	}{
		{&s.Subjects, index.SPOG, 1}, {&s.Triples, index.SPOG, 3}, {&s.Objects, index.OSPG, 1}, {&s.Graphs, index.GSPO, 1},
	} {
		if err := ctx.Err(); err != nil {
			return err
		}
		groups, err := c.changed(total.order, total.shared)
		if err != nil {
			return err
		}
		*total.count += c.sign * int64(len(groups))
	}
	if err := c.predicates(); err != nil {
		return err
	}
	return c.terms()
}

// groups cuts the quads by their first ids.
func (c *change) groups(o index.Order, shared int) []group {
	rows := c.in(o)
	var groups []group
	for from := 0; from < len(rows); {
		g := group{rows[from:], shared}
		n := 1
		for n < len(g.rows) && g.has(g.rows[n]) {
			n++
		}
		g.rows = g.rows[:n]
		groups, from = append(groups, g), from+n
	}
	return groups
}

// changed gives the groups whose ids no other quad has, so that they come to be
// or cease to be.
func (c *change) changed(o index.Order, shared int) ([]group, error) {
	var changed []group
	p := prober{v: &c.t.view, order: o}
	defer p.close()
	for _, g := range c.groups(o, shared) {
		live, err := c.live(&p, g)
		if err != nil {
			return nil, err
		}
		if !live {
			changed = append(changed, g)
		}
		if shared == 1 {
			c.note(g.rows[0][0], o.Positions()[0], live)
		}
	}
	return changed, nil
}

// live reports whether the store has a quad with the ids of a group that is not
// one of the group.
func (c *change) live(p *prober, g group) (bool, error) {
	if !c.add {
		return p.outlived(g, &c.t.before[p.order][g.shared])
	}
	m, key := c.t.memory, g.key()
	live, known := m.knows(p.order, key)
	m.lives(p.order, key, c.t.state.next) // after this change
	if known {
		return live, nil
	}
	_, live, err := p.first(key, g.end())
	return live, err
}

// note remembers whether a term lives on, or lived before, in a place.
func (c *change) note(id index.ID, place index.Position, live bool) {
	n := c.places[id]
	n.seen |= 1 << place
	n.live = n.live || live
	c.places[id] = n
}

// predicates changes the counts of each predicate.
func (c *change) predicates() error {
	for _, g := range c.groups(index.PSOG, 1) {
		p := g.rows[0][0]
		s, err := c.t.predicateNow(p)
		if err != nil {
			return err
		}
		n := int64(len(g.rows))
		before := s.Quads
		s.Quads += c.sign * n
		live := before > 0
		if !c.add {
			live = s.Quads > 0
		}
		if !live {
			c.t.state.statistics.Predicates += c.sign
		}
		c.t.predicates[p] = s
		if c.add {
			c.t.memory.lives(index.PSOG, index.Quad{p}, c.t.state.next)
		}
		c.note(p, index.Predicate, live)
	}
	for _, o := range []index.Order{index.PSOG, index.POSG} {
		groups, err := c.changed(o, 2)
		if err != nil {
			return err
		}
		for _, g := range groups {
			s := c.t.predicates[g.rows[0][0]]
			if o == index.PSOG {
				s.Subjects += c.sign
			} else {
				s.Objects += c.sign
			}
			c.t.predicates[g.rows[0][0]] = s
		}
	}
	return nil
}

// predicateNow gives the counts of a predicate.
func (t *Tx) predicateNow(p index.ID) (index.PredicateStatistics, error) {
	if _, changed := t.predicates[p]; !changed {
		if s, ok := t.memory.predicates[p]; ok {
			return s, nil
		}
	}
	return t.predicate(p)
}

// terms counts the terms that come or go: those that no other quad has in any
// place. Places where the change has the term have been looked at.
func (c *change) terms() error {
	var ids []index.ID
	for id, n := range c.places {
		if id == index.DefaultGraph || n.live {
			continue
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, o := range []index.Order{index.SPOG, index.OSPG, index.GSPO, index.PSOG} {
		var err error
		if ids, err = c.without(o, ids); err != nil {
			return err
		}
	}
	c.t.state.statistics.Terms += c.sign * int64(len(ids))
	stored := int64(0) // in the dictionary
	for _, id := range ids {
		if termSince(id, 0) {
			stored++
		}
	}
	if c.add {
		c.t.state.revive(stored)
	} else {
		c.t.state.die(stored)
	}
	return nil
}

// without drops the terms that stand in the first place of an order, in which
// the change does not have them.
func (c *change) without(o index.Order, ids []index.ID) ([]index.ID, error) {
	place := o.Positions()[0]
	p := prober{v: &c.t.view, order: o}
	defer p.close()
	kept := ids[:0]
	for _, id := range ids {
		if c.places[id].seen.Has(place) {
			kept = append(kept, id)
			continue
		}
		live, known := c.t.memory.knows(o, index.Quad{id})
		if !known {
			var err error
			if live, err = c.begins(&p, id); err != nil {
				return nil, err
			}
			if live {
				c.t.memory.lives(o, index.Quad{id}, c.t.state.next)
			}
		}
		if !live {
			kept = append(kept, id)
		}
	}
	return kept, nil
}

// begins reports whether some quad begins with a term.
func (c *change) begins(p *prober, id index.ID) (bool, error) {
	if p.order == index.PSOG {
		s, err := c.t.predicateNow(id)
		return s.Quads > 0, err
	}
	_, live, err := p.first(index.Quad{id}, group{[]index.Quad{{id}}, 1}.end())
	return live, err
}

// prober looks for quads in an order, one after the other, each between two quads
// and no further: what a transaction removed lies in the way.
type prober struct {
	v          *view
	order      index.Order
	at, beyond *cursor // where first, and outlived behind groups, has looked
}

// first gives the first quad from one to another, neither of which goes back.
func (p *prober) first(from, upper index.Quad) (index.Quad, bool, error) {
	return p.look(&p.at, from, upper)
}

func (p *prober) look(c **cursor, from, upper index.Quad) (index.Quad, bool, error) {
	if *c == nil {
		opened, err := p.v.cursor(p.order, from, maxQuad)
		if err != nil {
			return from, false, err
		}
		*c = opened
	}
	return (*c).first(from, upper)
}

// outlived reports whether the store, which has all quads of a group, has another
// one with its ids: behind the group or before it. Which of these it looks at first
// is by where there was one last: quads mostly go in the sequence of some order, up
// or down, and those that have gone lie on the other side.
func (p *prober) outlived(g group, before *bool) (live bool, err error) {
	look, otherwise := p.behind, p.before
	if *before {
		look, otherwise = otherwise, look
	}
	if live, err = look(g); live || err != nil {
		return live, err
	}
	if live, err = otherwise(g); live {
		*before = !*before
	}
	return live, err
}

// behind reports whether a quad with the ids of a group comes after it.
func (p *prober) behind(g group) (bool, error) {
	from, ok := successor(g.rows[len(g.rows)-1])
	if !ok || !g.has(from) {
		return false, nil
	}
	_, live, err := p.look(&p.beyond, from, g.end())
	return live, err
}

// before reports whether another quad with the ids of a group comes before its last
// one.
func (p *prober) before(g group) (bool, error) {
	from := g.key()
	for _, row := range g.rows {
		q, ok, err := p.first(from, row)
		if err != nil || !ok || q != row {
			return ok, err
		}
		if from, ok = successor(row); !ok {
			break
		}
	}
	return false, nil
}

func (p *prober) close() {
	for _, c := range []*cursor{p.at, p.beyond} {
		if c != nil {
			c.close()
		}
	}
}
