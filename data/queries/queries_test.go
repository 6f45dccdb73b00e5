package queries_test

import (
	"strings"
	"testing"

	"diplograph/data/queries"
	"diplograph/graph/sparql/syntax"
)

// TestFiles looks whether each query is one, and says what it is for.
func TestFiles(t *testing.T) {
	short, analytic := 0, 0
	for _, q := range append(queries.Questions(), queries.Bench()...) {
		if q.Title == "" || q.Explanation == "" || strings.HasSuffix(q.Title, ".") || !strings.HasSuffix(q.Explanation, ".") {
			t.Errorf("%s: title %q, explanation %q, want a title and a sentence", q.Name, q.Title, q.Explanation)
		}
		if _, err := syntax.ParseQuery(q.Text, syntax.Options{}); err != nil {
			t.Errorf("%s: %v", q.Name, err)
		}
		if strings.HasPrefix(q.Name, "short-") {
			short++
		}
		if strings.HasPrefix(q.Name, "analytic-") {
			analytic++
		}
	}
	if n := len(queries.Questions()); n != 13 || short != 12 || analytic != 18 {
		t.Errorf("%d questions, %d short and %d analytic queries, want 13 (of which one has two parts), 12 and 18", n, short, analytic)
	}
}
