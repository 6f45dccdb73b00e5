package article

import (
	"slices"
	"strings"
	"unicode/utf8"

	"diplograph/graph/vocab"
	"diplograph/loader/gazetteer"
)

// A Mention is a stretch of tokens that stands for somebody or something.
type Mention struct {
	From, To  int     // tokens [From, To)
	Entity    *Entity // what it stands for, nil for a post that waits for its holder
	Post      *Post   // "the President of X": whoever held the post on the event's date
	Case      Case
	Form      Form
	Group     int  // mentions joined by "and" share a group
	Modifier  bool // a bare noun before the noun it belongs to: not an argument
	Quoted    bool // a name in quotation marks
	Pronoun   bool // "he": the person told last
	Anaphoric bool // stands for something told before: "the two heads of state"
}

// An Entity is a person, place or body of the gazetteer, or one that the
// article brings.
type Entity struct {
	ID     string
	Types  []string
	In     string
	Labels map[string][]string
	New    bool // not in the gazetteer
}

// kind is what the id begins with: country, region, city, person, organization.
func (e *Entity) kind() string {
	kind, _, _ := strings.Cut(e.ID, "/")
	return kind
}

func (e *Entity) is(class string) bool { return slices.Contains(e.Types, class) }

// A Post is an office whose holder depends on the date: a role in some states
// or bodies. With Pair the owners are the two states the text speaks of.
type Post struct {
	Role   string   // IRI
	Owners []string // ids
	Pair   bool     // the owners are the two states spoken of
	Loose  bool     // ... or those who met last: "the presidents"
	Plural bool
}

func (m *Mention) isPlace() bool {
	return m.Entity != nil && (m.Entity.kind() == "country" || m.Entity.kind() == "city" || m.Entity.kind() == "region")
}

func (m *Mention) isCountry() bool { return m.Entity != nil && m.Entity.kind() == "country" }

// isState holds for what can be a side like a state: a country, a region.
func (m *Mention) isState() bool { return m.isPlace() && m.Entity.kind() != "city" }

func (m *Mention) isBody() bool { return m.Entity != nil && m.Entity.kind() == "organization" }

// isPerson holds for named persons and for posts.
func (m *Mention) isPerson() bool {
	return m.Post != nil || m.Pronoun || m.Entity != nil && m.Entity.kind() == "person"
}

// like reports whether two mentions can be joined by "and".
func (m *Mention) like(n *Mention) bool {
	return m.isPlace() && n.isPlace() || m.isPerson() && n.isPerson() || m.isBody() && n.isBody()
}

// names finds the gazetteer's names in a sentence: from left to right, the
// longest first.
func (r *reader) names(s *Sentence) []Mention {
	var found []Mention
	best := make(map[int]*Reading, 8) // by last token: the longest name that ends there
	for i := range s.Tokens {
		for k := range s.Tokens[i].Readings {
			c := &s.Tokens[i].Readings[k]
			if c.class == "name" && (best[i] == nil || r.betterName(c, best[i])) {
				best[i] = c
			}
		}
	}
	end := len(s.Tokens)
	for i := end - 1; i >= 0; i-- {
		c := best[i]
		if c == nil || i >= end {
			continue
		}
		found = append(found, Mention{From: c.From, To: i + 1, Entity: r.entity(c.entity), Case: c.Form.Case, Form: c.Form})
		end = c.From
		i = c.From
	}
	slices.Reverse(found)
	return found
}

// betterName prefers the longer name, then a country to its capital, then the
// reading with fewer endings.
func (r *reader) betterName(a, b *Reading) bool {
	if len(a.words) != len(b.words) {
		return len(a.words) > len(b.words)
	}
	if a.entity != b.entity {
		return rank(a.entity) < rank(b.entity)
	}
	return a.Form.Endings < b.Form.Endings
}

var kindRank = []string{"country", "organization", "person", "city", "region"}

func rank(e *gazetteer.Entity) int {
	kind, _, _ := strings.Cut(e.ID, "/")
	return slices.Index(kindRank, kind)
}

// entity is the one Entity of this article for an entity of the gazetteer.
func (r *reader) entity(g *gazetteer.Entity) *Entity {
	if e := r.entities[g.ID]; e != nil {
		return e
	}
	e := &Entity{ID: g.ID, Types: g.Types, In: g.In, Labels: g.Labels}
	r.entities[g.ID] = e
	return e
}

func (r *reader) entityByID(id string) *Entity {
	if e := r.entities[id]; e != nil {
		return e
	}
	if g, ok := r.gazetteer.Entity(id); ok {
		return r.entity(g)
	}
	return nil
}

// newEntity makes an entity that no gazetteer knows; its slug is the
// romanization of its label.
func (r *reader) newEntity(kind, class, label string) *Entity {
	id := kind + "/" + Slug(label)
	if e := r.entityByID(id); e != nil {
		return e
	}
	e := &Entity{ID: id, Types: []string{class}, Labels: map[string][]string{r.tag(label): {label}}, New: true}
	r.entities[id] = e
	return e
}

// tag is the language tag of a label: as the text writes it, or normalised.
func (r *reader) tag(label string) string {
	if mostlyLatin([]rune(label)) {
		return r.lexicon.Code + "-Latn"
	}
	return r.lexicon.Code
}

// written is tokens [from, to) as the original text writes them, the last one
// cut to its stem.
func (r *reader) written(s *Sentence, from, to int, stem string) string {
	first, last := s.Tokens[from].Start, s.Tokens[to-1].Start+utf8.RuneCountInString(stem)
	start, end := r.text0.original(first, last)
	return strings.Join(strings.Fields(string(r.original[start:end])), " ")
}

// otherSpellings finds cities and states spelt otherwise than in the gazetteer,
// in a place's case.
func (r *reader) otherSpellings(s *Sentence, ms []Mention) []Mention {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Kind != Word || !t.Capital || t.Upper > 1 || len(t.Readings) > 0 || covered(ms, i) {
			continue
		}
		for n := len(t.Lower) - 1; n > 5; n-- {
			if !startsRune(t.Lower[n]) {
				continue
			}
			g := r.matcher.named["place:"+skeleton(t.Lower[:n])]
			if g == nil {
				continue
			}
			found := false
			r.lexicon.morphology.forms("n", t.Lower[n:], func(f Form) {
				if !found && f.Endings == 1 && f.Case != Bare {
					found = true
					ms = append(ms, Mention{From: i, To: i + 1, Entity: r.entity(g), Case: f.Case, Form: f})
				}
			})
			if found {
				break
			}
		}
	}
	sortMentions(ms)
	return ms
}

// pronouns are mentions of the person told last: "he", "him", "his".
func (r *reader) pronouns(s *Sentence, ms []Mention) []Mention {
	for i := range s.Tokens {
		if c := reading(&s.Tokens[i], "pronoun"); c != nil && !covered(ms, i) {
			m := Mention{From: i, To: i + 1, Pronoun: true, Anaphoric: true}
			m.Case, _ = parseCase(c.value)
			ms = append(ms, m)
		}
		if c := reading(&s.Tokens[i], "they"); c != nil && !covered(ms, i) {
			m := Mention{From: i, To: i + 1, Post: &Post{Pair: true, Loose: true, Plural: true, Role: vocab.HeadOfState}, Anaphoric: true}
			m.Case, _ = parseCase(c.value)
			ms = append(ms, m)
		}
	}
	sortMentions(ms)
	return ms
}

// stand-ins for places: "our country", "this city", "the capital of X".
func (r *reader) placesAlluded(s *Sentence, ms []Mention) []Mention {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if covered(ms, i) {
			continue
		}
		if c := reading(t, "homestate"); c != nil {
			ms = append(ms, Mention{From: i, To: i + 1, Entity: r.entityByID(r.lexicon.Home), Case: c.Form.Case, Form: c.Form})
		}
		if c := reading(t, "thisplace"); c != nil {
			city := r.lastCity
			for _, m := range ms {
				if m.To <= i && m.isPlace() && m.Entity.kind() == "city" {
					city = m.Entity
				}
			}
			if city != nil {
				ms = append(ms, Mention{From: c.From, To: i + 1, Entity: city, Case: Place, Anaphoric: true})
			}
		}
		if c := reading(t, "capital"); c != nil && c.Form.Possessed && i > 0 {
			country, from := "", i
			if k := endingAt(ms, i); k >= 0 && ms[k].isCountry() {
				country, from = ms[k].Entity.ID, ms[k].From
			} else if d := reading(&s.Tokens[i-1], "demonym"); d != nil {
				country, from = d.value, i-1
			}
			if e := r.capitalOf(country); e != nil {
				ms = dropFrom(ms, from, i)
				ms = append(ms, Mention{From: from, To: i + 1, Entity: e, Case: c.Form.Case, Form: c.Form})
			}
		}
	}
	sortMentions(ms)
	return ms
}

func (r *reader) capitalOf(country string) *Entity {
	if g := r.organ[organKey{country, vocab.Capital}]; g != nil {
		return r.entity(g)
	}
	return nil
}

// cities extends a place by the noun after it ("қаласында"), which carries the
// case, and finds cities that no gazetteer knows before that noun.
func (r *reader) cities(s *Sentence, ms []Mention) []Mention {
	for i := range s.Tokens {
		c := reading(&s.Tokens[i], "citynoun")
		if c == nil || c.From == 0 {
			continue
		}
		if k := endingAt(ms, c.From); k >= 0 {
			if ms[k].isPlace() && ms[k].Case == Bare {
				ms[k].To, ms[k].Case, ms[k].Form = i+1, c.Form.Case, c.Form
			}
			continue
		}
		if k := r.citiesOf(s, ms, c.From); k >= 0 { // "in a number of cities of X"
			ms[k].To, ms[k].Case, ms[k].Form = i+1, c.Form.Case, c.Form
			continue
		}
		t := &s.Tokens[c.From-1]
		if t.Kind == Word && t.Capital && c.From > 1 && c.Form.Possessed && len(t.Readings) == 0 {
			from := c.From - 1
			for from > 1 && s.Tokens[from-1].is("-") && s.Tokens[from-2].Capital && !t.Spaced {
				from -= 2
			}
			e := r.newEntity("city", vocab.SchemaCity, r.text(s, from, c.From))
			ms = append(ms, Mention{From: from, To: i + 1, Entity: e, Case: c.Form.Case, Form: c.Form})
		}
	}
	sortMentions(ms)
	return ms
}

// citiesOf is the state whose cities the noun at token at speaks of, -1 for none.
func (r *reader) citiesOf(s *Sentence, ms []Mention, at int) int {
	for back := at - 1; back >= max(at-4, 1); back-- {
		if t := &s.Tokens[back]; t.Kind != Word || t.Capital {
			break
		}
		if k := endingAt(ms, back); k >= 0 {
			if ms[k].isCountry() && ms[k].Case == Of {
				return k
			}
			break
		}
	}
	return -1
}

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

// joined reports whether only a comma or "and" stands between two mentions, the
// first of which has no case of its own.
func joined(s *Sentence, a, b *Mention) bool {
	if a.To > b.From || a.Case != Bare && a.Case != b.Case || a.To == b.From && a.From != b.From {
		return a.From == b.From && a.To == b.To
	}
	signs := 0
	for i := a.To; i < b.From; i++ {
		if c := conjunctionFrom(s.Tokens, i); c > i { // "as well as", in several tokens
			i = c
			continue
		}
		if signs++; !s.Tokens[i].is(",") && !hasClass(&s.Tokens[i], "conjunction") {
			return false
		}
	}
	return signs <= 2
}

// conjunctionFrom is the last token of a conjunction of several tokens that
// begins at token i, or i.
func conjunctionFrom(tokens []Token, i int) int {
	for j := i + 1; j < min(i+4, len(tokens)); j++ {
		if c := reading(&tokens[j], "conjunction"); c != nil && c.From == i {
			return j
		}
	}
	return i
}

// cases gives mentions the case of the postposition after them and joins
// mentions: in "A and B-in" the case stands only on the last.
func (r *reader) cases(s *Sentence, ms []Mention) {
	for k := range ms {
		m := &ms[k]
		if m.To >= len(s.Tokens) {
			continue
		}
		if m.Form.Relational {
			m.Modifier = true
			continue
		}
		next := &s.Tokens[m.To]
		if c := reading(next, "relation"); c != nil && c.From == m.To && (m.Case == Bare || m.Case == Of) {
			m.Case, _ = parseCase(c.value)
		} else if m.Case == Bare && m.isPlace() {
			m.Modifier = next.Kind == Word && !hasClass(next, "conjunction") && !hasClass(next, "topic") && !isVerb(next)
		}
	}
	group := 0
	for k := len(ms) - 1; k >= 0; k-- {
		m := &ms[k]
		if k+1 < len(ms) && m.isPlace() && m.Case == With && ms[k+1].isPlace() && ms[k+1].From == m.To+1 && (ms[k+1].Case == Place || ms[k+1].Case == Goal) {
			m.Group, m.Case = ms[k+1].Group, ms[k+1].Case // "in A with B"
			continue
		}
		if k+1 < len(ms) && m.like(&ms[k+1]) && joined(s, m, &ms[k+1]) {
			m.Group = ms[k+1].Group
			if m.Case == Bare {
				m.Case, m.Modifier = ms[k+1].Case, ms[k+1].Modifier
			}
			continue
		}
		group++
		m.Group = group
	}
}

func isVerb(t *Token) bool {
	for _, r := range t.Readings {
		if r.class == "verb" && r.Form.Tense != NoTense {
			return true
		}
	}
	return false
}

// reading is the longest reading of the class that ends at the token; nil if
// there is none.
func reading(t *Token, class string) *Reading {
	var best *Reading
	for k := range t.Readings {
		c := &t.Readings[k]
		if c.class == class && (best == nil || len(c.words) > len(best.words)) {
			best = c
		}
	}
	return best
}

func endingAt(ms []Mention, at int) int {
	return slices.IndexFunc(ms, func(m Mention) bool { return m.To == at })
}

func startingAt(ms []Mention, at int) int {
	return slices.IndexFunc(ms, func(m Mention) bool { return m.From == at })
}

func covered(ms []Mention, i int) bool {
	return slices.ContainsFunc(ms, func(m Mention) bool { return m.From <= i && i < m.To })
}

func dropFrom(ms []Mention, from, to int) []Mention {
	return slices.DeleteFunc(ms, func(m Mention) bool { return m.From >= from && m.To <= to })
}

func sortMentions(ms []Mention) {
	slices.SortStableFunc(ms, func(a, b Mention) int { return a.From - b.From })
}
