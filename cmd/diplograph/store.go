package main

import (
	"errors"
	"fmt"
	"strings"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"

	"github.com/spf13/cobra"
)

// storeFlag adds --db to a command.
func storeFlag(c *cobra.Command, url *string) {
	c.Flags().StringVar(url, "db", "./diplograph.db", `store: a folder, "memory:", or one of Cayley's: "leveldb:FOLDER", "bolt:FOLDER"`)
}

// withStore opens a store for as long as fn runs.
func withStore(url string, opts graph.Options, fn func(*graph.Store) error) error {
	store, err := graph.Open(url, opts)
	switch {
	case errors.Is(err, graph.ErrInUse):
		return fmt.Errorf("%w\nIf 'diplograph serve' has it open, stop it first, or ask it: 'diplograph query --server URL'", err)
	case errors.Is(err, graph.ErrNotFound):
		return fmt.Errorf("%w\n'diplograph load --db %s FILE' or 'diplograph serve --db %s' makes one", err, url, url)
	case err != nil:
		return err
	}
	return errors.Join(fn(store), store.Close())
}

// parseIRI takes an IRI as people write it: whole, in < >, or with one of the
// project's prefixes (res:city/khiva).
func parseIRI(s string) (rdf.Term, error) {
	if bare, ok := strings.CutPrefix(s, "<"); ok {
		s = strings.TrimSuffix(bare, ">")
	} else if iri, err := vocab.Expand(s); err == nil {
		s = iri
	}
	q := rdf.Quad{Subject: rdf.IRI(s), Predicate: rdf.IRI(s), Object: rdf.IRI(s)}
	if err := q.Validate(); err != nil {
		return rdf.Term{}, usage("expected an IRI such as https://example.org/x or res:city/khiva, found %q", s)
	}
	return rdf.IRI(s), nil
}
