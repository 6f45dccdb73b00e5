package loader_test

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"diplograph/graph"
	"diplograph/graph/cayleyquery"
)

// A fact is a row of a query's answer, or the rows that tell of one event joined:
// the values of each column, each once, sorted.
type fact map[string][]string

func (f fact) add(column, value string) {
	if i, found := slices.BinarySearch(f[column], value); !found {
		f[column] = slices.Insert(f[column], i, value)
	}
}

// runQuestion runs a query of testdata/questions and gives the rows of its answer.
// The answer is asked for as JSON-LD, which tells the language of a label: of
// labels those in the article's are kept.
func runQuestion(t *testing.T, store *graph.Store, file string) []fact {
	t.Helper()
	query, err := os.ReadFile(filepath.Join("testdata", "questions", file))
	if err != nil {
		t.Fatal(err)
	}
	engine := cayleyquery.New(cayleyquery.Options{Limit: 10_000, Timeout: 3 * time.Minute})
	answer, err := engine.Run(t.Context(), store, cayleyquery.Request{Language: "gizmo", Query: string(query), JSONLD: true})
	if err != nil {
		t.Fatal(err)
	}
	if answer.Truncated {
		t.Fatalf("%s: the answer was cut at %d rows", file, answer.Results)
	}
	var body struct{ Result []map[string]json.RawMessage }
	if err := json.Unmarshal(answer.Body, &body); err != nil {
		t.Fatal(err)
	}
	var rows []fact
	for _, r := range body.Result {
		row := fact{}
		for column, raw := range r {
			if v := readValue(t, raw); v != "" {
				row.add(column, v)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// readValue gives an IRI or a lexical form, and nothing for a label in a language
// that is not the article's.
func readValue(t *testing.T, raw json.RawMessage) string {
	t.Helper()
	var v struct {
		ID       string `json:"@id"`
		Value    string `json:"@value"`
		Language string `json:"@language"`
	}
	if raw[0] == '"' {
		if err := json.Unmarshal(raw, &v.Value); err != nil {
			t.Fatal(err)
		}
	} else if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	if v.Language != "" && v.Language != "kaa" {
		return ""
	}
	return cmp.Or(v.ID, v.Value)
}

// join makes one fact of the rows about the same event, and with the same value in
// the column by, if there is one. A row without an event is about what it ends at.
func join(rows []fact, by string) []fact {
	joined := map[string]fact{}
	for _, row := range rows {
		key := row.first(by) + " " + cmp.Or(row.first("event"), row.first("id"))
		if joined[key] == nil {
			joined[key] = fact{}
		}
		for column, values := range row {
			for _, v := range values {
				joined[key].add(column, v)
			}
		}
	}
	var facts []fact
	for _, f := range joined {
		facts = append(facts, f)
	}
	slices.SortFunc(facts, func(x, y fact) int {
		for _, column := range []string{by, "start", "end"} {
			if c := strings.Compare(x.first(column), y.first(column)); c != 0 {
				return c
			}
		}
		return cmp.Or(strings.Compare(x.show("kind"), y.show("kind")),
			strings.Compare(x.first("event"), y.first("event")), strings.Compare(x.first("id"), y.first("id")))
	})
	return facts
}

func (f fact) first(column string) string {
	if len(f[column]) == 0 {
		return ""
	}
	return f[column][0]
}

// line puts pieces together, but those that show an empty column.
func (f fact) line(pieces []string) string {
	var b strings.Builder
	for _, piece := range pieces {
		whole := true
		shown := os.Expand(piece, func(column string) string {
			s := f.show(column)
			whole = whole && s != ""
			return s
		})
		if whole {
			b.WriteString(shown)
		}
	}
	return b.String()
}

// show gives a column's values by their short names. Of the types of a thing it
// gives the most specific of the project's own, which comes first by name.
func (f fact) show(column string) string {
	switch column {
	case "planned":
		if strings.HasSuffix(f.first("status"), "#Planned") {
			return "planned"
		}
		return ""
	case "kind", "visitKind", "document":
		return specific(f[column])
	}
	var names []string
	for _, v := range f[column] {
		names = append(names, short(v))
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

func specific(types []string) string {
	for _, c := range types {
		name, ours := strings.CutPrefix(c, "https://w3id.org/diplograph/ns#")
		if !ours {
			name, ours = strings.CutPrefix(c, "dg:")
		}
		if ours && name != "Document" {
			return name
		}
	}
	return ""
}

// short is the last part of an IRI; what is no IRI stays.
func short(v string) string {
	if !strings.HasPrefix(v, "http") {
		return v
	}
	return v[strings.LastIndexAny(v, "/#")+1:]
}
