package graph

import (
	"errors"

	"diplograph/graph/index"
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
)

// Errors in what a caller passes.
var (
	// ErrInvalidQuad says that a quad of Changes is not an RDF statement: a
	// literal as subject, an IRI that is not one, text that is not UTF-8. The
	// error that wraps it says which quad and why.
	ErrInvalidQuad = errors.New("not a statement")
	// ErrTooLarge says that a term is longer than MaxTerm.
	ErrTooLarge = errors.New("term is too large")
)
