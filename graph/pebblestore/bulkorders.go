package pebblestore

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"diplograph/graph/index"
	"diplograph/graph/pebblestore/block"
)

// An orderWriter writes the blocks of an order of a generation, and counts.
type orderWriter struct {
	generation        uint32
	order             index.Order
	blocks, directory *tableWriter
	counts            *counts
	key, value        []byte
}

func (w *orderWriter) write(b *bulkBlock) error {
	w.counts.add(b)
	e := entryOf(&b.columns, b.n)
	w.key = appendQuadKey(w.key[:0], w.generation, kindBlock, w.order, e.first)
	if err := w.blocks.set(w.key, b.bytes); err != nil {
		return err
	}
	w.key = appendQuadKey(w.key[:0], w.generation, kindDirectory, w.order, e.first)
	w.value = e.appendValue(w.value[:0])
	return w.directory.set(w.key, w.value)
}

func (w *orderWriter) close() error { return errors.Join(w.blocks.close(), w.directory.close()) }

// An arranger is the third phase of a load: it writes all orders of a generation.
type arranger struct {
	dir        *spool
	workers    int
	memory     int // for rows
	tables     *tables
	generation uint32
	ids        []index.ID                                            // in order
	present    func(context.Context, index.Order) (rowSource, error) // the rows of the store, if it has some
	terms      *termSet
	counts     [index.Orders]*counts
	progress   func(sorted, written int)
	report     sync.Mutex
}

func (a *arranger) writer(o index.Order) *orderWriter {
	a.counts[o] = &counts{order: o, terms: a.terms}
	return &orderWriter{
		generation: a.generation, order: o, counts: a.counts[o],
		blocks: a.tables.writer(uncompressed), directory: a.tables.writer(compressed),
	}
}

func (a *arranger) write(w *orderWriter, b *bulkBlock) error {
	a.report.Lock()
	a.progress(0, b.n)
	a.report.Unlock()
	return w.write(b)
}

// arrange writes all orders of the rows of a load. If they are more than memory
// holds, or others are there already, sorted runs are written first, and merged
// then.
func (a *arranger) arrange(ctx context.Context, rows *loadRows) error {
	size := int(min(rows.left, int64(max(a.memory/(3*rowSize), block.MaxRows))))
	if rows.left <= int64(size) && a.present == nil {
		all := newBuffers(size)
		if err := rows.read(all[0]); err != nil {
			return err
		}
		return inAllOrders(all, a.workers, func(o index.Order, sorted []row) error {
			w := a.writer(o)
			err := encodeRows(ctx, o, sorted, a.ids, a.workers, func(b *bulkBlock) error { return a.write(w, b) })
			return errors.Join(err, w.close())
		})
	}
	runs, err := a.runs(ctx, rows, newBuffers(size))
	if err != nil {
		return err
	}
	return a.merge(ctx, runs)
}

// runs writes runs of all orders, and gives how many of each.
func (a *arranger) runs(ctx context.Context, rows *loadRows, all buffers) (runs int, err error) {
	for ; rows.left > 0; runs++ {
		n := int(min(rows.left, int64(len(all[0]))))
		some := buffers{all[0][:n], all[1][:n], all[2][:n]}
		if err := rows.read(some[0]); err != nil {
			return 0, err
		}
		err := inAllOrders(some, a.workers, func(o index.Order, sorted []row) error {
			w, err := a.dir.create(runName(o, runs))
			if err != nil {
				return err
			}
			err = encodeRows(ctx, o, sorted, a.ids, a.workers, w.block)
			return errors.Join(err, w.close())
		})
		if err != nil {
			return 0, err
		}
		a.progress(n, 0)
	}
	return runs, nil
}

// mergeOrders ends with the order that counts objects: see termSet.
var mergeOrders = [...]index.Order{index.SPOG, index.PSOG, index.GSPO, index.POSG, index.GPOS, index.GOSP, index.OSPG}

// merge merges the runs of each order, several orders at a time.
func (a *arranger) merge(ctx context.Context, runs int) error {
	orders := make(chan index.Order, index.Orders)
	for _, o := range mergeOrders {
		orders <- o
	}
	close(orders)
	var first sync.WaitGroup // orders that the last one waits for
	first.Add(len(mergeOrders) - 1)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var wait sync.WaitGroup
	errs := make([]error, a.workers)
	for w := range errs {
		wait.Go(func() {
			for o := range orders {
				if o == index.OSPG {
					first.Wait()
				}
				if errs[w] == nil {
					errs[w] = a.mergeOrder(ctx, o, runs)
				}
				if errs[w] != nil {
					stop()
				}
				if o != index.OSPG {
					first.Done()
				}
			}
		})
	}
	wait.Wait()
	for _, err := range errs { // what came first, not what was stopped by it
		if err != nil && !errors.Is(err, context.Canceled) {
			return err
		}
	}
	return errors.Join(errs...)
}

func (a *arranger) mergeOrder(ctx context.Context, o index.Order, runs int) (err error) {
	m := &rowMerge{}
	w := a.writer(o)
	defer func() { err = errors.Join(err, m.close(), w.close()) }()
	for i := range runs {
		f, err := a.dir.open(runName(o, i))
		if err != nil {
			return err
		}
		if err := m.add(ctx, &runReader{file: f}); err != nil {
			return err
		}
	}
	if a.present != nil {
		source, err := a.present(ctx, o)
		if err != nil {
			return err
		}
		if err := m.add(ctx, source); err != nil {
			return err
		}
	}
	to := newBulkBlock()
	for {
		if err := m.next(ctx, to); err != nil || to.n == 0 {
			return err
		}
		to.encode()
		if err := a.write(w, to); err != nil {
			return err
		}
	}
}

// loadRows reads the rows of all parts of a load, as places in its ids.
type loadRows struct {
	dir   *spool
	parts []part
	ranks []uint32 // of the terms in the order of keys; nil if that is the order of ids
	file  *rowReader
	left  int64
	part  int
	more  int64    // of the part at hand
	to    []uint32 // its mapping
}

// read puts the next rows into dst, all of it.
func (r *loadRows) read(dst []row) error {
	for len(dst) > 0 {
		if r.more == 0 {
			if err := r.nextPart(); err != nil {
				return err
			}
			continue
		}
		n := int(min(r.more, int64(len(dst))))
		if err := r.file.read(dst[:n]); err != nil {
			return err
		}
		for i := range dst[:n] {
			for c, number := range dst[i] {
				if int(number) >= len(r.to) {
					return spoolError(r.file.file, fmt.Errorf("term %d of %d", number, len(r.to)))
				}
				dst[i][c] = r.to[number]
			}
		}
		dst = dst[n:]
		r.more -= int64(n)
		r.left -= int64(n)
	}
	return nil
}

func (r *loadRows) nextPart() (err error) {
	p := r.parts[r.part]
	if r.to, err = readMapping(r.dir, r.part, p.terms); err != nil {
		return err
	}
	for i, place := range r.to {
		if r.ranks != nil {
			r.to[i] = r.ranks[place]
		}
	}
	r.more = p.rows
	r.part++
	return nil
}
