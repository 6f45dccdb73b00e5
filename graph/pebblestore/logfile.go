package pebblestore

import (
	"strings"

	"github.com/cockroachdb/pebble/v2/vfs"
)

func (g *guardFS) isLog(name string) bool {
	return strings.HasSuffix(name, ".log") && g.PathDir(name) == g.PathDir(g.PathJoin(g.dir, "x"))
}

// createLog creates a file of the log, or one that is nowhere if that fails.
func (g *guardFS) createLog(name string, create func() (vfs.File, error)) (vfs.File, error) {
	if g.stopped.Load() == nil {
		f, err := create()
		if err == nil {
			return &logFile{File: f, fs: g}, nil
		}
		_ = g.failed(err)
	}
	return vfs.NewMem().Create("log", vfs.WriteCategoryUnspecified)
}

// logFile is a file of the log, or the folder that it is in.
type logFile struct {
	vfs.File
	fs *guardFS
}

// try does an operation, unless one has failed before.
func (f *logFile) try(do func() error) {
	if f.fs.stopped.Load() != nil {
		return
	}
	if err := do(); err != nil {
		_ = f.fs.failed(err)
	}
}

func (f *logFile) Write(p []byte) (int, error) {
	f.try(func() error { _, err := f.File.Write(p); return err })
	return len(p), nil
}

// Preallocate may fail: not every file system can.
func (f *logFile) Preallocate(offset, length int64) error {
	if f.fs.stopped.Load() != nil {
		return nil
	}
	return f.File.Preallocate(offset, length)
}

func (f *logFile) Sync() error {
	f.try(f.File.Sync)
	return nil
}

func (f *logFile) SyncData() error {
	f.try(f.File.SyncData)
	return nil
}

func (f *logFile) SyncTo(length int64) (full bool, err error) {
	f.try(func() error { full, err = f.File.SyncTo(length); return err })
	return full, nil
}

func (f *logFile) Close() error {
	if err := f.File.Close(); err != nil && f.fs.stopped.Load() == nil {
		_ = f.fs.failed(err)
	}
	return nil
}
