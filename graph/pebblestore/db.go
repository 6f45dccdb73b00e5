package pebblestore

import (
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"

	"diplograph/graph/index"

	"github.com/cockroachdb/pebble/v2"
)

// DB is an open store. Its methods may be called from any goroutine.
type DB struct {
	dir  string
	opts Options
	fs   *guardFS
	p    *pebble.DB
	hash func(tag index.Tag, code []byte) uint64

	writer chan struct{} // has one element while nobody writes
	state  state         // of what was committed last; who holds writer may look
	memory *writerMemory // what writers remember
	queue  queue         // of changes
	writes writeCount
	dirs   atomic.Pointer[[]*directories] // of the present layout, and of the next one while it comes
	recall recall
	blocks blockCache
	counts predicateCounts
	tries  atomic.Uint64 // numbers states of transactions
	onDisk atomic.Uint64 // version of a state that has been synced

	tombstones tombstones

	limits     foldLimits
	folding    chan struct{}         // has one element during a step of folding or collecting
	watch      atomic.Pointer[watch] // of the step that is prepared
	work       work                  // in the background
	stop       context.CancelFunc    // of what runs in the background
	background sync.WaitGroup

	failure     atomic.Pointer[error] // stopped writing for good
	trouble     atomic.Pointer[error] // of the flush that fails at present
	uncompacted atomic.Pointer[error] // of the compaction that fails at present

	mu      sync.RWMutex // held for writing to close
	closed  bool
	closing chan struct{} // closed with the store
	viewMu  sync.Mutex
	views   map[*view]io.Closer
}

// Snapshot is one state of the store. It implements index.Snapshot.
type Snapshot struct{ view }

var _ index.Snapshot = (*Snapshot)(nil)

// Snapshot gives the state that was committed last. Close it: what is removed
// later stays on disk for it.
func (d *DB) Snapshot() (*Snapshot, error) { return d.snapshot(true) }

// snapshot gives a snapshot that ends when the store is closed, or does not.
func (d *DB) snapshot(ends bool) (*Snapshot, error) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if ends && d.closed {
		return nil, index.ErrClosed
	}
	epoch := d.recall.epoch.Load() // before the state: a collection between them is seen
	for {
		r, s, err := d.writes.snapshot(d.p)
		if err != nil {
			return nil, errors.Join(err, r.Close())
		}
		if dirs := d.directories(&s); dirs != nil {
			snapshot := &Snapshot{view{db: d, r: r, state: s, dirs: dirs, recall: &d.recall, epoch: epoch}}
			if ends {
				d.register(&snapshot.view, r)
			}
			return snapshot, nil
		}
		if err := r.Close(); err != nil { // the layout has just changed
			return nil, storeError(err)
		}
	}
}

// directories gives those of the layout of a state, nil if it has passed.
func (d *DB) directories(s *state) *directories {
	for _, dirs := range *d.dirs.Load() {
		if uint64(dirs.generation) == s.generation && dirs.layout == s.layout {
			return dirs
		}
	}
	return nil
}

// Close lets go of the snapshot and of the scanners that are open on it.
func (s *Snapshot) Close() error {
	s.db.forget(&s.view)
	return s.view.close(s.view.r)
}

// currentState reads the state that r sees.
func currentState(r pebble.Reader) (state, error) {
	value, closer, err := r.Get(metaKeyOf(metaState))
	if err != nil {
		return state{}, storeError(err)
	}
	defer closer.Close()
	return readState(value)
}

func (d *DB) register(v *view, r io.Closer) {
	d.viewMu.Lock()
	defer d.viewMu.Unlock()
	d.views[v] = r
}

func (d *DB) forget(v *view) {
	d.viewMu.Lock()
	defer d.viewMu.Unlock()
	delete(d.views, v)
}

// lockWriter waits until nobody else writes and the delta is not too large, and
// gives why nothing can be written if that is so. unlockWriter lets the next one
// write.
func (d *DB) lockWriter(ctx context.Context) error {
	if d.opts.ReadOnly {
		return index.ErrReadOnly
	}
	if err := d.awaitFolding(ctx); err != nil {
		return err
	}
	return d.takeWriter(ctx)
}

// takeWriter is lockWriter for what does not make the delta larger.
func (d *DB) takeWriter(ctx context.Context) error {
	if d.opts.ReadOnly {
		return index.ErrReadOnly
	}
	select {
	case <-d.writer:
	case <-d.closing:
		return index.ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	err := d.writable()
	select {
	case <-d.closing:
		err = index.ErrClosed
	default:
	}
	if err != nil {
		d.unlockWriter()
	}
	return err
}

func (d *DB) unlockWriter() { d.writer <- struct{}{} }

// Close waits for what is being written and read at this moment, rolls back the
// transaction that is open, ends every snapshot, and closes the store. Check,
// Compact and Load end soon, with index.ErrClosed.
func (d *DB) Close() error {
	d.mu.Lock()
	if d.closed {
		d.mu.Unlock()
		return nil
	}
	d.closed = true
	close(d.closing)
	d.mu.Unlock()
	d.stop()
	var errs []error
	d.viewMu.Lock()
	views := d.views
	d.views = nil
	d.viewMu.Unlock()
	for v, r := range views {
		errs = append(errs, v.close(r))
	}
	<-d.writer
	d.background.Wait()
	return errors.Join(append(errs, storeError(d.p.Close()))...)
}
