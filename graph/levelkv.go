package graph

import (
	"context"
	"errors"

	"github.com/hidal-go/hidalgo/kv/flat"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/iterator"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// levelReader is what a LevelDB snapshot and a levelWriter share.
type levelReader interface {
	Get(key []byte, ro *opt.ReadOptions) ([]byte, error)
	NewIterator(slice *util.Range, ro *opt.ReadOptions) iterator.Iterator
}

// levelKV shows one LevelDB snapshot, or one open change, to Cayley as a whole
// database. Whatever transactions Cayley opens and commits in it, all are that
// one.
type levelKV struct {
	reader levelReader
	writer *levelWriter // nil over a snapshot
}

func (l *levelKV) Close() error { return nil }

func (l *levelKV) Tx(_ context.Context, rw bool) (flat.Tx, error) {
	if rw && l.writer == nil {
		return nil, flat.ErrReadOnly
	}
	return levelTx{l}, nil
}

func (l *levelKV) View(ctx context.Context, fn func(flat.Tx) error) error {
	return flat.View(ctx, l, fn)
}

func (l *levelKV) Update(ctx context.Context, fn func(flat.Tx) error) error {
	return flat.Update(ctx, l, fn)
}

type levelTx struct{ *levelKV }

func (levelTx) Commit(context.Context) error { return nil }

func (tx levelTx) Get(_ context.Context, key flat.Key) (flat.Value, error) {
	v, err := tx.reader.Get(key, nil)
	if errors.Is(err, leveldb.ErrNotFound) {
		return nil, flat.ErrNotFound
	}
	return v, err
}

func (tx levelTx) GetBatch(ctx context.Context, keys []flat.Key) ([]flat.Value, error) {
	return flat.GetBatch(ctx, tx, keys)
}

func (tx levelTx) Put(_ context.Context, k flat.Key, v flat.Value) error {
	if tx.writer == nil {
		return flat.ErrReadOnly
	}
	return tx.writer.put(k, v)
}

func (tx levelTx) Del(_ context.Context, k flat.Key) error {
	if tx.writer == nil {
		return flat.ErrReadOnly
	}
	return tx.writer.delete(k)
}

func (tx levelTx) Scan(_ context.Context, opts ...flat.IteratorOption) flat.Iterator {
	return flat.ApplyIteratorOptions(&levelIterator{reader: tx.reader}, opts)
}

// levelIterator opens its LevelDB iterator when it is first moved.
type levelIterator struct {
	reader levelReader
	prefix flat.Key
	it     iterator.Iterator
}

func (i *levelIterator) WithPrefix(prefix flat.Key) flat.Iterator {
	i.Reset()
	i.prefix = prefix
	return i
}

func (i *levelIterator) Reset() {
	if i.it != nil {
		i.it.Release()
		i.it = nil
	}
}

func (i *levelIterator) Next(context.Context) bool {
	if i.it == nil {
		i.it = i.reader.NewIterator(util.BytesPrefix(i.prefix), nil)
	}
	return i.it.Next()
}

func (i *levelIterator) Key() flat.Key {
	if i.it == nil {
		return nil
	}
	return i.it.Key()
}

func (i *levelIterator) Val() flat.Value {
	if i.it == nil {
		return nil
	}
	return i.it.Value()
}

func (i *levelIterator) Err() error {
	if i.it == nil {
		return nil
	}
	return i.it.Error()
}

func (i *levelIterator) Close() error {
	err := i.Err()
	i.Reset()
	return err
}
