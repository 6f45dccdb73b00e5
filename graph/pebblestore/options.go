package pebblestore

import (
	"log/slog"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// Options say how a store is opened. The zero Options are good.
type Options struct {
	// ReadOnly opens a store that is there already, and does not change it.
	// Other processes may read it at the same time.
	ReadOnly bool
	// FS is where the folder is; nil is the disk. With vfs.NewMem() the store
	// lives in memory.
	FS vfs.FS
	// CacheBytes bounds the cache of what has been read; 0 is 256 MB.
	CacheBytes int64
	// TxBytes bounds what a transaction keeps in memory, about 1 kB a quad; 0 is
	// 1 GB, and 3 GB is the most. Load and RemoveMatching are for more in one go.
	TxBytes int64
	// Log gets what Pebble says, at level debug; nil is slog.Default().
	Log *slog.Logger
}

// DefaultTxBytes is what a zero Options.TxBytes means.
const DefaultTxBytes = 1 << 30

func (o Options) withDefaults() Options {
	if o.FS == nil {
		o.FS = vfs.Default
	}
	if o.CacheBytes == 0 {
		o.CacheBytes = 256 << 20
	}
	if o.TxBytes == 0 {
		o.TxBytes = DefaultTxBytes
	}
	o.TxBytes = min(o.TxBytes, 3<<30) // Pebble panics at 4
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return o
}

// pebbleFormat is Pebble's own version of its files.
const pebbleFormat = pebble.FormatTableFormatV6

// tableBlockSize is the size of a block in a table of Pebble's, in which values
// stand together: some two blocks of quads, or some hundred terms.
const tableBlockSize = 32 << 10

// pebbleOptions are how d uses Pebble.
func (d *DB) pebbleOptions() *pebble.Options {
	o := &pebble.Options{
		FS:                         d.fs,
		CacheSize:                  d.opts.CacheBytes,
		FormatMajorVersion:         pebbleFormat,
		ReadOnly:                   d.opts.ReadOnly,
		ErrorIfNotExists:           d.opts.ReadOnly,
		Logger:                     pebbleLogger{d},
		EventListener:              d.listener(),
		MemTableSize:               64 << 20,
		CompactionConcurrencyRange: func() (int, int) { return 1, 2 },
		L0CompactionThreshold:      4,
		L0StopWritesThreshold:      stoppedTables,
		LBaseMaxBytes:              256 << 20,
	}
	for i := range o.Levels {
		o.Levels[i].BlockSize = tableBlockSize
		o.Levels[i].FilterPolicy = bloom.FilterPolicy(10)
		o.Levels[i].Compression = func() *sstable.CompressionProfile { return sstable.SnappyCompression }
	}
	return o
}
