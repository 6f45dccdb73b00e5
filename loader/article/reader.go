package article

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"diplograph/data"
	"diplograph/graph/caldate"
	"diplograph/loader/gazetteer"
)

// A reader reads one article: it holds what is known beforehand and what the
// article has told so far.
type reader struct {
	lexicon   *Lexicon
	gazetteer *gazetteer.Gazetteer
	matcher   *matcher
	organ     map[organKey]*gazetteer.Entity
	surnames  []string // endings that surnames have
	trace     func(Trace)

	text0          *Text
	original       []rune
	calendar       calendar
	sentenceNumber int
	paragraph      int

	entities   map[string]*Entity    // by id
	known      map[string]*Entity    // persons by name and surname, lower case
	named      map[string]bool       // ids of persons the article names
	holders    map[postKey]*Entity   // who the article says holds a post
	lastHolder map[string]*Entity    // by role
	home       map[*Entity]string    // id of the state whose post the article says a person holds
	lastPair   []string              // the two states spoken of
	lastStates []string              // more than two whose people met last
	lastBodies map[string]*Entity    // by kind of noun
	parties    map[*Entity][]*Entity // of a commission or council: whose it is
	lastBody   *Entity               // commission, council or forum told last
	lastOrgans []*Entity             // ministries, chambers named together last

	heading       *When     // date that heads the paragraph
	headingPlaces []*Entity // place that heads it
	lastPerson    *Entity   // subject told last, for a pronoun
	lastCity      *Entity
	lastOrdinal   int // of lastTrigger
	lastRound     int // of consultations
	lastMeeting   *Event
	lastGathering *Event
	lastDays      *Event  // cultural days
	lastTrigger   trigger // the noun of an event told last in the paragraph
	lastTriggerAt int     // its sentence
	lastDocument  string  // class of the document told last
	lastTitle     string  // and its title
	lastVisit     *Event

	told   []*Event // by the current sentence
	events []*Event
	byYear map[eventKind][]*Event
	fact   []Fact
}

// index is what readers of one lexicon and gazetteer share.
type index struct {
	gazetteer *gazetteer.Gazetteer
	byStem    map[string][]*phrase
	named     map[string]*gazetteer.Entity
	longest   int
	organ     map[organKey]*gazetteer.Entity
	surnames  []string
}

var indexes = struct {
	sync.Mutex
	byCode map[string]*index
}{byCode: map[string]*index{}}

var shipped = sync.OnceValues(func() (*gazetteer.Gazetteer, error) { return gazetteer.Load(data.FS) })

func newReader(l *Lexicon, o Options) (*reader, error) {
	g, err := o.Gazetteer, error(nil)
	if g == nil {
		if g, err = shipped(); err != nil {
			return nil, fmt.Errorf("gazetteer: %w", err)
		}
	}
	x := openIndex(l, g)
	m := newMatcher(l.morphology)
	m.byStem, m.longest, m.named = x.byStem, x.longest, x.named
	return &reader{
		lexicon: l, gazetteer: g, matcher: m, organ: x.organ, surnames: x.surnames,
		calendar: calendar{article: o.Date},
		entities: map[string]*Entity{}, known: map[string]*Entity{}, named: map[string]bool{},
		holders: map[postKey]*Entity{}, lastHolder: map[string]*Entity{}, home: map[*Entity]string{}, parties: map[*Entity][]*Entity{}, byYear: map[eventKind][]*Event{}, lastBodies: map[string]*Entity{},
	}, nil
}

func openIndex(l *Lexicon, g *gazetteer.Gazetteer) *index {
	indexes.Lock()
	defer indexes.Unlock()
	if x := indexes.byCode[l.Code]; x != nil && x.gazetteer == g {
		return x
	}
	m := newMatcher(l.morphology)
	x := &index{gazetteer: g, organ: indexOrgans(g)}
	for _, w := range l.words {
		m.add(&phrase{class: w.class, value: w.value, words: w.words, start: w.start})
		if w.class == "surname" {
			x.surnames = append(x.surnames, w.words[0])
		}
	}
	for _, e := range g.Entities() {
		for _, label := range namesOf(e, l.Code) {
			m.addName(e, string(l.normalise(label).Runes))
		}
	}
	x.byStem, x.longest, x.named = m.byStem, m.longest, m.named
	indexes.byCode[l.Code] = x
	return x
}

// namesOf are the labels under which texts in a language may speak of an
// entity: its own, and for persons and where it has none, those of neighbours
// in the same script.
func namesOf(e *gazetteer.Entity, code string) []string {
	names := append([]string(nil), e.Labels[code]...)
	if len(names) > 0 && !strings.HasPrefix(e.ID, "person/") {
		return names
	}
	seen := map[string]bool{}
	for _, n := range names {
		seen[n] = true
	}
	for _, tag := range []string{"uz-Cyrl", "ru", "kk"} {
		for _, n := range e.Labels[tag] {
			if !seen[n] {
				seen[n] = true
				names = append(names, n)
			}
		}
	}
	return names
}

// run reads the sentences in order.
func (r *reader) run(ctx context.Context, doc *Document) error {
	ss := sentences(r.text0)
	for i := range ss {
		if i%64 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		r.matcher.read(ss[i].Tokens)
	}
	if err := r.understood(ss); err != nil {
		return err
	}
	if doc.Date.IsZero() {
		doc.Date, doc.DateInferred = r.inferDate(ss), true
	}
	if !doc.Date.IsDay() {
		return fmt.Errorf("%w: say on which day it was written, YYYY-MM-DD", ErrNoDate)
	}
	r.calendar.article, r.calendar.last = doc.Date, doc.Date
	for i := range ss {
		if i%64 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		r.sentenceNumber, r.told = i, nil
		if ss[i].Paragraph != r.paragraph {
			r.paragraph, r.calendar.year = ss[i].Paragraph, 0
			r.heading, r.headingPlaces, r.lastTrigger = nil, nil, trigger{}
		}
		r.read(&ss[i])
	}
	r.finish()
	doc.Events, doc.Facts = r.events, r.fact
	return nil
}

// understood refuses a text in which the lexicon knows next to no word: nearly
// half of the words of a text in its language are known, an eighth of one in a
// neighbour's.
func (r *reader) understood(ss []Sentence) error {
	words, known := 0, 0
	for i := range ss {
		for k := range ss[i].Tokens {
			if t := &ss[i].Tokens[k]; t.Kind == Word && t.End-t.Start > 2 { // short words are words of many languages
				words++
				if slices.ContainsFunc(t.Readings, func(c Reading) bool { return c.class != "name" }) {
					known++
				}
			}
		}
	}
	if known*5 < words {
		return fmt.Errorf("%w: %d of %d words are known in %s; say which language it is in", ErrLanguage, known, words, r.lexicon.Name)
	}
	return nil
}

// mentions finds who and what a sentence speaks of, and when.
func (r *reader) mentions(s *Sentence) ([]Mention, []When) {
	whens := r.lexicon.whens(s.Tokens)
	for k := range whens {
		past, future := direction(s.Tokens, whens[k].To)
		r.calendar.resolve(&whens[k], past, future)
	}
	ms := r.names(s)
	for k := range ms {
		if e := ms[k].Entity; e.kind() == "person" {
			for _, label := range e.Labels[r.lexicon.Code] {
				r.learn(e, string(r.lexicon.normalise(label).Runes))
			}
		}
	}
	ms = r.otherSpellings(s, ms)
	ms = r.cities(s, ms)
	ms = r.organs(s, ms)
	ms = r.shortNames(s, ms)
	ms = r.posts(s, ms)
	ms = r.placesAlluded(s, ms)
	ms = r.pronouns(s, ms)
	r.cases(s, ms)
	for k := range ms {
		if ms[k].isBody() && k+1 < len(ms) && ms[k+1].isBody() && ms[k].From == ms[k+1].From {
			r.lastOrgans = []*Entity{ms[k].Entity, ms[k+1].Entity}
		}
	}
	return ms, whens
}

// direction tells whether the first finite verb after token from, or else the
// last one of the sentence, speaks of the past or of the future.
func direction(tokens []Token, from int) (past, future bool) {
	tense := func(i int) (past, future, ok bool) {
		v, is := verbAt(&tokens[i], i)
		switch {
		case is && (v.Form.Tense == Past || v.Form.Tense == Participle):
			return !v.means("plan"), v.means("plan"), true
		case is && (v.Form.Tense == NonPast || v.Form.Tense == Future):
			return false, true, true
		}
		return false, false, false
	}
	for i := from; i < len(tokens); i++ {
		if past, future, ok := tense(i); ok {
			return past, future
		}
	}
	for i := len(tokens) - 1; i >= 0; i-- {
		if past, future, ok := tense(i); ok {
			return past, future
		}
	}
	return false, false
}

// inferDate is the article's own day as its text gives it: "today, 14 November"
// with the latest year that the text tells of as past; else the latest day that
// is not planned.
func (r *reader) inferDate(ss []Sentence) caldate.Date {
	if d := r.dateline(ss); d.IsDay() {
		return d
	}
	var today partialDate
	var latest caldate.Date
	year, relative := 0, false
	for i := range ss {
		_, future := direction(ss[i].Tokens, len(ss[i].Tokens))
		for _, w := range r.lexicon.whens(ss[i].Tokens) {
			for _, p := range w.specs {
				relative = relative || p.anchor != "" && !lookingBack[p.anchor]
				if p.anchor == "today" && p.day != 0 && today.day == 0 {
					today = p
				}
				if p.year == 0 || future && p.anchor != "today" {
					continue
				}
				year = max(year, p.year, p.year+yearsAgo(ss[i].Tokens, w.From))
				if d := (caldate.Date{Year: p.year, Month: p.month, Day: p.day}); d.Valid() && d.IsDay() && d.Compare(latest) > 0 {
					latest = d
				}
			}
		}
	}
	if today.day != 0 && today.year == 0 {
		today.year = year
	}
	if d := (caldate.Date{Year: today.year, Month: today.month, Day: today.day}); d.Valid() && d.IsDay() {
		return d
	}
	if relative { // "this year" of a text that does not say which year it is
		return caldate.Date{}
	}
	return latest
}

// lookingBack are the anchors that look back to a date in the text, not to its own.
var lookingBack = map[string]bool{"thatday": true, "thisday": true, "thatyear": true, "nextday": true, "visitday": true, "next": true}

// text is the sentence's text from token from to token to.
func (r *reader) text(s *Sentence, from, to int) string {
	if from >= to {
		return ""
	}
	return strings.Join(strings.Fields(string(r.text0.Runes[s.Tokens[from].Start:s.Tokens[to-1].End])), " ")
}

// dateline is the date of a line without a verb at the head or the foot of the
// text: "(Tashkent, 19 May 2025, agency)".
func (r *reader) dateline(ss []Sentence) (d caldate.Date) {
	for i := range ss {
		if i >= 3 && i < len(ss)-3 || len(ss[i].Tokens) > 16 || hasVerbs(ss[i].Tokens) {
			continue
		}
		for _, w := range r.lexicon.whens(ss[i].Tokens) {
			if p := w.specs[0]; len(w.specs) == 1 && p.year != 0 && p.day != 0 {
				d = caldate.Date{Year: p.year, Month: p.month, Day: p.day}
			}
		}
		if d.Valid() {
			return d
		}
	}
	return caldate.Date{}
}

func hasVerbs(tokens []Token) bool {
	return slices.ContainsFunc(tokens, func(t Token) bool { return isVerb(&t) })
}

// yearsAgo is the number in "33 years ago" before token at of the sentence, 0
// if that is not said.
func yearsAgo(tokens []Token, at int) int {
	for i := 2; i < at; i++ {
		if hasClass(&tokens[i], "ago") && hasReading(&tokens[i-1], "datepart", "year") && tokens[i-2].Kind == Number && tokens[i-2].Value < 200 {
			return tokens[i-2].Value
		}
	}
	return 0
}
