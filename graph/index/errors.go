package index

import "errors"

var (
	// ErrClosed says that a store, or a snapshot that has been let go, was used.
	ErrClosed = errors.New("store is closed")
	// ErrDamaged says that what is on disk is not what was written.
	ErrDamaged = errors.New("store is damaged")
	// ErrReadOnly says that a store opened for reading was asked to change.
	ErrReadOnly = errors.New("store is read-only")
	// ErrInUse says that another process has the store open.
	ErrInUse = errors.New("store is in use")
	// ErrFormat says that a folder holds no store, or one of another version.
	ErrFormat = errors.New("store format is not known")
	// ErrNotFound says that there is no store where one is needed.
	ErrNotFound = errors.New("no store here")
	// ErrInvalidScan says that a Scan contradicts itself.
	ErrInvalidScan = errors.New("invalid scan")
)
