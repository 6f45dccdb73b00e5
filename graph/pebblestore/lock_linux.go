package pebblestore

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// Locks belong to the open file, not to the process: two DBs of one process
// exclude each other whatever they call the folder, and whoever opens the file
// and closes it again takes no lock away from others.

// lockToRead takes a lock that readers share and a writer's lock excludes. In a
// folder that nobody can write and that has no lock there is nothing to exclude.
func lockToRead(name string) (io.Closer, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		f, err = os.OpenFile(name, os.O_RDONLY|os.O_CREATE, 0o644)
		if errors.Is(err, syscall.EROFS) || errors.Is(err, fs.ErrPermission) {
			return io.NopCloser(nil), nil
		}
	}
	if err != nil {
		return nil, err
	}
	return lockFile(f, unix.F_RDLCK)
}

// lockToWrite takes a lock that excludes all others.
func lockToWrite(name string) (io.Closer, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, err
	}
	return lockFile(f, unix.F_WRLCK)
}

func lockFile(f *os.File, kind int16) (io.Closer, error) {
	whole := unix.Flock_t{Type: kind, Whence: io.SeekStart}
	if err := unix.FcntlFlock(f.Fd(), unix.F_OFD_SETLK, &whole); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return lockedFile{f}, nil
}

type lockedFile struct{ *os.File }

// Close unlocks first: a process that is being started may have the file open
// for a moment.
func (f lockedFile) Close() error {
	whole := unix.Flock_t{Type: unix.F_UNLCK, Whence: io.SeekStart}
	return errors.Join(unix.FcntlFlock(f.Fd(), unix.F_OFD_SETLK, &whole), f.File.Close())
}
