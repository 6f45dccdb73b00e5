package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"text/tabwriter"

	"diplograph/graph"
	"diplograph/graph/explore"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"

	"github.com/spf13/cobra"
)

func newStats() *cobra.Command {
	var (
		db     string
		asJSON bool
	)
	c := &cobra.Command{
		Use:   "stats",
		Short: "Count what a store holds",
		Long: `Stats counts the quads of a store, its entities, events and articles, the quads
of each graph and the things of each class.`,
		Example: `  diplograph stats
  diplograph stats --db /var/lib/diplograph --json`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, args []string) error {
			return withStore(db, graph.Options{ReadOnly: true}, func(store *graph.Store) error {
				counts, err := countStore(c, store)
				if err != nil {
					return err
				}
				if asJSON {
					return writeJSON(c.OutOrStdout(), counts)
				}
				return counts.write(c.OutOrStdout())
			})
		},
	}
	storeFlag(c, &db)
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return c
}

// counts are what stats prints.
type counts struct {
	Quads    int64            `json:"quads"`
	Terms    int64            `json:"terms"`
	Entities int              `json:"entities"`
	Events   int              `json:"events"`
	Articles int              `json:"articles"`
	Graphs   map[string]int64 `json:"graphs"`  // quads, by IRI; "default" for the unnamed one
	Classes  map[string]int64 `json:"classes"` // things, by IRI
}

func countStore(c *cobra.Command, store *graph.Store) (*counts, error) {
	total, err := store.Stats(c.Context())
	if err != nil {
		return nil, err
	}
	out := &counts{Quads: total.Quads, Terms: total.Terms, Graphs: map[string]int64{}, Classes: map[string]int64{}}
	for _, g := range total.Graphs {
		out.Graphs[termName(g.Term, "default")] = g.Quads
	}
	err = store.View(c.Context(), func(s graph.Snapshot) error {
		summary, err := explore.Summarize(c.Context(), s, math.MaxInt)
		if err != nil {
			return err
		}
		out.Entities, out.Events, out.Articles = summary.Entities, summary.Events, summary.Articles
		type instance struct{ thing, class rdf.Term }
		seen := map[instance]bool{} // the same type may be stated in several graphs
		for q, err := range s.Match(c.Context(), graph.Pattern{Predicate: rdf.IRI(vocab.RDFType)}) {
			if err != nil {
				return err
			}
			if i := (instance{q.Subject, q.Object}); !seen[i] {
				seen[i] = true
				out.Classes[termName(q.Object, "")]++
			}
		}
		return nil
	})
	return out, err
}

func termName(t rdf.Term, none string) string {
	switch {
	case t.IsZero():
		return none
	case t.IsIRI():
		return t.Value
	}
	return t.String()
}

func (n *counts) write(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, row := range []struct {
		n    int64
		name string
	}{{n.Quads, "quads"}, {n.Terms, "terms"}, {int64(n.Entities), "entities"}, {int64(n.Events), "events"}, {int64(n.Articles), "articles"}} {
		fmt.Fprintf(w, "%s\t  %s\n", thousands(row.n), row.name)
	}
	for _, part := range []struct {
		title string
		tally map[string]int64
	}{{"Quads by graph", n.Graphs}, {"Things by class", n.Classes}} {
		fmt.Fprintf(w, "\n%s\n", part.title)
		for _, name := range byCount(part.tally) {
			fmt.Fprintf(w, "%s\t  %s\n", thousands(part.tally[name]), vocab.Compact(name))
		}
	}
	return w.Flush()
}

// byCount gives the names of a tally, the most frequent first.
func byCount(tally map[string]int64) []string {
	return slices.SortedFunc(maps.Keys(tally), func(a, b string) int {
		if tally[a] != tally[b] {
			return int(tally[b] - tally[a])
		}
		if a < b {
			return -1
		}
		return 1
	})
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
