package sparql_test

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"testing"
	"time"

	"diplograph/graph/index/memindex"
	"diplograph/graph/rdf"
	"diplograph/graph/rdf/w3ctest"
	"diplograph/graph/sparql"
	"diplograph/graph/sparql/syntax"
)

// anyAnswer finds what lets a query have several right answers: which rows a LIMIT
// keeps, which of equal values is the least, how a sum of doubles is rounded.
var anyAnswer = regexp.MustCompile(`(?i)limit|offset|sample|group_concat|rand|uuid|bnode|now|service|min|max|sum|avg`)

// FuzzEvaluate runs any text that is a query on a few triples: nothing panics,
// and answers are the same with every optimisation off and on. Its seeds are the
// queries of the W3C's suites.
func FuzzEvaluate(f *testing.F) {
	f.Add("SELECT * { ?a :knows+ ?b OPTIONAL { ?b :age ?n FILTER (?n > 1) } }")
	suites, _ := w3ctest.Find(f)
	for _, iri := range suites.Glob("sparql/*/*/*.rq") {
		if text, err := suites.Text(iri); err == nil {
			f.Add(text)
		}
	}
	snap := memindex.New(trig(f, people))
	f.Fuzz(func(t *testing.T, text string) {
		q, err := syntax.ParseQuery(prefixes+text, syntax.Options{})
		if err != nil {
			return
		}
		answer := func(plain bool) ([]string, error) {
			ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
			defer cancel()
			p, err := sparql.Prepare(ctx, snap, q, sparql.Options{Plain: plain, Memory: 16 << 20})
			if err != nil {
				return nil, err
			}
			var lines []string
			switch q.Form {
			case syntax.Select:
				rows := p.Select(ctx)
				defer rows.Close()
				for rows.Next(ctx) {
					lines = append(lines, rowText(rows.Vars(), rows.Row()))
				}
				err = rows.Err()
			case syntax.Ask:
				yes := false
				if yes, err = p.Ask(ctx); yes {
					lines = []string{"yes"}
				}
			default:
				err = p.Graph(ctx, func([]rdf.Triple) error { return nil })
			}
			slices.Sort(lines)
			return lines, err
		}
		quick, errQuick := answer(false)
		plain, errPlain := answer(true)
		for _, err := range []error{errQuick, errPlain} {
			if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, sparql.ErrMemory) {
				return
			}
		}
		if anyAnswer.MatchString(text) {
			return
		}
		if (errQuick == nil) != (errPlain == nil) || errQuick == nil && !slices.Equal(quick, plain) {
			t.Errorf("%s\noptimised %q, %v\nplain     %q, %v", text, quick, errQuick, plain, errPlain)
		}
	})
}
