//go:build !linux

package pebblestore

import (
	"io"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// lockToRead takes the one lock there is: a store is open in one process only.
func lockToRead(name string) (io.Closer, error) { return vfs.Default.Lock(name) }

func lockToWrite(name string) (io.Closer, error) { return vfs.Default.Lock(name) }
