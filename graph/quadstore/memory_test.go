package quadstore_test

import (
	"context"
	"slices"
	"sync"

	"diplograph/graph/index"
	"diplograph/graph/index/memindex"
	"diplograph/graph/quadstore"
	"diplograph/graph/rdf"
)

// memory is a Store of plain slices.
type memory struct {
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

func (m *memory) Apply(_ context.Context, c index.Change) ([][]rdf.Quad, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	there := map[string]bool{}
	for _, q := range m.quads {
		there[q.String()] = true
	}
	quads := slices.Clone(m.quads)
	done := make([][]rdf.Quad, len(c.Steps))
	for i, s := range c.Steps {
		for k, q := range s.Quads {
			switch name := q.String(); {
			case there[name] == s.Remove:
				there[name] = !s.Remove
				done[i] = append(done[i], q)
			case s.All:
				return nil, &index.UnchangedError{Step: i, Quad: k}
			}
		}
		if s.Remove {
			quads = slices.DeleteFunc(quads, func(q rdf.Quad) bool { return !there[q.String()] })
		} else {
			quads = append(quads, done[i]...)
		}
	}
	m.quads, m.index = quads, m.index.With(quads)
	return done, nil
}

func (m *memory) Close() error { return nil }
