// Package article reads news texts into sourced statements: who visited, met,
// signed and attended what, where and when, with the passage that says so.
//
// It is deterministic and needs no network and no model: what is particular to
// a language is data (data/lexicon/{code}), who and what exists is data
// (data/gazetteer), and the rules here speak only of posts, cases, kinds of
// words and dates. Each stage is a file:
//
//	text       normalise.go    one script, one spelling of signs; positions kept
//	           sentence.go     paragraphs and sentences; token.go words, numbers, signs
//	words      match.go        known words and names under their endings (morphology.go)
//	           date.go         date expressions; dateresolve.go makes dates of them
//	           mention.go      names; place.go, organ.go, person.go, name.go what is composed,
//	                           alluded to or new; joining.go cases, "A and B"
//	clauses    cut.go          sentences into units: clauses, items of enumerations (unit.go, verb.go)
//	           clause.go       what units hand on; context.go what sentences go on telling of
//	events     frames.go       the kinds of events, each with a trigger and roles: visit.go,
//	                           gathering.go, session.go, meeting.go, audience.go, signing.go,
//	                           founding.go, occasions.go; actor.go posts into people
//	           phrase.go       names of new bodies and documents (body.go, ordinal.go)
//	           merge.go        two tellings of one occurrence; finish.go what only the whole tells
//	statements statement.go    entities, events and facts as quads of the article's graph
//
// One event, from text to statements:
//
//	2023-жыл 3-мартта Шымкентте ... ушырасыўлары болып өтти
//	[date 2023-03-03] [place city/shymkent] [noun Meeting] [verb hold, past]
//	<res:event/meeting-2023-03-03-kassym-jomart-tokayev-shavkat-mirziyoyev-shymkent> a dg:Meeting ;
//	    schema:startDate "2023-03-03"^^xsd:date ; schema:location <res:city/shymkent> ; ...
package article

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"diplograph/graph/caldate"
	"diplograph/loader/gazetteer"
)

// MaxBytes is the longest text that Extract reads.
const MaxBytes = 4 << 20

// Options say what the text itself may not.
type Options struct {
	Language  string               // code of a lexicon; "" to find out
	Date      caldate.Date         // the text's own date; zero to find out
	Source    string               // IRI of the article; "" to make one
	Quote     bool                 // keep the passages' text (oa:exact): only where it may be republished
	Trace     func(Trace)          // called for each sentence, nil for none
	Gazetteer *gazetteer.Gazetteer // nil for the one that ships
}

// A Document is what an article says.
type Document struct {
	Source       string // IRI of the article and of its graph
	Language     string
	Date         caldate.Date
	DateInferred bool // not given by the caller but found in the text
	Events       []*Event
	Facts        []Fact
	text         *Text
	original     string
	quote        bool
	lexicon      *Lexicon
	gazetteer    *gazetteer.Gazetteer
}

// Extract reads the text. Errors wrap the sentinels of this package.
func Extract(ctx context.Context, text string, o Options) (*Document, error) {
	if len(text) > MaxBytes {
		return nil, ErrTooLarge
	}
	if !utf8.ValidString(text) {
		return nil, fmt.Errorf("%w: byte %d begins no character", ErrEncoding, invalidAt(text))
	}
	if strings.TrimSpace(text) == "" {
		return nil, ErrEmpty
	}
	if !o.Date.IsZero() && !(o.Date.IsDay() && o.Date.Valid()) {
		return nil, fmt.Errorf("%w, got %v", ErrDate, o.Date)
	}
	lexicon, t, err := chooseLexicon(text, o.Language)
	if err != nil {
		return nil, err
	}
	r, err := newReader(lexicon, o)
	if err != nil {
		return nil, err
	}
	r.text0, r.original = t, []rune(text)
	r.trace = o.Trace
	doc := &Document{Source: o.Source, Language: lexicon.Code, Date: o.Date, text: t, original: text, quote: o.Quote, lexicon: lexicon, gazetteer: r.gazetteer}
	if err := r.run(ctx, doc); err != nil {
		return nil, err
	}
	return doc, nil
}

// chooseLexicon opens the lexicon named, or the one that the text reads as.
func chooseLexicon(text, code string) (*Lexicon, *Text, error) {
	codes := Languages()
	if code != "" {
		codes = []string{code}
	}
	var first error
	for _, code := range codes {
		l, err := OpenLexicon(code)
		if err != nil {
			return nil, nil, err
		}
		t := l.normalise(text)
		if err = l.check(t); err == nil {
			return l, t, nil
		} else if first == nil {
			first = err
		}
	}
	return nil, nil, first
}

func invalidAt(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i
			}
		}
	}
	return len(s)
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
