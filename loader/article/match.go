package article

import (
	"strings"
	"unicode/utf8"

	"diplograph/loader/gazetteer"
)

// A Reading says that a token ends a known word, phrase or name.
type Reading struct {
	*phrase
	From int // index of the first token of the phrase
	Form Form
}

// A phrase is what is known: an entry of the lexicon or a name of the gazetteer.
type phrase struct {
	class, value string            // of a lexicon's entry
	entity       *gazetteer.Entity // of a name
	words        []string          // lower case; endings go on the last
	start        string            // where its stem stands in the morphology
	upper        int               // a name's last word begins with so many capitals
	capital      bool              // a name: its first word has a capital
}

// A matcher finds known phrases by their last word: endings are taken off a
// token down to the last word of some phrase, then the words before it are
// compared. It is not safe for concurrent use: it remembers the words it saw.
type matcher struct {
	morphology *morphology
	byStem     map[string][]*phrase // by each shape of the last word
	longest    int                  // bytes of the longest last word
	seen       map[string][]stemForm
	named      map[string]*gazetteer.Entity // bodies by label
}

type stemForm struct {
	phrases []*phrase
	form    Form
}

func newMatcher(m *morphology) *matcher {
	return &matcher{morphology: m, byStem: map[string][]*phrase{}, seen: map[string][]stemForm{}, named: map[string]*gazetteer.Entity{}}
}

func (m *matcher) add(p *phrase) {
	last := p.words[len(p.words)-1]
	shapes := []string{last}
	if p.start != "" {
		shapes = m.morphology.alternants(last)
	}
	for _, s := range shapes {
		m.byStem[s] = append(m.byStem[s], p)
		m.longest = max(m.longest, len(s))
	}
}

// addName adds a label of the gazetteer. A label that ends like a possessed
// noun ("... шөлкеми") takes the endings that follow a possessive as well.
func (m *matcher) addName(e *gazetteer.Entity, label string) {
	tokens := tokenize([]rune(label), 0)
	if len(tokens) == 0 {
		return
	}
	switch {
	case strings.HasPrefix(e.ID, "organization/"):
		m.named[fold(label)] = e
	case strings.HasPrefix(e.ID, "city/"), strings.HasPrefix(e.ID, "country/"):
		m.named["place:"+skeleton(label)] = e
	case strings.HasPrefix(e.ID, "person/"):
		m.named[skeleton(label)] = e
		if key := initialed(label); key != "" {
			if other, taken := m.named[key]; taken && other != e {
				m.named[key] = nil // of two namesakes neither
			} else {
				m.named[key] = e
			}
		}
	}
	p := &phrase{class: "name", entity: e, start: "n", capital: tokens[0].Capital}
	for _, t := range tokens {
		p.words = append(p.words, t.Lower)
	}
	if last := tokens[len(tokens)-1]; last.Upper > 1 && last.Upper == utf8.RuneCountInString(last.Text) {
		p.upper = last.Upper
	}
	m.add(p)
	if m.morphology.endsIn(p.words[len(p.words)-1], "poss3") {
		q := *p
		q.start = "poss3"
		m.add(&q)
	}
}

// read fills in the readings of every token of the sentence.
func (m *matcher) read(tokens []Token) {
	for i := range tokens {
		if tokens[i].Kind != Word {
			continue
		}
		for _, sf := range m.stems(tokens[i].Lower) {
			for _, p := range sf.phrases {
				if from := i - len(p.words) + 1; from >= 0 && p.matches(tokens, from, sf.form) {
					tokens[i].Readings = append(tokens[i].Readings, Reading{p, from, sf.form})
				}
			}
		}
	}
}

// matches compares the words before the last one, and the capitals of a name.
func (p *phrase) matches(tokens []Token, from int, f Form) bool {
	for k, w := range p.words[:len(p.words)-1] {
		if tokens[from+k].Lower != w {
			return false
		}
	}
	if p.entity == nil {
		return true
	}
	last := &tokens[from+len(p.words)-1]
	if p.upper > 0 {
		return last.Upper == p.upper
	}
	return !p.capital || tokens[from].Capital
}

// stems are the phrases that the word may end, with the form it gives them.
func (m *matcher) stems(word string) []stemForm {
	if found, ok := m.seen[word]; ok {
		return found
	}
	var found []stemForm
	for n := len(word); n > 0; n-- {
		if n > m.longest || !utf8.RuneStart(byteAt(word, n)) {
			continue
		}
		phrases := m.byStem[word[:n]]
		if len(phrases) == 0 {
			continue
		}
		rest := word[n:]
		for _, state := range startStates {
			group := standing(phrases, state, rest == "", word[:n])
			if len(group) == 0 {
				continue
			}
			if state == "" {
				if rest == "" {
					found = append(found, stemForm{group, Form{}})
				}
				continue
			}
			m.morphology.forms(state, rest, func(f Form) {
				found = append(found, stemForm{group, f})
			})
		}
	}
	if len(m.seen) < 1<<16 { // a hostile text may have any number of words
		m.seen[word] = found
	}
	return found
}

// startStates are the states that a stem may stand in, in the order of readings.
var startStates = []string{"", "n", "poss3", "v"}

// standing are the phrases whose stem is in state. A last word in the shape
// that it has before an ending does not count where no ending follows.
func standing(phrases []*phrase, state string, bare bool, stem string) []*phrase {
	var kept []*phrase
	for _, p := range phrases {
		if p.start == state && !(bare && p.words[len(p.words)-1] != stem) {
			kept = append(kept, p)
		}
	}
	return kept
}

func byteAt(s string, i int) byte {
	if i < len(s) {
		return s[i]
	}
	return 0
}

// initialed is the key of a person by initial and surname, "Ш. мирзиеев", of a
// name in full or with initials; "" for a name of one word.
func initialed(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '.' })
	if len(words) < 2 {
		return ""
	}
	first, _ := utf8.DecodeRuneInString(words[0])
	return string(first) + ". " + fold(words[len(words)-1])
}

// skeleton is fold with letters made one that spellings of the same name
// exchange: Қасымалиев and Касымалиев, Әлиев and Алиев.
func skeleton(s string) string {
	var b strings.Builder
	var last rune
	for _, r := range exchanged.Replace(fold(s)) {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

var exchanged = strings.NewReplacer("ә", "а", "қ", "к", "ғ", "г", "ң", "н", "ө", "о", "ү", "у", "ұ", "у", "ў", "у",
	"ҳ", "х", "һ", "х", "ы", "и", "й", "и", "і", "и", "җ", "ж")
