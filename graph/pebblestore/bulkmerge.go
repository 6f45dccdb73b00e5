package pebblestore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
)

// A termMerge puts the terms of all parts of a load in the order of their keys,
// each once, and writes the mapping of each part.
type termMerge struct {
	heap     []*termSource // the least key first
	same     []*termSource // those that have the term at hand
	sources  []*termSource
	mappings []*mapping
	places   int
}

func newTermMerge(dir *spool, parts []part) (_ *termMerge, err error) {
	m := &termMerge{}
	defer func() {
		if err != nil {
			err = errors.Join(err, m.close())
		}
	}()
	for i, p := range parts {
		s := &termSource{part: i, left: p.terms, order: p.order, vocabulary: p.vocabulary}
		if p.vocabulary == nil {
			if s.file, err = dir.open(termsName(i)); err != nil {
				return nil, err
			}
		}
		m.sources = append(m.sources, s)
		to, err := newMapping(dir, i)
		if err != nil {
			return nil, err
		}
		m.mappings = append(m.mappings, to)
		if err := m.advance(s); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (m *termMerge) close() error {
	var errs []error
	for _, s := range m.sources {
		errs = append(errs, s.close())
	}
	for _, to := range m.mappings {
		errs = append(errs, to.file.close())
	}
	return errors.Join(errs...)
}

// run sends all terms.
func (m *termMerge) run(ctx context.Context, to chan<- *termBatch) error {
	batch := &termBatch{}
	for {
		same, err := m.next()
		if err != nil {
			return err
		}
		if len(same) == 0 || len(batch.terms) == batchTerms || len(batch.keys) > batchBytes {
			select {
			case to <- batch:
				batch = &termBatch{keys: make([]byte, 0, len(batch.keys)), terms: make([]batchTerm, 0, batchTerms)}
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		if len(same) == 0 {
			return nil
		}
		if m.places == vocabularyTerms {
			return fmt.Errorf("a load has more than %d terms", vocabularyTerms)
		}
		for _, s := range same {
			if err := m.mappings[s.part].add(s.number, uint32(m.places)); err != nil {
				return err
			}
		}
		m.places++
		batch.keys = append(batch.keys, same[0].key...)
		batch.terms = append(batch.terms, batchTerm{end: len(batch.keys)})
	}
}

// advance goes to the next term of a source.
func (m *termMerge) advance(s *termSource) error {
	ok, err := s.next()
	if err != nil || !ok {
		return err
	}
	m.heap = append(m.heap, s)
	for i := len(m.heap) - 1; i > 0 && m.less(i, (i-1)/2); i = (i - 1) / 2 {
		m.heap[i], m.heap[(i-1)/2] = m.heap[(i-1)/2], m.heap[i]
	}
	return nil
}

func (m *termMerge) less(i, j int) bool { return bytes.Compare(m.heap[i].key, m.heap[j].key) < 0 }

// next gives the sources that have the next term, none at the end.
func (m *termMerge) next() ([]*termSource, error) {
	for _, s := range m.same {
		if err := m.advance(s); err != nil {
			return nil, err
		}
	}
	m.same = m.same[:0]
	for len(m.heap) > 0 && (len(m.same) == 0 || bytes.Equal(m.heap[0].key, m.same[0].key)) {
		m.same = append(m.same, m.pop())
	}
	return m.same, nil
}

func (m *termMerge) pop() *termSource {
	s, last := m.heap[0], len(m.heap)-1
	m.heap[0] = m.heap[last]
	m.heap = m.heap[:last]
	for i := 0; ; {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < last; child++ {
			if m.less(child, least) {
				least = child
			}
		}
		if least == i {
			return s
		}
		m.heap[i], m.heap[least] = m.heap[least], m.heap[i]
		i = least
	}
}
