package graph

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"

	"diplograph/graph/rdf"
)

var blankEncoding = base32.HexEncoding.WithPadding(base32.NoPadding)

// ScopeBlanks gives q with its blank nodes renamed, so that those of two scopes
// never meet: _:b0 of one document is not _:b0 of another. The same label in the
// same scope always gets the same name: b and 26 characters of a hash of both.
func ScopeBlanks(scope string, q rdf.Quad) rdf.Quad {
	scopeTerm(scope, &q.Subject)
	scopeTerm(scope, &q.Object)
	scopeTerm(scope, &q.Graph)
	return q
}

func scopeTerm(scope string, t *rdf.Term) {
	switch t.Kind {
	case rdf.KindBlank:
		sum := sha256.Sum256([]byte(scope + "\x00" + t.Value))
		t.Value = "b" + strings.ToLower(blankEncoding.EncodeToString(sum[:16]))
	case rdf.KindTriple:
		inner := *t.Triple
		scopeTerm(scope, &inner.Subject)
		scopeTerm(scope, &inner.Object)
		t.Triple = &inner
	}
}
