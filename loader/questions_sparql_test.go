package loader_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"diplograph/data/queries"
	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql"
	"diplograph/graph/sparql/syntax"
	"diplograph/loader"

	"github.com/google/go-cmp/cmp"
)

// TestQuestionsInSPARQL asks the questions of TestQuestions with the queries of
// data/queries: the answers are the same.
func TestQuestionsInSPARQL(t *testing.T) {
	store := openMemory(t)
	if _, err := loader.Seed(t.Context(), store); err != nil {
		t.Fatal(err)
	}
	for _, q := range questions {
		t.Run(q.name, func(t *testing.T) {
			var got []string
			for _, f := range join(runSPARQL(t, store, strings.TrimSuffix(q.file, ".js")), q.by) {
				got = append(got, f.line(q.line))
			}
			if diff := cmp.Diff(q.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
	t.Run("8 all that happened from 1 April to 31 October 2024", func(t *testing.T) {
		want := []string{
			"Consultations 2023..2025 astana, tashkent",
			"CulturalDays 2024..2024 almaty, astana",
			"Meeting 2024-04-05..2024-04-05 khiva",
			"StateVisit 2024-08-07..2024-08-09 kazakhstan",
			"Forum 2024-10-20..2024-10-21 samarkand",
		}
		var got []string
		for _, f := range join(runSPARQL(t, store, "08-happened-between"), "") {
			got = append(got, f.line([]string{`$kind $start..$end $place`}))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
	t.Run("12 the passage that each event and fact rests on", func(t *testing.T) {
		want, got := passageLines(runQuestion(t, store, "12-passages.js")), passageLines(runSPARQL(t, store, "12-passages"))
		if diff := cmp.Diff(want, got); diff != "" || len(got) == 0 {
			t.Errorf("(-Gizmo +SPARQL)\n%s", diff)
		}
	})
}

// runSPARQL runs a query of data/queries and gives the rows of its answer.
func runSPARQL(t *testing.T, store *graph.Store, name string) (facts []fact) {
	t.Helper()
	all := queries.Questions()
	i := slices.IndexFunc(all, func(q queries.Query) bool { return q.Name == name })
	if i < 0 {
		t.Fatalf("there is no query %s in data/queries", name)
	}
	q, err := syntax.ParseQuery(all[i].Text, syntax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = store.View(t.Context(), func(s graph.Snapshot) error {
		plan, err := sparql.Prepare(t.Context(), s.Index(), q, sparql.Options{})
		if err != nil {
			return err
		}
		rows := plan.Select(t.Context())
		defer rows.Close()
		for rows.Next(t.Context()) {
			facts = append(facts, factOf(rows.Vars(), rows.Row()))
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

// factOf is a row as Gizmo gives it: what is about no event has an id.
func factOf(vars []string, row []rdf.Term) fact {
	f := fact{}
	for i, v := range vars {
		if !row[i].IsZero() {
			f.add(v, row[i].Value)
		}
	}
	if f.first("event") == "" {
		for _, column := range []string{"body", "statement", "met"} {
			if v := f.first(column); v != "" {
				f.add("id", v)
			}
		}
	}
	return f
}

// passageLines are the passages that rows tell of, each once.
func passageLines(rows []fact) (lines []string) {
	for _, f := range rows {
		if f.first("passage") != "" {
			lines = append(lines, fmt.Sprintf("%s rests on %s of %s from %s to %s",
				f.first("event"), f.first("passage"), f.first("source"), f.first("from"), f.first("to")))
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}
