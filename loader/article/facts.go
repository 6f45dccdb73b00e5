package article

import (
	"slices"

	"diplograph/graph/caldate"
	"diplograph/graph/vocab"
)

// A Fact is a standing relation that a text tells without an occasion: a person
// holds a post, a state works in an international body, somebody heads a
// commission.
type Fact struct {
	Member, Organization *Entity
	Role                 string       // IRI; "" for a plain membership
	Since                caldate.Date // first day, month or year told; zero for none
	Inferred             string       // IRI of the property that the text only implies, or ""
	Passages             []Passage
}

// maxFacts bounds what one text may tell: many times what any does.
const maxFacts = 5000

// postRoles are the roles that a fact may have.
var postRoles = map[string]bool{
	vocab.HeadOfState: true, vocab.HeadOfGovernment: true, vocab.DeputyHead: true, vocab.Speaker: true,
	vocab.ForeignMinister: true, vocab.Minister: true, vocab.SecretaryGeneral: true, vocab.Chair: true,
	vocab.CoChair: true, vocab.Ambassador: true,
}

// facts notes what a sentence tells besides events.
func (r *reader) facts(s *Sentence, ms []Mention) {
	r.postFacts(s, ms)
	r.frameworkFacts(s, ms)
	r.chairFacts(s, ms)
}

// note keeps a fact, or adds the passage to the same fact told before.
func (r *reader) note(s *Sentence, f Fact) {
	start, end := r.text0.original(s.Start, s.End)
	p := Passage{start, end}
	for k := range r.fact {
		if old := &r.fact[k]; old.Member == f.Member && old.Organization == f.Organization && old.Role == f.Role {
			if !slices.Contains(old.Passages, p) {
				old.Passages = append(old.Passages, p)
			}
			return
		}
	}
	if len(r.fact) < maxFacts {
		f.Passages = []Passage{p}
		r.fact = append(r.fact, f)
	}
}

// postFacts: "the Speaker of the Senate X": who is named with a post of one
// state or body.
func (r *reader) postFacts(s *Sentence, ms []Mention) {
	var names []Mention // as they stood before the posts took them in
	for _, m := range ms {
		if m.Entity == nil || m.Entity.kind() != "person" {
			continue
		}
		c := postIn(s, m)
		if c == nil {
			continue
		}
		if names == nil {
			names = r.organs(s, r.cities(s, r.names(s)))
		}
		owners, _, _ := r.owners(s, names, c.From)
		if len(owners) == 0 && c.Form.Ours {
			owners = []string{r.lexicon.Home}
		}
		if len(owners) != 1 {
			continue
		}
		of, role := r.entityByID(owners[0]), r.role(c.value, owners)
		if of != nil && (of.kind() == "country" || of.kind() == "organization") && postRoles[role] {
			r.note(s, Fact{Member: m.Entity, Organization: of, Role: role})
		}
	}
}

// postIn is the post that the mention of a person begins with, unless it is a
// former one.
func postIn(s *Sentence, m Mention) *Reading {
	for i := m.From; i < m.To; i++ {
		if hasClass(&s.Tokens[i], "former") {
			return nil
		}
		if c := postReading(s.Tokens, i); c != nil {
			return c
		}
	}
	return nil
}

// frameworkFacts: "cooperation of A and B within C, D and E": states that the
// gazetteer knows as members of the bodies.
func (r *reader) frameworkFacts(s *Sentence, ms []Mention) {
	within := slices.IndexFunc(s.Tokens, func(t Token) bool { return hasReading(&t, "relation", "within") })
	if within < 0 {
		return
	}
	bodies, states := map[string]bool{}, map[string]bool{}
	for _, m := range ms {
		if m.Entity == nil {
			continue
		}
		if m.isBody() && m.Entity.is(vocab.InternationalOrganization) && m.To <= within {
			bodies[m.Entity.ID] = true
		} else if m.isCountry() || m.isBody() {
			states[r.country(m.Entity)] = true
		}
	}
	if len(bodies) > 0 && pairNamed(s) {
		for _, id := range r.pair() {
			states[id] = true
		}
	}
	if len(bodies) == 0 || len(states) == 0 {
		return
	}
	for _, m := range r.gazetteer.Members() {
		now := r.calendar.article
		since := m.From.IsZero() || m.From.First().Compare(now) <= 0
		still := m.To.IsZero() || now.Compare(m.To.Last()) <= 0
		if bodies[m.Organization] && states[m.Member] && since && still {
			r.note(s, Fact{Member: r.entityByID(m.Member), Organization: r.entityByID(m.Organization), Inferred: vocab.ORGMemberOf})
		}
	}
}

// pairNamed reports whether the sentence speaks of "both states".
func pairNamed(s *Sentence) bool {
	for i := 1; i < len(s.Tokens); i++ {
		if hasClass(&s.Tokens[i], "state") && hasClass(&s.Tokens[i-1], "pair") {
			return true
		}
	}
	return false
}

// chairFacts: "since 2019 its chairmen have been the Prime Ministers of both
// states": whoever holds those posts now heads the body told last, since then or
// since coming into office.
func (r *reader) chairFacts(s *Sentence, ms []Mention) {
	body := r.lastBodies["any"]
	var holders []*Mention
	chairs := false
	for k := range ms {
		p := ms[k].Post
		switch {
		case p == nil || ms[k].Case != Bare:
		case p.Role == vocab.Chair && ms[k].Form.Possessed && len(p.Owners) == 0:
			chairs = ms[k].Form.Plural
		case p.Pair && len(p.Owners) == 2:
			holders = append(holders, &ms[k])
		}
	}
	if !chairs || len(holders) != 1 || body == nil {
		return
	}
	for _, w := range r.lexicon.whens(s.Tokens) {
		if !w.Since {
			continue
		}
		r.calendar.resolve(&w, true, false)
		for _, owner := range holders[0].Post.Owners {
			r.coChair(s, body, holders[0].Post.Role, owner, w.Spans[0].Start)
		}
		return
	}
}

func (r *reader) coChair(s *Sentence, body *Entity, role, owner string, since caldate.Date) {
	for _, t := range r.gazetteer.Holders(role, owner, r.calendar.article) {
		if t.From.First().Compare(since.First()) > 0 {
			since = t.From
		}
		r.note(s, Fact{Member: r.entityByID(t.Person), Organization: body, Role: vocab.CoChair, Since: since, Inferred: vocab.ORGMember})
	}
}
