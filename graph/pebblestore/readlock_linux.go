package pebblestore

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// lockToRead takes a lock that readers share and a writer's lock excludes. It
// belongs to the open file, not to the process, so that two DBs of one process
// let go of it one by one. In a folder that nobody can write and that has no
// lock there is nothing to exclude.
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
	whole := unix.Flock_t{Type: unix.F_RDLCK, Whence: io.SeekStart}
	if err := unix.FcntlFlock(f.Fd(), unix.F_OFD_SETLK, &whole); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
