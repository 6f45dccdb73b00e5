package syntax

import "diplograph/graph/rdf"

// Options bound and complete a text. The zero value is ready to use.
type Options struct {
	// Base is an absolute IRI against which relative ones are resolved until
	// the text declares another. Without either, relative IRIs are errors.
	Base string

	// Prefixes are declared before the text begins, which may declare them anew.
	// The specification has none.
	Prefixes []rdf.Prefix

	// MaxBytes is the longest text, 16 MiB by default.
	MaxBytes int
	// MaxDepth is how deep groups, parentheses, lists and arithmetic may nest,
	// 256 by default.
	MaxDepth int
	// MaxNodes is how many nodes a tree may have, 2 million by default.
	MaxNodes int
}

func (o Options) withDefaults() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = 16 << 20
	}
	if o.MaxDepth <= 0 {
		o.MaxDepth = 256
	}
	if o.MaxNodes <= 0 {
		o.MaxNodes = 2_000_000
	}
	return o
}
