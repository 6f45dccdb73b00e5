package explore

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// MaxLabels is how many labels an Index holds by default: 200 to 400 MB.
const MaxLabels = 1_000_000

// An Index finds entities by name. It holds in memory every rdfs:label and
// skos:altLabel of what is neither an event nor in the ontology's graph, 200 to
// 400 bytes each (BenchmarkIndex), and no more of them than its bound.
//
//	entities  iri -> its names
//	names     n   -> text, language, entity, words
//	words     skeletons, each once            (dictionary)
//	postings  word -> the names that have it
//
// It follows the store's changes as they are committed. All methods may be
// called from any goroutine.
type Index struct {
	store *graph.Store
	most  int

	mu         sync.RWMutex
	entities   map[string][]uint32 // IRI -> its live names
	names      []name
	dictionary *dictionary
	postings   [][]uint32 // by word
	dead       int        // names that nothing states any more
	full       bool
}

// A name is one label of an entity.
type name struct {
	entity    string // IRI
	text      string
	language  string
	words     []uint32
	length    int    // in words; words may have several spellings of each
	preferred bool   // rdfs:label
	graphs    uint32 // that state it; 0: dead
}

// NewIndex reads the labels of the store and follows its changes from then on.
// Nobody may change the store before NewIndex returns. With most 0 the index
// holds up to MaxLabels labels.
func NewIndex(ctx context.Context, store *graph.Store, most int) (*Index, error) {
	if most == 0 {
		most = MaxLabels
	}
	x := &Index{store: store, most: most}
	x.clear()
	err := store.View(ctx, func(snap graph.Snapshot) error { return x.build(ctx, snap) })
	if err != nil {
		return nil, fmt.Errorf("explore: indexing names: %w", err)
	}
	store.OnApplied(x.follow)
	return x, nil
}

func (x *Index) clear() {
	x.entities, x.names, x.dictionary = map[string][]uint32{}, nil, newDictionary()
	x.postings, x.dead = nil, 0
}

// Labels is the number of labels held; full tells that some had to be left out:
// they are not found until the index is built anew with more room.
func (x *Index) Labels() (n int, full bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return len(x.names) - x.dead, x.full
}

func (x *Index) build(ctx context.Context, snap graph.Snapshot) error {
	events := map[string]bool{}
	for _, class := range []string{vocab.SEMEvent, vocab.SchemaEvent} {
		for q, err := range snap.Match(ctx, leading(vocab.RDFType, class)) {
			if err != nil {
				return err
			}
			events[q.Subject.Value] = true
		}
	}
	for _, predicate := range []string{vocab.RDFSLabel, vocab.SKOSAltLabel} {
		for q, err := range snap.Match(ctx, graph.Pattern{Predicate: rdf.IRI(predicate)}) {
			if err != nil {
				return err
			}
			if isName(q) && !events[q.Subject.Value] {
				x.add(q)
			}
		}
	}
	return nil
}

// isName reports whether q gives an entity a label.
func isName(q rdf.Quad) bool {
	return (q.Predicate.Value == vocab.RDFSLabel || q.Predicate.Value == vocab.SKOSAltLabel) &&
		q.Subject.IsIRI() && q.Object.IsLiteral() && q.Graph.Value != vocab.GraphOntology
}

// rebuild reads the labels anew. From a store that cannot be read come none.
func (x *Index) rebuild() {
	x.clear()
	ctx := context.Background()
	_ = x.store.View(ctx, func(snap graph.Snapshot) error { return x.build(ctx, snap) })
}

func isEventType(q rdf.Quad) bool {
	return q.Predicate.Value == vocab.RDFType && (q.Object.Value == vocab.SEMEvent || q.Object.Value == vocab.SchemaEvent)
}

// follow takes over what the store committed.
func (x *Index) follow(c graph.Changes) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if c.Unlisted {
		x.rebuild()
		return
	}
	for _, q := range c.Remove {
		if isName(q) {
			x.remove(q)
		}
	}
	events := map[string]bool{}
	for _, q := range c.Add {
		if isEventType(q) {
			events[q.Subject.Value] = true
			x.forget(q.Subject.Value)
		}
	}
	for _, q := range c.Add {
		if isName(q) && !x.isEvent(q.Subject.Value, events) {
			x.add(q)
		}
	}
	if x.dead > 1000 && x.dead > len(x.names)/2 {
		x.compact()
	}
}

// isEvent looks in the store for the type of what is not known yet, and keeps
// the answer in events. A store that cannot tell has no event.
func (x *Index) isEvent(iri string, events map[string]bool) bool {
	if is, known := events[iri]; known {
		return is
	}
	is := false
	if x.entities[iri] == nil {
		ctx := context.Background()
		err := x.store.View(ctx, func(snap graph.Snapshot) error {
			types, err := newView(ctx, snap, nil, 0).types(iri)
			is = classify(types) == ClassEvent
			return err
		})
		is = is && err == nil
	}
	events[iri] = is
	return is
}

// find gives the place of the name that q states.
func (x *Index) find(q rdf.Quad) (n uint32, ok bool) {
	for _, n := range x.entities[q.Subject.Value] {
		e := &x.names[n]
		if e.text == q.Object.Value && e.language == q.Object.Language && e.preferred == (q.Predicate.Value == vocab.RDFSLabel) {
			return n, true
		}
	}
	return 0, false
}

func (x *Index) add(q rdf.Quad) {
	if n, ok := x.find(q); ok {
		x.names[n].graphs++
		return
	}
	if len(x.names)-x.dead >= x.most || len(q.Object.Value) > maxName {
		x.full = x.full || len(q.Object.Value) <= maxName
		return
	}
	x.insert(name{
		entity: q.Subject.Value, text: q.Object.Value, language: q.Object.Language,
		preferred: q.Predicate.Value == vocab.RDFSLabel, graphs: 1,
	})
}

// maxName is the length in bytes from which a label is a text and no name.
const maxName = 500

func (x *Index) insert(e name) {
	n := uint32(len(x.names))
	if names := x.entities[e.entity]; len(names) > 0 {
		e.entity = x.names[names[0]].entity // one copy of the IRI
	} else {
		e.entity = strings.Clone(e.entity)
	}
	e.text, e.language = strings.Clone(e.text), intern(e.language)
	e.words = nil
	words, length := nameWords(e.text)
	e.length = length
	for _, word := range words {
		id := x.dictionary.id(word)
		e.words = append(e.words, id)
		for len(x.postings) <= int(id) {
			x.postings = append(x.postings, nil)
		}
		x.postings[id] = append(x.postings[id], n)
	}
	x.names = append(x.names, e)
	x.entities[e.entity] = append(x.entities[e.entity], n)
}

func (x *Index) remove(q rdf.Quad) {
	n, ok := x.find(q)
	if !ok {
		return
	}
	if x.names[n].graphs--; x.names[n].graphs > 0 {
		return
	}
	x.dead++
	iri := q.Subject.Value
	kept := x.entities[iri][:0]
	for _, other := range x.entities[iri] {
		if other != n {
			kept = append(kept, other)
		}
	}
	x.entities[iri] = kept
	if len(kept) == 0 {
		delete(x.entities, iri)
	}
}

// forget drops an entity that turned out to be an event.
func (x *Index) forget(iri string) {
	for _, n := range x.entities[iri] {
		x.names[n].graphs = 0
		x.dead++
	}
	delete(x.entities, iri)
}

// compact builds the index anew from the names that live.
func (x *Index) compact() {
	names := x.names
	x.clear()
	for _, e := range names {
		if e.graphs > 0 {
			x.insert(e)
		}
	}
}
