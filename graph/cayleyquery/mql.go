package cayleyquery

import (
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/mql"
)

func runMQL(j *job) error {
	if _, err := parseJSON(j.request.Query); err != nil {
		return err
	}
	// Cayley's limit counts paths and cuts the last result short, so MQL gets
	// none, and its results are counted here.
	it, err := mql.NewSession(j.guard).Execute(j.ctx, j.request.Query, query.Options{Collation: query.JSON})
	if err != nil {
		return asQueryError(err)
	}
	defer it.Close()
	return j.drain(it)
}
