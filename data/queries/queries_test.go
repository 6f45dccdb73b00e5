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
	names := map[string]bool{}
	for _, q := range queries.All() {
		if names[q.Name] {
			t.Errorf("two queries are named %s", q.Name)
		}
		names[q.Name] = true
		if isBench := strings.HasPrefix(q.Name, "short-") || strings.HasPrefix(q.Name, "analytic-"); isBench != (q.Graph == queries.Generated) || isBench == (q.Graph == queries.Shipped) {
			t.Errorf("%s is for the graph %q", q.Name, q.Graph)
		}
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
