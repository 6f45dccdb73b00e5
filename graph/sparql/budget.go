package sparql

import (
	"errors"
	"fmt"
)

// ErrMemory says that a query needs more memory than it may have.
var ErrMemory = errors.New("query needs more memory than it may have")

// A budget counts the bytes that the operators of one query hold.
type budget struct {
	limit, used, peak int64
	buffers           int64                   // of used: of what operators fill again for every batch
	hold              func(bytes int64) error // Options.Hold
	held              int64                   // what hold was told last
}

func newBudget(opts Options) *budget {
	return &budget{limit: opts.Memory, hold: opts.Hold, held: freeBytes}
}

// A query holds freeBytes without asking, and asks for holdStep more at a time.
const (
	freeBytes = 1 << 20
	holdStep  = 4 << 20
)

// take asks for n bytes more.
func (b *budget) take(n int64) error {
	b.used += n
	b.peak = max(b.peak, b.used)
	return b.check()
}

// check says whether more is used than there is.
func (b *budget) check() error {
	if b.limit > 0 && b.used > b.limit {
		return fmt.Errorf("%w: more than %d bytes; narrow the query, add LIMIT, or raise the limit", ErrMemory, b.limit)
	}
	if b.hold == nil || b.used <= b.held {
		return nil
	}
	held := b.used + holdStep
	if b.limit > 0 {
		held = min(held, b.limit)
	}
	if err := b.hold(held); err != nil {
		return err
	}
	b.held = held
	return nil
}

// spare takes n bytes for what a query can do without, if half of what it may have
// is left to what it cannot do without. It reports whether it did.
func (b *budget) spare(n int64) bool {
	if b.limit > 0 && b.used+n > b.limit/2 {
		return false
	}
	if b.take(n) != nil {
		b.give(n)
		return false
	}
	return true
}

// buffer counts n bytes of a buffer. Whoever gives what is in it asks for check.
func (b *budget) buffer(n int64) {
	b.used += n
	b.buffers += n
	b.peak = max(b.peak, b.used)
}

// dropBuffers gives back the buffers made since there were so many bytes of them,
// by operators that are closed.
func (b *budget) dropBuffers(before int64) {
	b.used -= b.buffers - before
	b.buffers = before
}

// errEnough ends a scan of which the first rows were enough.
var errEnough = errors.New("enough")

// give returns n bytes.
func (b *budget) give(n int64) { b.used -= n }
