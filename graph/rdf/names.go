package rdf

import (
	"fmt"
	"strings"
)

// A shortener turns IRIs into prefixed names.
type shortener struct {
	prefixes []Prefix
	valid    func(local string) bool // what may follow the colon
}

// newShortener checks that the prefixes can be declared.
func newShortener(prefixes []Prefix, valid func(string) bool) (shortener, error) {
	seen := map[string]bool{}
	for _, p := range prefixes {
		if prefixLength([]byte(p.Name)) != len(p.Name) {
			return shortener{}, fmt.Errorf("rdf: %q cannot be a prefix", p.Name)
		}
		if seen[p.Name] {
			return shortener{}, fmt.Errorf("rdf: the prefix %q is given twice", p.Name)
		}
		seen[p.Name] = true
		if err := checkIRI(p.Namespace); err != nil {
			return shortener{}, fmt.Errorf("prefix %q: %w", p.Name, err)
		}
	}
	return shortener{prefixes, valid}, nil
}

// split finds the prefix with the longest namespace that leaves a valid local
// name.
func (s shortener) split(iri string) (prefix Prefix, local string, ok bool) {
	for _, p := range s.prefixes {
		if ok && len(p.Namespace) <= len(prefix.Namespace) {
			continue
		}
		if rest, has := strings.CutPrefix(iri, p.Namespace); has && s.valid(rest) {
			prefix, local, ok = p, rest, true
		}
	}
	return prefix, local, ok
}
