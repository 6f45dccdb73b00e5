package explore

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
	"unique"

	"diplograph/graph"
	"diplograph/graph/vocab"
)

// Bounds of a search.
const (
	DefaultHits   = 10
	MaxHits       = 100
	maxQuery      = 500    // bytes
	maxQueryWords = 8      // more are ignored
	maxNames      = 50_000 // names looked at for one word of the query
	maxJudged     = 2000   // entities whose types are looked up
)

// SearchOptions say whom to look for. Only Query is needed.
type SearchOptions struct {
	Query     string   // part of a name in any script
	Types     []string // whole IRIs; if any, the only ones, or their subclasses
	Limit     int      // 1 to MaxHits; 0 means DefaultHits
	Languages []string // of labels, the preferred first
}

// A Hit is an entity that was found.
type Hit struct {
	IRI      string   `json:"iri"`
	Label    string   `json:"label"`
	Language string   `json:"language,omitempty"`
	Class    Class    `json:"class"`
	Kind     string   `json:"kind,omitempty"`
	Types    []string `json:"types,omitempty"`
	Matched  Text     `json:"matched"` // the name that fits the query best
	Score    float64  `json:"score"`   // 1 at best
}

// Hits are the answer of a search, the best first.
type Hits struct {
	Entities  []Hit `json:"entities"`
	Truncated bool  `json:"truncated"`
}

// Search finds the entities with a name like the query. Every word of the query
// counts as a word of the name, its beginning, or one or two typos away; where
// no name has them all, those that have half of them are given. It gives
// ErrOption for a query without a letter or digit, or one that is too long.
func (x *Index) Search(ctx context.Context, snap graph.Snapshot, opts SearchOptions) (*Hits, error) {
	if opts.Limit == 0 {
		opts.Limit = DefaultHits
	}
	words := splitWords(opts.Query)
	switch {
	case opts.Limit < 1 || opts.Limit > MaxHits:
		return nil, fmt.Errorf("explore: %w: want limit from 1 to %d, got %d", ErrOption, MaxHits, opts.Limit)
	case len(opts.Query) > maxQuery:
		return nil, fmt.Errorf("explore: %w: want a name of at most %d bytes, got %d", ErrOption, maxQuery, len(opts.Query))
	case len(words) == 0:
		return nil, fmt.Errorf("explore: %w: want a name with a letter or a digit in it, got %q", ErrOption, opts.Query)
	}
	found := x.lookUp(opts.Query, words[:min(len(words), maxQueryWords)])
	return opts.pick(newView(ctx, snap, opts.Languages, 0), found)
}

// pick describes the best of what was found that pass the filter of types.
func (o SearchOptions) pick(v *view, found []foundName) (*Hits, error) {
	types, err := v.subclasses(o.Types)
	if err != nil {
		return nil, err
	}
	hits := &Hits{Entities: []Hit{}}
	for i, f := range found {
		if len(hits.Entities) == o.Limit || i == maxJudged {
			hits.Truncated = true
			break
		}
		n, err := v.thing(f.entity)
		if err != nil {
			return nil, err
		}
		if len(types) > 0 && !slices.ContainsFunc(n.Types, func(t string) bool { return types[expand(t)] }) {
			continue
		}
		hits.Entities = append(hits.Entities, Hit{
			IRI: n.ID, Label: n.Label, Language: n.Language, Class: n.Class, Kind: n.Kind, Types: n.Types,
			Matched: Text{f.text, f.language}, Score: float64(int(f.score*1000)) / 1000,
		})
	}
	return hits, nil
}

// expand undoes vocab.Compact.
func expand(name string) string {
	if iri, err := vocab.Expand(name); err == nil {
		return iri
	}
	return name
}

// A foundName is the best name of an entity for a query.
type foundName struct {
	entity, text, language string
	score                  float32
	matched                int // words of the query
}

// lookUp gives entities with their best names, the best entity first.
func (x *Index) lookUp(query string, words []string) []foundName {
	query = strings.ToLower(strings.TrimSpace(query))
	x.mu.RLock()
	defer x.mu.RUnlock()
	scores := x.scores(words)
	best := map[string]foundName{}
	most := 0
	for n, s := range scores {
		e := &x.names[n]
		f := foundName{e.entity, e.text, e.language, s.total(e, len(words), query), s.matched}
		most = max(most, f.matched)
		if old, ok := best[e.entity]; !ok || f.before(old) {
			best[e.entity] = f
		}
	}
	all := slices.Collect(maps.Values(best))
	all = slices.DeleteFunc(all, func(f foundName) bool {
		return (most == len(words) && f.matched < most) || 2*f.matched < len(words)
	})
	slices.SortFunc(all, func(a, b foundName) int {
		switch {
		case a.before(b):
			return -1
		case b.before(a):
			return 1
		}
		return 0
	})
	return all
}

func (f foundName) before(g foundName) bool {
	return cmp.Or(cmp.Compare(g.matched, f.matched), cmp.Compare(g.score, f.score),
		cmp.Compare(utf8.RuneCountInString(f.text), utf8.RuneCountInString(g.text)),
		strings.Compare(f.entity, g.entity), strings.Compare(f.text, g.text), strings.Compare(f.language, g.language)) < 0
}

// A nameScore gathers what the words of a query found in one name.
type nameScore struct {
	sum     float32
	matched int
}

// total is the mean likeness of the words of the query, less where the name has
// words that are not asked for.
func (s nameScore) total(e *name, asked int, query string) float32 {
	covered := min(1, float32(asked)/float32(max(1, e.length)))
	score := s.sum / float32(asked) * (0.6 + 0.4*covered)
	if !e.preferred {
		score *= 0.99
	}
	switch text := strings.ToLower(e.text); {
	case text == query:
		return score
	case strings.Contains(text, query):
		return score * 0.99
	}
	return score * 0.98
}

// scores looks the words of a query up and adds up what each name has of them.
func (x *Index) scores(words []string) map[uint32]nameScore {
	scores := map[uint32]nameScore{}
	for _, word := range words {
		here := map[uint32]float32{}
		for _, m := range x.matches(word) {
			for _, n := range x.postings[m.word] {
				if x.names[n].graphs > 0 && m.score > here[n] && len(here) < maxNames {
					here[n] = m.score
				}
			}
		}
		for n, score := range here {
			s := scores[n]
			scores[n] = nameScore{s.sum + score, s.matched + 1}
		}
	}
	return scores
}

// matches gives the words of the dictionary that a word of a query may mean.
func (x *Index) matches(word string) []match {
	var all []match
	for _, v := range variants(word) {
		all = append(all, x.dictionary.similar(v, allowedEdits(utf8.RuneCountInString(word)))...)
	}
	slices.SortFunc(all, func(a, b match) int { return cmp.Compare(b.score, a.score) })
	return all
}

// nameWords gives the skeletons that a name is found by: of each of its words,
// and of those that a hyphen joins also written together.
func nameWords(text string) (words []string, length int) {
	add := func(w string) {
		for _, v := range variants(w) {
			if !slices.Contains(words, v) {
				words = append(words, v)
			}
		}
	}
	for _, part := range strings.Fields(text) {
		pieces := splitWords(part)
		length += len(pieces)
		for _, w := range pieces {
			add(w)
		}
		if len(pieces) > 1 {
			add(strings.Join(pieces, ""))
		}
		if len(words) >= maxWords {
			break
		}
	}
	return words, length
}

// intern gives one copy of a language tag.
func intern(s string) string { return unique.Make(s).Value() }
