package article

import (
	"slices"

	"diplograph/graph/caldate"
	"diplograph/graph/vocab"
)

// actors are the entities that a mention stands for at the time of a span: a
// post stands for whoever held it.
func (r *reader) actors(m *Mention, span Span) []*Entity {
	if m.Entity != nil {
		return []*Entity{m.Entity}
	}
	if m.Pronoun && r.lastPerson != nil {
		return []*Entity{r.lastPerson}
	}
	if m.Post == nil {
		return nil
	}
	p := m.Post
	owners := p.Owners
	if p.Pair {
		if es := r.thoseTogether(); p.Loose && len(es) > 1 {
			return es
		}
		owners = r.pair()
	}
	if p.Role == vocab.DG+"Counterpart" {
		return r.counterpart(owners, span)
	}
	if len(owners) == 0 {
		if e := r.lastHolder[p.Role]; e != nil && !p.Plural {
			return []*Entity{e}
		}
		return nil
	}
	var es []*Entity
	for _, o := range owners {
		if e := r.holder(p.Role, o, span); e != nil && !slices.Contains(es, e) {
			es = append(es, e)
		}
	}
	return es
}

// thoseTogether are the persons told last as meeting or as gathered, for "the
// ministers", "the presidents".
func (r *reader) thoseTogether() []*Entity {
	for _, e := range slices.Backward(r.recent()) {
		if r.sentenceNumber-e.order > 3 || e.paragraph != r.paragraph && r.sentenceNumber-e.order > 1 {
			continue
		}
		if e.Class != vocab.Meeting && e.Class != vocab.Summit && e.Class != vocab.Audience {
			continue
		}
		var es []*Entity
		for _, a := range e.Actors {
			if a.Entity.kind() == "person" {
				es = append(es, a.Entity)
			}
		}
		if len(es) > 1 {
			return es
		}
	}
	return nil
}

// counterpart is who holds, in the state named or the other one of the two, the
// post that the person told last holds.
func (r *reader) counterpart(owners []string, span Span) []*Entity {
	if r.lastPerson == nil {
		return nil
	}
	state := r.stateOf(r.lastPerson, span.Start)
	if len(owners) == 0 {
		owners = slices.DeleteFunc(slices.Clone(r.pair()), func(id string) bool { return id == state })
	}
	for _, t := range r.gazetteer.Posts(r.lastPerson.ID, span.Start) {
		if len(owners) == 1 && t.Role != vocab.Speaker {
			if e := r.holder(t.Role, owners[0], span); e != nil {
				return []*Entity{e}
			}
		}
	}
	return nil
}

// holder is who held a post at the time: by the gazetteer, else by what the
// article itself says. Of two in one year, the one that the article names, else
// the later. The speaker of a parliament is that of one of its chambers.
func (r *reader) holder(role, owner string, span Span) *Entity {
	date := span.Start
	if date.IsZero() {
		date = r.calendar.article
	}
	var found *Entity
	for _, t := range r.gazetteer.Holders(role, owner, date) {
		e := r.entityByID(t.Person)
		if e == nil {
			continue
		}
		if found == nil || r.named[e.ID] || !r.named[found.ID] {
			found = e
		}
	}
	if found != nil {
		return found
	}
	if e := r.holders[postKey{role, owner}]; e != nil {
		return e
	}
	if e := r.entityByID(owner); role == vocab.Speaker && e != nil && !e.is(vocab.UpperChamber) && !e.is(vocab.LowerChamber) {
		for _, class := range []string{vocab.LowerChamber, vocab.UpperChamber} {
			if c := r.organOf(owner, class); c != nil && c.ID != owner {
				if e := r.holder(role, c.ID, span); e != nil {
					return e
				}
			}
		}
	}
	return nil
}

// stateOf is the id of the country that a person held a post of or in.
func (r *reader) stateOf(e *Entity, date caldate.Date) string {
	if e == nil {
		return ""
	}
	if e.kind() != "person" {
		return r.country(e)
	}
	for _, t := range r.gazetteer.Posts(e.ID, date) {
		if c := r.country(r.entityByID(t.Of)); c != "" {
			return c
		}
	}
	return r.home[e]
}

// pair are the two states that "both" stands for: those of the last visit, the
// two named together last, or the two that the article names most.
func (r *reader) pair() []string {
	if len(r.lastPair) == 2 {
		return r.lastPair
	}
	return nil
}

// noteStates remembers the two states that a sentence names together.
func (r *reader) noteStates(s *Sentence, ms []Mention) {
	for k := range ms {
		if e := ms[k].Entity; e != nil && e.kind() == "person" {
			r.named[e.ID] = true
		}
		if k+1 < len(ms) && ms[k].isCountry() && ms[k+1].isCountry() && r.paired(s, &ms[k], &ms[k+1]) &&
			!(k+2 < len(ms) && ms[k+2].isCountry() && r.paired(s, &ms[k+1], &ms[k+2])) &&
			!(k > 0 && ms[k-1].isCountry() && r.paired(s, &ms[k-1], &ms[k])) {
			r.lastPair, r.lastStates = []string{ms[k].Entity.ID, ms[k+1].Entity.ID}, nil
		}
	}
}

// paired reports whether two states stand side by side: "A and B", "A with B",
// "A - B".
func (r *reader) paired(s *Sentence, a, b *Mention) bool {
	if a.Entity == b.Entity || b.From < a.To || b.From-a.To > 1 {
		return false
	}
	for i := a.To; i < b.From; i++ {
		t := &s.Tokens[i]
		if !t.is("-") && !hasClass(t, "conjunction") && !hasReading(t, "relation", "with") && !t.is(",") {
			return false
		}
	}
	return b.From > a.To
}
