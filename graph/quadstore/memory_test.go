package quadstore_test

import (
	"context"
	"sync"

	"diplograph/graph/index/memindex"
	"diplograph/graph/quadstore"
	"diplograph/graph/rdf"
)

// memory is a Store of plain slices.
type memory struct {
	writer sync.Mutex

	mu    sync.Mutex
	quads []rdf.Quad
	index *memindex.Index
}

func newMemory() *memory { return &memory{index: memindex.New(nil)} }

type memorySnapshot struct{ *memindex.Index }

func (memorySnapshot) Close() error { return nil }

func (m *memory) Snapshot() (quadstore.Snapshot, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return memorySnapshot{m.index}, nil
}

func (m *memory) Begin(context.Context) (quadstore.Tx, error) {
	m.writer.Lock()
	return &memoryTx{m: m, quads: append([]rdf.Quad(nil), m.quads...)}, nil
}

func (m *memory) Close() error { return nil }

type memoryTx struct {
	m     *memory
	quads []rdf.Quad
	there map[string]bool
}

func (t *memoryTx) has(q rdf.Quad) bool {
	if t.there == nil {
		t.there = map[string]bool{}
		for _, q := range t.quads {
			t.there[q.String()] = true
		}
	}
	return t.there[q.String()]
}

func (t *memoryTx) Add(_ context.Context, quads []rdf.Quad) (added []rdf.Quad, err error) {
	for _, q := range quads {
		if !t.has(q) {
			t.quads, t.there[q.String()] = append(t.quads, q), true
			added = append(added, q)
		}
	}
	return added, nil
}

func (t *memoryTx) Remove(_ context.Context, quads []rdf.Quad) (removed []rdf.Quad, err error) {
	for _, q := range quads {
		if t.has(q) {
			delete(t.there, q.String())
			removed = append(removed, q)
		}
	}
	var kept []rdf.Quad
	for _, q := range t.quads {
		if t.has(q) {
			kept = append(kept, q)
		}
	}
	t.quads = kept
	return removed, nil
}

func (t *memoryTx) Commit() error {
	t.m.mu.Lock()
	defer t.m.mu.Unlock()
	t.m.quads, t.m.index = t.quads, t.m.index.With(t.quads)
	return t.Rollback()
}

func (t *memoryTx) Rollback() error {
	t.m.writer.Unlock()
	return nil
}
