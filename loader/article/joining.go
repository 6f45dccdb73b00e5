package article

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
