package pebblestore

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"sync"

	"diplograph/graph/index"
	"diplograph/graph/pebblestore/block"
)

// A bulkBlock is rows of a load in an order, as they are and as a block.
type bulkBlock struct {
	columns block.Columns
	n       int
	bytes   []byte
}

func newBulkBlock() *bulkBlock {
	b := &bulkBlock{}
	for i := range b.columns {
		b.columns[i] = make([]index.ID, block.MaxRows)
	}
	return b
}

func (b *bulkBlock) encode() { b.bytes = block.Append(b.bytes[:0], b.columns, b.n) }

// fill takes rows, whose numbers are places in ids.
func (b *bulkBlock) fill(o index.Order, rows []row, ids []index.ID) {
	b.n = len(rows)
	for i, p := range o.Positions() {
		column := b.columns[i][:len(rows)]
		for r := range rows {
			column[r] = ids[rows[r][p&3]]
		}
	}
}

// encodeRows gives each block of sorted rows to write, one after the other,
// while others are encoded.
func encodeRows(ctx context.Context, o index.Order, rows []row, ids []index.ID, workers int, write func(*bulkBlock) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	type task struct {
		rows []row
		b    *bulkBlock
		done chan struct{}
	}
	todo, inOrder := make(chan *task), make(chan *task, 4*workers)
	free := make(chan *bulkBlock, cap(inOrder)+workers)
	for range cap(free) {
		free <- newBulkBlock()
	}
	var wait sync.WaitGroup
	for range workers {
		wait.Go(func() {
			for t := range todo {
				t.b.fill(o, t.rows, ids)
				t.b.encode()
				close(t.done)
			}
		})
	}
	wait.Go(func() {
		defer close(inOrder)
		defer close(todo)
		for len(rows) > 0 {
			n := min(len(rows), block.MaxRows)
			t := &task{rows: rows[:n], done: make(chan struct{})}
			rows = rows[n:]
			select {
			case t.b = <-free:
			case <-ctx.Done():
				return
			}
			todo <- t
			inOrder <- t
		}
	})
	var err error
	for t := range inOrder {
		<-t.done
		if err == nil {
			if err = write(t.b); err != nil {
				stop()
			}
		}
		free <- t.b
	}
	wait.Wait()
	if err == nil {
		err = ctx.Err()
	}
	return err
}

// A run is a file of the blocks of sorted rows in an order, each after its length
// in 4 bytes.
func runName(o index.Order, n int) string { return fmt.Sprintf("run-%s-%d", o, n) }

func (w *spoolWriter) block(b *bulkBlock) error {
	if _, err := w.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(b.bytes)))); err != nil {
		return err
	}
	_, err := w.Write(b.bytes)
	return err
}

// A runReader gives the rows of a run.
type runReader struct {
	file  *spoolReader
	bytes []byte
}

// maxBlockBytes bounds what a block can have.
const maxBlockBytes = 1 << 20

func (r *runReader) next(_ context.Context, to *bulkBlock) error {
	to.n = 0
	var length [4]byte
	if _, err := io.ReadFull(r.file, length[:]); err == io.EOF {
		return nil
	} else if err != nil {
		return spoolError(r.file, err)
	}
	n := binary.LittleEndian.Uint32(length[:])
	if n > maxBlockBytes {
		return spoolError(r.file, fmt.Errorf("a block of %d bytes", n))
	}
	if int(n) > cap(r.bytes) {
		r.bytes = make([]byte, n, 2*n)
	}
	if _, err := io.ReadFull(r.file, r.bytes[:n]); err != nil {
		return spoolError(r.file, err)
	}
	b, err := block.Parse(r.bytes[:n])
	if err != nil {
		return spoolError(r.file, err)
	}
	to.n = b.Len()
	for i := range to.columns {
		to.columns[i] = b.Decode(i, 0, to.n, to.columns[i][:0])
	}
	return nil
}

func (r *runReader) close() error { return r.file.close() }
