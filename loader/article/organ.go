package article

import (
	"diplograph/graph/vocab"
	"diplograph/loader/gazetteer"
	"slices"
	"strings"
)

// organs composes what belongs to a state with the state: "the Parliament of
// X", "the Senates of both states".
func (r *reader) organs(s *Sentence, ms []Mention) []Mention {
	for i := range s.Tokens {
		c := reading(&s.Tokens[i], "organ")
		if c == nil || covered(ms, i) || r.beginsPost(s, i) {
			continue
		}
		class := vocab.DG + c.value
		owners, from, k := r.owners(s, ms, c.From)
		if len(owners) == 0 && c.From > 0 && hasClass(&s.Tokens[c.From-1], "pair") { // "the two Senates"
			owners, from = r.pair(), c.From-1
		}
		if len(owners) == 0 && s.Tokens[c.From].Capital && !c.Form.Plural && c.value != "Government" &&
			(c.From == 0 || !s.Tokens[c.From-1].Capital || s.Tokens[c.From-1].Kind != Word) {
			owners = []string{r.lexicon.Home} // "the Senate", in the press of its state
		}
		if len(owners) == 0 {
			continue
		}
		var organs []*Entity
		for _, o := range owners {
			if e := r.organOf(o, class); e != nil && !slices.Contains(organs, e) {
				organs = append(organs, e)
			}
		}
		if len(organs) == 0 {
			continue
		}
		if k >= 0 {
			ms = dropFrom(ms, from, c.From)
		}
		for n, e := range organs {
			m := Mention{From: from, To: i + 1, Entity: e, Case: c.Form.Case, Form: c.Form, Group: -1 - i}
			m.Anaphoric = k < 0 && n >= 0
			ms = append(ms, m)
		}
		sortMentions(ms)
	}
	return ms
}

// organOf is the body of a class that belongs to a state, or to the parliament
// of that state; a parliament that has no such chamber stands for itself.
func (r *reader) organOf(owner, class string) *Entity {
	if e := r.entityByID(owner); e != nil && e.is(class) {
		return e
	}
	if g := r.organ[organKey{owner, class}]; g != nil {
		return r.entity(g)
	}
	if e := r.entityByID(owner); e != nil && e.kind() == "organization" && e.In != "" && r.organ[organKey{e.In, class}] != nil {
		return r.entity(r.organ[organKey{e.In, class}])
	}
	return nil
}

type organKey struct{ owner, class string }

// indexOrgans maps a state, and its parliament, to its bodies by class.
func indexOrgans(g *gazetteer.Gazetteer) map[organKey]*gazetteer.Entity {
	index := map[organKey]*gazetteer.Entity{}
	add := func(owner string, e *gazetteer.Entity) {
		for _, class := range e.Types {
			if _, taken := index[organKey{owner, class}]; !taken {
				index[organKey{owner, class}] = e
			}
		}
	}
	for _, e := range g.Entities() {
		add(e.In, e)
	}
	for _, e := range g.Entities() { // a chamber belongs to its parliament's state, too
		if o, ok := g.Entity(e.In); ok && strings.HasPrefix(o.ID, "organization/") {
			add(o.In, e)
		}
	}
	return index
}

// owners are the ids of the states or bodies whose noun begins at token at: the
// mention that ends there, with those joined to it, or "both states", "our
// state". from is where they begin; k their last mention, -1 when the owners
// are not named.
func (r *reader) owners(s *Sentence, ms []Mention, at int) (ids []string, from, k int) {
	for at > 0 && (reading(&s.Tokens[at-1], "ordinal") != nil || reading(&s.Tokens[at-1], "former") != nil) {
		at--
	}
	if k = endingAt(ms, at); k >= 0 {
		m := &ms[k]
		if m.Entity == nil || !(m.isCountry() || m.isBody() || m.isPlace()) || m.Case != Bare && m.Case != Of {
			return nil, at, -1
		}
		from = m.From
		for j := k; j >= 0; j-- {
			if j < k && !(joined(s, &ms[j], &ms[j+1]) && ms[j].like(m)) {
				break
			}
			if ms[j].Entity != nil {
				ids, from = append(ids, ms[j].Entity.ID), ms[j].From
			}
		}
		slices.Reverse(ids)
		return ids, from, k
	}
	// "X's then President": words of description between the owner and the post.
	for back := at - 1; back >= max(at-3, 1) && s.Tokens[back].Kind == Word && !covered(ms, back) && len(s.Tokens[back].Readings) == 0; back-- {
		if j := endingAt(ms, back); j >= 0 && ms[j].isCountry() && ms[j].Case == Of {
			return []string{ms[j].Entity.ID}, ms[j].From, j
		}
	}
	if at > 0 && hasClass(&s.Tokens[at-1], "homestate") {
		return []string{r.lexicon.Home}, at - 1, -1
	}
	if at > 1 && hasClass(&s.Tokens[at-1], "state") && hasClass(&s.Tokens[at-2], "pair") {
		return r.pair(), at - 2, -1
	}
	return nil, at, -1
}
