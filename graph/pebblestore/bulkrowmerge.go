package pebblestore

import (
	"context"
	"errors"

	"diplograph/graph/index"
	"diplograph/graph/pebblestore/block"
)

// A rowSource gives sorted rows, arranged in an order.
type rowSource interface {
	// next puts the next rows into a block, none at the end.
	next(context.Context, *bulkBlock) error
	close() error
}

// A rowMerge merges the rows of several sources, each row once.
type rowMerge struct {
	heap []*mergeHead // the least row first
	all  []rowSource
	last index.Quad // that was given
}

// A mergeHead is where a source stands.
type mergeHead struct {
	source rowSource
	rows   *bulkBlock
	at     int
	quad   index.Quad // at
}

// add adds a source, which is closed when m is.
func (m *rowMerge) add(ctx context.Context, s rowSource) error {
	m.all = append(m.all, s)
	h := &mergeHead{source: s, rows: newBulkBlock()}
	ok, err := h.load(ctx)
	if err != nil || !ok {
		return err
	}
	m.heap = append(m.heap, h)
	for i := len(m.heap) - 1; i > 0 && m.less(i, (i-1)/2); i = (i - 1) / 2 {
		m.heap[i], m.heap[(i-1)/2] = m.heap[(i-1)/2], m.heap[i]
	}
	return nil
}

func (m *rowMerge) close() error {
	var errs []error
	for _, s := range m.all {
		errs = append(errs, s.close())
	}
	return errors.Join(errs...)
}

func (m *rowMerge) less(i, j int) bool { return m.heap[i].quad.Compare(m.heap[j].quad) < 0 }

// load reads the next rows of a source.
func (h *mergeHead) load(ctx context.Context) (ok bool, err error) {
	if err := h.source.next(ctx, h.rows); err != nil || h.rows.n == 0 {
		return false, err
	}
	h.at = 0
	h.see()
	return true, nil
}

func (h *mergeHead) see() {
	c := &h.rows.columns
	h.quad = index.Quad{c[0][h.at], c[1][h.at], c[2][h.at], c[3][h.at]}
}

// next fills a block, with no rows at the end.
func (m *rowMerge) next(ctx context.Context, to *bulkBlock) error {
	to.n = 0
	for i := range to.columns {
		to.columns[i] = to.columns[i][:block.MaxRows]
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	for to.n < block.MaxRows && len(m.heap) > 0 {
		h := m.heap[0]
		if h.quad != m.last { // no id is 0, so that no quad is the zero quad
			m.last = h.quad
			for i, id := range h.quad {
				to.columns[i][to.n] = id
			}
			to.n++
		}
		if h.at++; h.at < h.rows.n {
			h.see()
		} else if ok, err := h.load(ctx); err != nil {
			return err
		} else if !ok {
			last := len(m.heap) - 1
			m.heap[0] = m.heap[last]
			m.heap = m.heap[:last]
		}
		m.sink()
	}
	return nil
}

// sink puts the first head where it belongs.
func (m *rowMerge) sink() {
	for i := 0; ; {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(m.heap); child++ {
			if m.less(child, least) {
				least = child
			}
		}
		if least == i {
			return
		}
		m.heap[i], m.heap[least] = m.heap[least], m.heap[i]
		i = least
	}
}
