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
