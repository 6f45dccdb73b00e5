package graph

import (
	"errors"

	"diplograph/graph/cayleyadapter"
	"diplograph/graph/index"
	"diplograph/graph/pebblestore"
)

// Errors of opening a store.
var (
	// ErrInUse says that another process has the folder open for writing, or
	// that this one wants to write to what others read.
	ErrInUse = index.ErrInUse
	// ErrFormat says that a folder is no store, or one written by another
	// version of Diplograph or for another backend.
	ErrFormat = index.ErrFormat
	// ErrNotFound says that there is no store where one is needed: a store is
	// created by opening it for writing.
	ErrNotFound = index.ErrNotFound
	// ErrUnfinished says that there is no store because a Restore was cut short
	// while it put one in the place of another. The error that wraps it says where
	// the other is.
	ErrUnfinished = errors.New("a restore was cut short")
	// ErrURL says that a store URL is neither a folder nor "memory:".
	ErrURL = errors.New("store URL is not known")
)

// Errors of an open store.
var (
	// ErrReadOnly says that a store opened with Options.ReadOnly was asked to
	// change.
	ErrReadOnly = index.ErrReadOnly
	// ErrClosed says that a store, or a snapshot whose View has returned, was
	// used.
	ErrClosed = index.ErrClosed
	// ErrDamaged says that what is on disk is not what was written.
	ErrDamaged = index.ErrDamaged
	// ErrFailed says that a write failed, now or before: the store only reads
	// until it is opened again, with all that was acknowledged. A change that gave
	// it is then there as a whole or not at all.
	ErrFailed = pebblestore.ErrFailed
	// ErrPaused says that the store cannot write at present, as when the disk is
	// full. It tries again by itself; a change that gave it was not made.
	ErrPaused = pebblestore.ErrPaused
)

// Errors in what a caller passes.
var (
	// ErrInvalidQuad says that a quad of Changes is not an RDF statement: a
	// literal as subject, an IRI that is not one, text that is not UTF-8. The
	// error that wraps it says which quad and why.
	ErrInvalidQuad = errors.New("not a statement")
	// ErrTooLarge says that a term is longer than MaxTerm.
	ErrTooLarge = errors.New("term is too large")
	// ErrTooManyChanges says that a transaction changes more than it may keep in
	// memory, some 1 GB: about a million quads. Make several of it, or add with
	// Load.
	ErrTooManyChanges = pebblestore.ErrTooLarge
	// ErrAdapter says that something is too much for the memory of the adapter to
	// Cayley's own backends.
	ErrAdapter = cayleyadapter.ErrTooLarge
)
