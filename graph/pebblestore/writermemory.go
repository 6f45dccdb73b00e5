package pebblestore

import "diplograph/graph/index"

// writerMemory is what transactions remember for those that come after: facts
// of the state that was committed last and of the transaction that is open. Who
// holds writer has it. Removing quads, rolling back and whatever else can make
// it wrong lets it go.
type writerMemory struct {
	version    uint64              // of the state
	terms      map[string]index.ID // by tag and bytes
	live       map[liveKey]bool    // ids that some quad begins with
	born       uint64              // of terms from this number on live has all
	predicates map[index.ID]index.PredicateStatistics
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
	return &writerMemory{
		version: s.version, born: s.next, terms: map[string]index.ID{}, live: map[liveKey]bool{},
		predicates: map[index.ID]index.PredicateStatistics{},
	}
}

// writerMemory gives what is remembered of the present state; the caller holds
// writer.
func (d *DB) writerMemory() *writerMemory {
	if d.memory == nil || d.memory.version != d.state.version {
		d.memory = newWriterMemory(&d.state)
	}
	return d.memory
}

// remember keeps the ID of a term by its tag and bytes.
func (m *writerMemory) remember(code []byte, id index.ID) {
	if len(m.terms) >= maxKnownTerms {
		clear(m.terms)
	}
	if len(code) <= maxTermCode {
		m.terms[string(code)] = id
	}
}

// lives remembers that some quad begins with ids. next is the next number of a
// term.
func (m *writerMemory) lives(o index.Order, ids index.Quad, next uint64) {
	if len(m.live) >= maxLive {
		m.forget(next)
	}
	m.live[liveKey{o, ids}] = true
}

// forget forgets which ids quads begin with.
func (m *writerMemory) forget(next uint64) {
	clear(m.live)
	m.born = next
}

// knows tells whether some quad begins with ids, if that is remembered.
func (m *writerMemory) knows(o index.Order, ids index.Quad) (live, known bool) {
	if m.live[liveKey{o, ids}] {
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
