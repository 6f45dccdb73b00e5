package pebblestore

import (
	"sync"
	"sync/atomic"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// recall remembers terms and their ids for all snapshots: queries ask for the
// same few again and again, and the dictionary takes microseconds for each. An
// id stands for one term for ever; a term may get another id after it has been
// collected, and then its id is forgotten, and an epoch begins.
type recall struct {
	epoch  atomic.Uint64 // how often ids were forgotten
	shards [recallShards]recallShard
}

// What is remembered: some 64 MB, of calls that ask for few terms. Large ones
// read in order, which is quick, and would drive the others out.
const (
	recallShards = 16
	recallBytes  = 64 << 20 / recallShards / 2 // of each half of a shard
	recallMost   = 256                         // terms of a call
	recallTerm   = 4 << 10                     // longest term, in bytes
	recallCost   = 200                         // bytes of an entry beside its text
)

// A recallShard has two halves, as recent has: the terms and the ids of a shard
// share its bytes, and a generic map takes a tenth of a look-up longer.
type recallShard struct {
	mu       sync.Mutex
	new, old recallHalf
}

type recallHalf struct {
	terms map[index.ID]rdf.Term
	ids   map[rdf.Term]index.ID
	bytes int
}

func (r *recall) shard(hash uint64) *recallShard { return &r.shards[hash%recallShards] }

// of spreads terms over the shards.
func (r *recall) of(t rdf.Term) *recallShard {
	h := uint64(len(t.Value))
	for i := max(0, len(t.Value)-8); i < len(t.Value); i++ {
		h = h*31 + uint64(t.Value[i])
	}
	return r.shard(h)
}

func (r *recall) term(id index.ID) (rdf.Term, bool) {
	s := r.shard(uint64(id))
	s.mu.Lock()
	defer s.mu.Unlock()
	t, ok := s.new.terms[id]
	if !ok {
		if t, ok = s.old.terms[id]; ok {
			s.keepTerm(id, t)
		}
	}
	return t, ok
}

// id gives the ID that a term has for the snapshots of an epoch.
func (r *recall) id(epoch uint64, t rdf.Term) (index.ID, bool) {
	s := r.of(t)
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.epoch.Load() != epoch {
		return index.None, false
	}
	id, ok := s.new.ids[t]
	if !ok {
		if id, ok = s.old.ids[t]; ok {
			s.keepID(t, id)
		}
	}
	return id, ok
}

// learn remembers what a snapshot of an epoch has read.
func (r *recall) learn(epoch uint64, id index.ID, t rdf.Term) {
	if t.Triple != nil || textBytes(t) > recallTerm { // == compares triple terms by address
		return
	}
	s := r.shard(uint64(id))
	s.mu.Lock()
	if r.epoch.Load() == epoch {
		s.keepTerm(id, t)
	}
	s.mu.Unlock()
	s = r.of(t)
	s.mu.Lock()
	if r.epoch.Load() == epoch {
		s.keepID(t, id)
	}
	s.mu.Unlock()
}

// forget is called after terms were taken out of the dictionary. Snapshots from
// before do not ask here for ids any more, nor tell what they read.
func (r *recall) forget(terms []rdf.Term) {
	r.epoch.Add(1)
	for _, t := range terms {
		if t.Triple != nil {
			continue
		}
		s := r.of(t)
		s.mu.Lock()
		delete(s.new.ids, t)
		delete(s.old.ids, t)
		s.mu.Unlock()
	}
}

func (s *recallShard) keepTerm(id index.ID, t rdf.Term) {
	s.room(t)
	s.new.terms[id] = t
}

func (s *recallShard) keepID(t rdf.Term, id index.ID) {
	s.room(t)
	s.new.ids[t] = id
}

func (s *recallShard) room(t rdf.Term) {
	if s.new.terms == nil || s.new.bytes > recallBytes {
		s.old = s.new
		s.new = recallHalf{terms: map[index.ID]rdf.Term{}, ids: map[rdf.Term]index.ID{}}
	}
	s.new.bytes += textBytes(t) + recallCost
}

func textBytes(t rdf.Term) int { return len(t.Value) + len(t.Datatype) + len(t.Language) }
