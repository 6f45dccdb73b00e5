package graph

import (
	"errors"
	"maps"
	"slices"

	"github.com/hidal-go/hidalgo/kv/flat"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/iterator"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// pendingBytes is how much a change holds in memory before it spills.
const pendingBytes = 3 << 20

// levelWriter gathers the writes of one change, which reads what it wrote. A
// small change is committed as one LevelDB batch, a single synced record of the
// journal; a large one spills into a LevelDB transaction, which is cheap per key
// but dear per commit (a table, and soon a compaction, for each). Both are
// atomic. There is one levelWriter at a time.
type levelWriter struct {
	db      *leveldb.DB
	pending map[string][]byte // nil: deleted
	bytes   int
	tx      *leveldb.Transaction // once spilled
}

func newLevelWriter(db *leveldb.DB) *levelWriter {
	return &levelWriter{db: db, pending: map[string][]byte{}}
}

func (w *levelWriter) Get(key []byte, ro *opt.ReadOptions) ([]byte, error) {
	if v, ok := w.pending[string(key)]; ok {
		if v == nil {
			return nil, leveldb.ErrNotFound
		}
		return v, nil
	}
	if w.tx != nil {
		return w.tx.Get(key, ro)
	}
	return w.db.Get(key, ro)
}

// NewIterator is not needed by Cayley where it writes.
func (w *levelWriter) NewIterator(*util.Range, *opt.ReadOptions) iterator.Iterator {
	return iterator.NewEmptyIterator(errors.New("a change cannot be scanned"))
}

func (w *levelWriter) put(key, value []byte) error {
	if value == nil {
		value = []byte{}
	}
	return w.set(key, append([]byte{}, value...))
}

func (w *levelWriter) delete(key []byte) error { return w.set(key, nil) }

func (w *levelWriter) set(key, value []byte) error {
	w.pending[string(key)] = value
	w.bytes += len(key) + len(value) + 8
	if w.bytes < pendingBytes {
		return nil
	}
	return w.spill()
}

func (w *levelWriter) spill() error {
	if w.tx == nil {
		tx, err := w.db.OpenTransaction()
		if err != nil {
			return err
		}
		w.tx = tx
	}
	if err := w.tx.Write(w.batch(), nil); err != nil {
		return err
	}
	w.pending, w.bytes = map[string][]byte{}, 0
	return nil
}

// batch gives the writes in the order of their keys, in which LevelDB takes them
// faster.
func (w *levelWriter) batch() *leveldb.Batch {
	b := new(leveldb.Batch)
	for _, k := range slices.Sorted(maps.Keys(w.pending)) {
		if v := w.pending[k]; v == nil {
			b.Delete(flat.Key(k))
		} else {
			b.Put(flat.Key(k), v)
		}
	}
	return b
}

// commit returns when the change is on disk.
func (w *levelWriter) commit() error {
	if w.tx == nil {
		return w.db.Write(w.batch(), &opt.WriteOptions{Sync: true})
	}
	if err := w.spill(); err != nil {
		return err
	}
	return w.tx.Commit()
}

// discard forgets the change; after commit it does nothing.
func (w *levelWriter) discard() {
	if w.tx != nil {
		w.tx.Discard()
	}
}
