package pebblestore

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// errLocked says that somebody else holds the lock of the folder.
var errLocked = errors.New("folder is locked")

// guardFS is the file system under Pebble. Once stopped it writes nothing more,
// and it lets Pebble's retries after an error come one after the other and not
// at once.
//
// Files of Pebble's log never fail. Where one does, Pebble panics with its locks
// in a state in which no recover helps. Here the error stops the store, and
// Pebble is told that all went well: whoever waits for the log asks afterwards
// whether the store has stopped.
type guardFS struct {
	vfs.FS
	dir      string
	readOnly bool
	failed   func(error) error // is told of an error in a file of the log
	stopped  atomic.Pointer[error]
}

// pauseAfterError is how long an operation that failed takes at least.
const pauseAfterError = 20 * time.Millisecond

func (g *guardFS) stop(err error) { g.stopped.CompareAndSwap(nil, &err) }

// write does an operation that writes, unless stopped.
func (g *guardFS) write(do func() error) error {
	if err := g.stopped.Load(); err != nil {
		time.Sleep(pauseAfterError)
		return fmt.Errorf("%w: %w", ErrFailed, *err)
	}
	err := do()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		time.Sleep(pauseAfterError)
	}
	return err
}

func (g *guardFS) Create(name string, c vfs.DiskWriteCategory) (f vfs.File, err error) {
	if g.isLog(name) {
		return g.createLog(name, func() (vfs.File, error) { return g.FS.Create(name, c) })
	}
	err = g.write(func() error { f, err = g.FS.Create(name, c); return err })
	return g.guard(f), err
}

func (g *guardFS) OpenReadWrite(name string, c vfs.DiskWriteCategory, opts ...vfs.OpenOption) (f vfs.File, err error) {
	err = g.write(func() error { f, err = g.FS.OpenReadWrite(name, c, opts...); return err })
	return g.guard(f), err
}

func (g *guardFS) ReuseForWrite(from, to string, c vfs.DiskWriteCategory) (f vfs.File, err error) {
	if g.isLog(to) {
		return g.createLog(to, func() (vfs.File, error) { return g.FS.ReuseForWrite(from, to, c) })
	}
	err = g.write(func() error { f, err = g.FS.ReuseForWrite(from, to, c); return err })
	return g.guard(f), err
}

// OpenDir guards too: a folder is synced.
func (g *guardFS) OpenDir(name string) (vfs.File, error) {
	f, err := g.FS.OpenDir(name)
	if err == nil && name == g.dir && !g.readOnly {
		return &logFile{File: f, fs: g}, nil // synced when a log is created
	}
	return g.guard(f), err
}

func (g *guardFS) Link(from, to string) error {
	return g.write(func() error { return g.FS.Link(from, to) })
}

func (g *guardFS) Remove(name string) error {
	return g.write(func() error { return g.FS.Remove(name) })
}

func (g *guardFS) RemoveAll(name string) error {
	return g.write(func() error { return g.FS.RemoveAll(name) })
}

func (g *guardFS) Rename(from, to string) error {
	return g.write(func() error { return g.FS.Rename(from, to) })
}

func (g *guardFS) MkdirAll(dir string, perm os.FileMode) error {
	return g.write(func() error { return g.FS.MkdirAll(dir, perm) })
}

// Lock tells a lock that is held from a folder where none can be.
func (g *guardFS) Lock(name string) (io.Closer, error) {
	lock := g.FS.Lock
	switch {
	case g.FS != vfs.Default:
	case g.readOnly:
		lock = lockToRead
	default:
		lock = lockToWrite
	}
	c, err := lock(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) && !errors.Is(err, syscall.EROFS) && !errors.Is(err, syscall.ENOSPC) {
		err = fmt.Errorf("%w: %w", errLocked, err)
	}
	return c, err
}

func (g *guardFS) Unwrap() vfs.FS { return g.FS }

func (g *guardFS) guard(f vfs.File) vfs.File {
	if f == nil {
		return nil
	}
	return &guardFile{File: f, fs: g}
}

// guardFile is a file that may be written.
type guardFile struct {
	vfs.File
	fs *guardFS
}

func (f *guardFile) Write(p []byte) (n int, err error) {
	err = f.fs.write(func() error { n, err = f.File.Write(p); return err })
	return n, err
}

func (f *guardFile) WriteAt(p []byte, at int64) (n int, err error) {
	err = f.fs.write(func() error { n, err = f.File.WriteAt(p, at); return err })
	return n, err
}

func (f *guardFile) Preallocate(offset, length int64) error {
	return f.fs.write(func() error { return f.File.Preallocate(offset, length) })
}

func (f *guardFile) Sync() error     { return f.fs.write(f.File.Sync) }
func (f *guardFile) SyncData() error { return f.fs.write(f.File.SyncData) }

func (f *guardFile) SyncTo(length int64) (full bool, err error) {
	err = f.fs.write(func() error { full, err = f.File.SyncTo(length); return err })
	return full, err
}
