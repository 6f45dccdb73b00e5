package explore

import (
	"context"

	"diplograph/graph/rdf"
)

// maxFound bounds what Find gives.
const maxFound = 1000

// Find gives the entities that Search would find, without describing them, the
// best first and a thousand at most. A text without a letter or digit finds
// none.
func (x *Index) Find(ctx context.Context, text string) ([]rdf.Term, error) {
	words := splitWords(text)
	if len(words) == 0 || len(text) > maxQuery {
		return nil, ctx.Err()
	}
	found := x.lookUp(text, words[:min(len(words), maxQueryWords)])
	terms := make([]rdf.Term, min(len(found), maxFound))
	for i := range terms {
		terms[i] = rdf.IRI(found[i].entity)
	}
	return terms, ctx.Err()
}
