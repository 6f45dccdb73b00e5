package graph

import (
	"context"
	"errors"
	"slices"

	"diplograph/graph/pebblestore"
	"diplograph/graph/rdf"
)

// DefaultLoadMemory is what a zero LoadOptions.Memory means.
const DefaultLoadMemory = 1 << 30

// LoadOptions steer a load. The zero value is ready to use.
type LoadOptions struct {
	// Memory is about how many bytes a large load may take; what does not fit is
	// sorted on disk.
	Memory int64
	// Progress, if not nil, is called now and then while a large load is under
	// way, from one goroutine at a time.
	Progress func(LoadProgress)
}

// LoadProgress is how far a large load is.
type LoadProgress = pebblestore.LoadProgress

// A bulkLoad is a load under way in a backend. Nothing of it is seen before
// Commit.
type bulkLoad interface {
	// Put may keep the strings of the quads, not the slice.
	Put(quads []rdf.Quad) error
	// Commit calls locked once it has the right to write, which nobody else gets
	// before the load is seen.
	Commit(locked func()) (added int64, err error)
	Abort() error
}

// Load adds the quads that read puts, all or none, without a bound on their
// number: it is what Apply is for few. read may reuse the slices that it puts.
//
// A load that is small against the store and the memory is applied as a change. A
// large one is sorted apart and takes its place when it is whole: readers are not
// in its way, writers wait. Observers are then told Changes that are Unlisted.
// Errors are read's and those of Apply.
func (s *Store) Load(ctx context.Context, opts LoadOptions, read func(put func([]rdf.Quad) error) error) (done Applied, err error) {
	leave, err := s.enterToWrite()
	if err != nil {
		return Applied{}, err
	}
	defer leave()
	if opts.Memory <= 0 {
		opts.Memory = DefaultLoadMemory
	}
	l := load{store: s, opts: opts}
	if l.most, err = s.smallLoad(ctx, opts.Memory); err != nil {
		return Applied{}, err
	}
	defer func() { err = errors.Join(err, l.abort()) }()
	if err = read(func(quads []rdf.Quad) error { return l.put(ctx, quads) }); err != nil {
		return Applied{}, err
	}
	return l.finish(ctx)
}

// smallLoad is how many quads are better added one by one than by writing the
// whole store anew.
func (s *Store) smallLoad(ctx context.Context, memory int64) (most int, err error) {
	err = s.View(ctx, func(snap Snapshot) error {
		st, err := snap.index.Statistics()
		most = smallFor(st.Quads, memory)
		return err
	})
	return most, err
}

// smallFor is smallLoad for a store of so many quads: not more than are a
// twentieth of it, and fit in memory at 2 kB each: what is held, its transaction, and
// what that did.
func smallFor(quads, memory int64) int {
	return int(max(min(quads/20, memory>>11, 1<<20), 100_000))
}

// MaxTransaction is how many bytes a transaction keeps in memory at most.
const MaxTransaction = pebblestore.DefaultTxBytes

// smallBytes is how many bytes the quads of a small load may take: they and
// their transaction together are within the memory, and the transaction within
// its bound. A large load takes 16 MB in any case.
func smallBytes(memory int64) int64 {
	return min(max(memory, 16<<20), MaxTransaction) / 2
}

type load struct {
	store *Store
	opts  LoadOptions
	most  int // quads of a small load
	held  []rdf.Quad
	bytes int64    // of those held
	bulk  bulkLoad // once there are more
	read  int
}

func (l *load) put(ctx context.Context, quads []rdf.Quad) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := checkQuads("to load", quads); err != nil {
		return err
	}
	l.read += len(quads)
	if l.bulk != nil {
		return l.bulk.Put(quads)
	}
	l.held = append(l.held, quads...)
	for i := range quads {
		l.bytes += quads[i].Size()
	}
	if len(l.held) <= l.most && l.bytes <= smallBytes(l.opts.Memory) {
		return nil
	}
	return l.begin(ctx)
}

// handed is how many of the quads held go to a large load at a time: it looks at
// its memory in between.
const handed = 1024

// begin goes over to a large load. What is held is let go bit by bit, so that it
// is not in memory twice.
func (l *load) begin(ctx context.Context) error {
	bulk, err := l.store.backend.beginLoad(ctx, l.opts)
	if err != nil {
		return err
	}
	held := l.held
	l.bulk, l.held = bulk, nil
	for part := range slices.Chunk(held, handed) {
		if err := bulk.Put(part); err != nil {
			return err
		}
		clear(part)
	}
	return nil
}

func (l *load) finish(ctx context.Context) (Applied, error) {
	if l.bulk == nil {
		done, err := l.store.apply(ctx, nil, l.held)
		if err == nil {
			added := len(done.Add)
			return Applied{Added: added, Duplicates: l.read - added}, nil
		}
		if errors.Is(err, ErrTooManyChanges) { // their terms are long
			err = l.begin(ctx)
		}
		if err != nil {
			return Applied{}, err
		}
	}
	if err := ctx.Err(); err != nil {
		return Applied{}, err
	}
	bulk := l.bulk
	l.bulk = nil
	added, err := l.store.inTurn(bulk.Commit)
	return Applied{Added: int(added), Duplicates: l.read - int(added)}, err
}

// inTurn does what changes more than can be listed, and tells the observers.
// change calls locked once it has the right to write: the turn is drawn by who
// may write, as those of transactions are, so that observers hear of the changes
// in the order in which they were made.
func (s *Store) inTurn(change func(locked func()) (changed int64, err error)) (changed int64, err error) {
	var turn uint64
	drawn, whole := false, false
	defer func() {
		if drawn {
			s.turns.take(turn, func() {
				if whole && err == nil && changed > 0 {
					s.tell(Changes{Unlisted: true})
				}
			})
		}
	}()
	changed, err = change(func() { turn, drawn = s.turns.draw(), true })
	whole = true // did not panic
	return changed, err
}

func (l *load) abort() error {
	if l.bulk == nil {
		return nil
	}
	return l.bulk.Abort()
}
