package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"syscall"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/hidal-go/hidalgo/kv/flat"
	"github.com/syndtr/goleveldb/leveldb"
	lderrors "github.com/syndtr/goleveldb/leveldb/errors"
	"github.com/syndtr/goleveldb/leveldb/filter"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"
)

// level keeps quads by Cayley's key-value quad store over LevelDB.
//
// Cayley's store is sound for one transaction over one state, and only so: its
// caches outlive a transaction that failed, it counts places of terms wrongly
// when a quad is already there or already gone, and it mixes removals and
// additions of one term into a lost term. So each snapshot and each change gets
// a quad store of its own, made in some microseconds, over one LevelDB snapshot
// or one levelWriter, and is thrown away with it; what is there is
// looked up before; and removals and additions are separate steps within the
// transaction. This is why it is made by kv.New and not by cayley's NewQuadStore,
// which opens LevelDB itself. Neither goes through cayley.NewGraph, whose handle
// hides the store's optimizer.
type level struct{ db *leveldb.DB }

var levelOptions = opt.Options{
	Filter:             filter.NewBloomFilter(10),
	BlockCacheCapacity: 64 << 20,
	WriteBuffer:        16 << 20,
}

// cayleyOptions leave out Cayley's Bloom filters of 100 million entries, which
// take 140 MB and some seconds for a store of any size.
var cayleyOptions = cayley.Options{kv.OptNoBloom: true}

func openMemory() (backend, error) {
	return openLevel(func(o *opt.Options) (*leveldb.DB, error) {
		return leveldb.Open(storage.NewMemStorage(), o)
	}, false)
}

func openFolder(dir string, opts Options) (backend, error) {
	if err := ensureFolder(dir, opts.ReadOnly); err != nil {
		return nil, err
	}
	return openLevel(func(o *opt.Options) (*leveldb.DB, error) {
		return leveldb.OpenFile(filepath.Join(dir, quadsName), o)
	}, opts.ReadOnly)
}

func openLevel(open func(*opt.Options) (*leveldb.DB, error), readOnly bool) (backend, error) {
	o := levelOptions
	o.ReadOnly, o.ErrorIfMissing = readOnly, readOnly
	db, err := open(&o)
	if err != nil {
		return nil, levelError(err)
	}
	l := &level{db}
	if err := l.prepare(readOnly); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return l, nil
}

// levelError says in this package's terms what LevelDB says in its own.
func levelError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.EAGAIN), errors.Is(err, storage.ErrLocked):
		return fmt.Errorf("%w by another process (or twice by this one); stop it, or open the store read-only in both", ErrInUse)
	case errors.Is(err, leveldb.ErrClosed), errors.Is(err, leveldb.ErrSnapshotReleased), errors.Is(err, leveldb.ErrIterReleased):
		return ErrClosed
	case lderrors.IsCorrupted(err):
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	case errors.Is(err, leveldb.ErrReadOnly):
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
	return err
}

// prepare sees to it that Cayley's own marks are there, written all at once.
func (l *level) prepare(readOnly bool) error {
	_, err := l.db.Get(keyVersion, nil)
	if !errors.Is(err, leveldb.ErrNotFound) {
		return levelError(err)
	}
	if readOnly {
		return fmt.Errorf("%w: its making was cut short; open it for writing once", ErrNotFound)
	}
	indexes, err := json.Marshal(quadIndexes)
	if err != nil {
		return err
	}
	tx := newLevelWriter(l.db)
	defer tx.discard()
	if err := kv.Init(flat.Upgrade(&levelKV{tx, tx}), nil); err != nil {
		return err
	}
	if err := tx.put(keyIndexes, indexes); err != nil {
		return levelError(err)
	}
	return levelError(tx.commit())
}

func (l *level) snapshot() (backendSnapshot, error) {
	snap, err := l.db.GetSnapshot()
	if err != nil {
		return nil, levelError(err)
	}
	quads, err := kv.New(flat.Upgrade(&levelKV{reader: snap}), cayleyOptions)
	if err != nil {
		snap.Release()
		return nil, levelError(err)
	}
	return newLevelSnapshot(snap, quads), nil
}

func (l *level) change(ctx context.Context, fn func(transaction) error) error {
	tx := newLevelWriter(l.db)
	defer tx.discard()
	change, err := newLevelChange(tx)
	if err != nil {
		return levelError(err)
	}
	if err := fn(change); err != nil {
		return levelError(err)
	}
	if !change.changed {
		return nil
	}
	if err := change.saveCounters(); err != nil {
		return levelError(err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return levelError(tx.commit())
}

func (l *level) close() error { return levelError(l.db.Close()) }
