package pebblestore

import "diplograph/graph/index"

// writerMemory is what transactions remember for those that come after: facts
// of the state that was committed last and of the transaction that is open. Who
// holds writer has it. Removing quads, rolling back and whatever else can make
// it wrong lets it go.
type writerMemory struct {
	version    uint64                    // of the state
	terms      recent[uint64, knownTerm] // by hash
	live       recent[liveKey, struct{}] // ids that some quad begins with
	born       uint64                    // of terms from this number on live has all
	turned     uint64                    // from this number on the newer half of live has all
	predicates map[index.ID]index.PredicateStatistics
}

// knownTerm is a term with its ID, as bytes that begin with the tag.
type knownTerm struct {
	code string
	id   index.ID
}

// liveKey is ids that quads begin with in an order, None after them.
type liveKey struct {
	order index.Order
	ids   index.Quad
}

// How much is remembered, at most: some 40 MB.
const (
	maxKnownTerms = 1 << 16
	maxTermCode   = 256
	maxLive       = 1 << 18
	maxPredicates = 1 << 12
)

func newWriterMemory(s *state) *writerMemory {
	m := &writerMemory{
		version: s.version, predicates: map[index.ID]index.PredicateStatistics{},
	}
	m.terms = newRecent(maxKnownTerms, one[uint64, knownTerm])
	m.forget(s.next)
	return m
}

// writerMemory gives what is remembered of the present state; the caller holds
// writer.
func (d *DB) writerMemory() *writerMemory {
	if d.memory == nil || d.memory.version != d.state.version {
		d.memory = newWriterMemory(&d.state)
	}
	return d.memory
}

// remember keeps the ID of a term.
func (m *writerMemory) remember(w *wanted) {
	if len(w.code) <= maxTermCode {
		m.terms.put(w.hash, knownTerm{string(w.code), w.id})
	}
}

// term gives the ID of a term, None if it is not remembered.
func (m *writerMemory) term(w *wanted) index.ID {
	if k, ok := m.terms.get(w.hash); ok && k.code == string(w.code) {
		return k.id
	}
	return index.None
}

// lives remembers that some quad begins with ids. next is the next number of a
// term.
func (m *writerMemory) lives(o index.Order, ids index.Quad, next uint64) {
	if m.live.put(liveKey{o, ids}, struct{}{}) {
		m.born, m.turned = m.turned, next
	}
}

// forget forgets which ids quads begin with.
func (m *writerMemory) forget(next uint64) {
	m.live = newRecent(maxLive, one[liveKey, struct{}])
	m.born, m.turned = next, next
}

// knows tells whether some quad begins with ids, if that is remembered.
func (m *writerMemory) knows(o index.Order, ids index.Quad) (live, known bool) {
	if _, live := m.live.get(liveKey{o, ids}); live {
		return true, true
	}
	return false, hasTermSince(ids, m.born)
}

// committed makes the facts of a transaction those of the state.
func (m *writerMemory) committed(t *Tx) {
	m.version = t.state.version
	if len(m.predicates)+len(t.predicates) > maxPredicates {
		clear(m.predicates)
	}
	for p, s := range t.predicates {
		if len(m.predicates) < maxPredicates {
			m.predicates[p] = s
		}
	}
}
