package main

import (
	"fmt"
	"io"

	"diplograph/data/queries"
)

// listExamples lists the queries that ship, by the graph that they are for.
func listExamples(out io.Writer) error {
	for _, part := range []struct {
		heading string
		queries []queries.Query
	}{
		{"For the graph that ships (diplograph load data/graph):", queries.Questions()},
		{"\nFor a generated graph (diplograph bench generate):", queries.Bench()},
	} {
		if _, err := fmt.Fprintln(out, part.heading); err != nil {
			return err
		}
		for _, q := range part.queries {
			if _, err := fmt.Fprintf(out, "%-24s %s\n%-24s   %s\n", q.Name, q.Title, "", q.Explanation); err != nil {
				return err
			}
		}
	}
	return nil
}

// exampleText gives a query that ships.
func exampleText(name string) (string, error) {
	for _, q := range queries.All() {
		if q.Name == name {
			return q.Text, nil
		}
	}
	return "", usage("--example: no query %q ships; --list shows those that do", name)
}
