package pebblestore

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"diplograph/graph/index"

	"github.com/cockroachdb/pebble/v2"
)

var (
	// ErrTerm says that a quad has what is not an RDF term.
	ErrTerm = errors.New("not an RDF term")
	// ErrTooLarge says that a transaction has more than Options.TxBytes in it.
	ErrTooLarge = errors.New("transaction is too large")
	// ErrFailed says that an earlier write failed: the store only reads until it
	// is opened again. The error that was first is wrapped beside it.
	ErrFailed = errors.New("store stopped writing")
	// ErrPaused says that a write in the background failed, as it does when the
	// disk is full. It is tried again; until it succeeds the store only reads.
	ErrPaused = errors.New("store cannot write at present")
)

// storeError gives an error of Pebble's the name that package index has for it.
func storeError(err error) error {
	switch {
	case err == nil, errors.Is(err, index.ErrDamaged):
		return err
	case pebble.IsCorruptionError(err):
		return fmt.Errorf("%w: %w", index.ErrDamaged, err)
	case errors.Is(err, pebble.ErrReadOnly):
		return fmt.Errorf("%w: %w", index.ErrReadOnly, err)
	case errors.Is(err, pebble.ErrClosed):
		return fmt.Errorf("%w: %w", index.ErrClosed, err)
	}
	return err
}

// openError does the same for what opening a folder gives.
func openError(dir string, err error) error {
	switch {
	case errors.Is(err, pebble.ErrDBDoesNotExist):
		return fmt.Errorf("%w: %s", index.ErrNotFound, dir)
	case errors.Is(err, errLocked), errors.Is(err, syscall.EAGAIN), errors.Is(err, syscall.EACCES) && !errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: %s is open already: %w", index.ErrInUse, dir, err)
	}
	return storeError(err)
}

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{index.ErrDamaged}, args...)...)
}
