package cayleyadapter

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"diplograph/graph/index"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/kv/bbolt"
	"github.com/cayleygraph/cayley/graph/kv/leveldb"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// Options say how a store is opened.
type Options struct {
	// ReadOnly refuses changes. The store must be there.
	ReadOnly bool
	// MaxRows bounds the quads of one scan, and the terms that are remembered;
	// 0 is 4 million, some 400 MB.
	MaxRows int
}

// backend is a way of Cayley's to keep quads, and a file by which it shows.
type backend struct {
	name, file   string
	create, open func(dir string, opts cayley.Options) (hidalgo.KV, error)
}

// backends are what Open knows. BoltDB's files are read by its successor.
var backends = map[string]backend{
	"leveldb": {"leveldb", "CURRENT", leveldb.Create, leveldb.Open},
	"bolt":    {"bolt", "indexes.bolt", bbolt.Create, bbolt.Open},
}

// ErrTooLarge says that a scan has more quads, or the store more terms, than
// Options let be kept in memory.
var ErrTooLarge = errors.New("too much for the memory of the adapter")

// A DB is a store of one of Cayley's backends. Its methods may be called from
// any goroutine.
type DB struct {
	backend backend
	dir     string
	options Options
	writer  chan struct{} // holds one token: the right to change

	state   gate // snapshots are its readers
	quads   cayley.QuadStore
	version uint64
	closed  bool

	terms dictionary
	stats statisticsCache
}

// Open opens the store of a backend, "leveldb" or "bolt", in a folder. Without
// Options.ReadOnly it makes one in a folder that is empty or not there. Errors:
// index.ErrNotFound, index.ErrFormat, index.ErrInUse.
func Open(name, dir string, opts Options) (*DB, error) {
	if opts.MaxRows == 0 {
		opts.MaxRows = 4 << 20
	}
	b, ok := backends[name]
	if !ok {
		return nil, fmt.Errorf("%w: expected the backend leveldb or bolt, found %q", index.ErrFormat, name)
	}
	db := &DB{backend: b, dir: dir, options: opts, writer: make(chan struct{}, 1)}
	db.terms.most = opts.MaxRows
	db.writer <- struct{}{}
	if err := db.prepare(); err != nil {
		return nil, err
	}
	var err error
	if db.quads, err = db.open(); err != nil {
		return nil, err
	}
	return db, nil
}

// prepare makes the store if there is none.
func (db *DB) prepare() error {
	file := db.backend.file
	_, err := os.Stat(filepath.Join(db.dir, file))
	if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	files, err := os.ReadDir(db.dir)
	switch {
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return err
	case len(files) > 0:
		return fmt.Errorf("%w: expected %s in %s, or nothing", index.ErrFormat, file, db.dir)
	case db.options.ReadOnly:
		return fmt.Errorf("%w: %s", index.ErrNotFound, db.dir)
	}
	if err := os.MkdirAll(db.dir, 0o700); err != nil {
		return err
	}
	store, err := db.backend.create(db.dir, nil)
	if err != nil {
		return err
	}
	return errors.Join(kv.Init(store, nil), store.Close())
}

// open opens the backend. One that another process has open would keep waiting.
func (db *DB) open() (cayley.QuadStore, error) {
	type opened struct {
		quads cayley.QuadStore
		err   error
	}
	done := make(chan opened, 1)
	go func() {
		store, err := db.backend.open(db.dir, nil)
		if err != nil {
			done <- opened{nil, err}
			return
		}
		quads, err := kv.New(store, nil)
		if err != nil {
			err = errors.Join(err, store.Close())
		}
		done <- opened{quads, err}
	}()
	patience := time.NewTimer(openPatience)
	defer patience.Stop()
	select {
	case o := <-done:
		if o.err != nil && isLocked(o.err) {
			o.err = fmt.Errorf("%w: %w", index.ErrInUse, o.err)
		}
		if errors.Is(o.err, cayley.ErrNotInitialized) {
			o.err = fmt.Errorf("%w: %w", index.ErrFormat, o.err)
		}
		return o.quads, o.err
	case <-patience.C:
		go func() {
			if o := <-done; o.err == nil {
				_ = o.quads.Close()
			}
		}()
		return nil, fmt.Errorf("%w: %s did not open within %v", index.ErrInUse, db.dir, openPatience)
	}
}

// commitPatience is how long a change waits for the snapshots that are held.
const commitPatience = 10 * time.Second

// openPatience is how long a store may take to open: a minute for one as large
// as it should be.
const openPatience = 5 * time.Minute

// Snapshot gives the state of the store, which stays as it is until the snapshot
// is closed: it is a read lock.
func (db *DB) Snapshot() (*Snapshot, error) {
	db.state.enter()
	if db.closed {
		db.state.leave()
		return nil, index.ErrClosed
	}
	return &Snapshot{view: view{db: db}, release: sync.OnceFunc(db.state.leave)}, nil
}

// Begin waits until nobody else writes and begins a change. Every Tx must end
// with Commit or Rollback.
func (db *DB) Begin(ctx context.Context) (*Tx, error) {
	if db.options.ReadOnly {
		return nil, index.ErrReadOnly
	}
	select {
	case <-db.writer:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	db.state.enter()
	closed := db.closed
	db.state.leave()
	if closed {
		db.writer <- struct{}{}
		return nil, index.ErrClosed
	}
	tx := &Tx{view: view{db: db}, added: map[index.Quad]bool{}, removed: map[index.Quad]bool{}}
	tx.view.tx = tx
	return tx, nil
}

// Close waits for the writer and the snapshots, then closes the store.
func (db *DB) Close() error {
	<-db.writer
	defer func() { db.writer <- struct{}{} }()
	db.state.lock(0)
	defer db.state.unlock()
	if db.closed {
		return nil
	}
	db.closed = true
	return db.quads.Close()
}
