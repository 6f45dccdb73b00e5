package pebblestore

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// A spool is a folder of files that a load needs for a while.
type spool struct {
	fs  vfs.FS
	dir string
}

const spoolBuffer = 256 << 10

func newSpool(fs vfs.FS, dir string) (*spool, error) {
	return &spool{fs: fs, dir: dir}, fs.MkdirAll(dir, 0o755)
}

// close removes the folder.
func (s *spool) close() error { return s.fs.RemoveAll(s.dir) }

func (s *spool) path(name string) string { return s.fs.PathJoin(s.dir, name) }

// A spoolWriter writes a file.
type spoolWriter struct {
	*bufio.Writer
	file vfs.File
}

func (s *spool) create(name string) (*spoolWriter, error) {
	f, err := s.fs.Create(s.path(name), vfs.WriteCategoryUnspecified)
	if err != nil {
		return nil, err
	}
	return &spoolWriter{bufio.NewWriterSize(f, spoolBuffer), f}, nil
}

func (w *spoolWriter) close() error { return errors.Join(w.Flush(), w.file.Close()) }

// A spoolReader reads a file once, and removes it when it is closed.
type spoolReader struct {
	*bufio.Reader
	spool *spool
	name  string
	file  vfs.File
}

func (s *spool) open(name string) (*spoolReader, error) {
	f, err := s.fs.Open(s.path(name), vfs.SequentialReadsOption)
	if err != nil {
		return nil, err
	}
	return &spoolReader{bufio.NewReaderSize(f, spoolBuffer), s, name, f}, nil
}

func (r *spoolReader) close() error {
	return errors.Join(r.file.Close(), r.spool.fs.Remove(r.spool.path(r.name)))
}

// spoolError says in which file something was not as it was written.
func spoolError(r *spoolReader, err error) error {
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return fmt.Errorf("temporary file %s: %w", r.spool.path(r.name), err)
}
