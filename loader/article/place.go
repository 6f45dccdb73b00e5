package article

import "diplograph/graph/vocab"

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
