package pebblestore

import (
	"fmt"
	"sync"

	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// tables are the tables that a load writes and the store takes in at its end.
type tables struct {
	dir     *spool
	options sstable.WriterOptions
	mu      sync.Mutex
	paths   []string
}

func newTables(dir *spool, d *DB) *tables {
	o := d.pebbleOptions()
	o.EnsureDefaults()
	return &tables{dir: dir, options: o.MakeWriterOptions(len(o.Levels)-1, d.p.TableFormat())}
}

// tableBytes is about how large a table becomes, before compression.
const tableBytes = 128 << 20

// A tableWriter writes keys, which ascend, into one table after the other.
type tableWriter struct {
	tables  *tables
	options sstable.WriterOptions
	writer  *sstable.Writer
	size    int
}

// writer begins a table. What hardly shrinks is not compressed.
func (t *tables) writer(compression *sstable.CompressionProfile) *tableWriter {
	options := t.options
	options.Compression = compression
	return &tableWriter{tables: t, options: options}
}

func (w *tableWriter) set(key, value []byte) error {
	if w.writer == nil {
		if err := w.begin(); err != nil {
			return err
		}
	}
	if err := w.writer.Set(key, value); err != nil {
		return err
	}
	if w.size += len(key) + len(value); w.size < tableBytes {
		return nil
	}
	return w.close()
}

// deleteRange deletes what the store has from one key to before another.
func (w *tableWriter) deleteRange(from, to []byte) error {
	if w.writer == nil {
		if err := w.begin(); err != nil {
			return err
		}
	}
	return w.writer.DeleteRange(from, to)
}

func (w *tableWriter) begin() error {
	t := w.tables
	t.mu.Lock()
	path := t.dir.path(fmt.Sprintf("%d.sst", len(t.paths)))
	t.paths = append(t.paths, path)
	t.mu.Unlock()
	f, err := t.dir.fs.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	w.writer, w.size = sstable.NewWriter(objstorageprovider.NewFileWritable(f), w.options), 0
	return nil
}

// close ends the table, which is on the disk then.
func (w *tableWriter) close() error {
	if w.writer == nil {
		return nil
	}
	err := w.writer.Close()
	w.writer = nil
	return err
}

// What tables are compressed with: blocks are packed to the bit already.
var (
	uncompressed = sstable.NoCompression
	compressed   = sstable.ZstdCompression
)
