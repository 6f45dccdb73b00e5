package main

import (
	"fmt"
	"io"

	"diplograph/data/queries"
)

// listExamples lists the queries that ship.
func listExamples(out io.Writer) error {
	for _, q := range queries.Questions() {
		if _, err := fmt.Fprintf(out, "%-22s %s\n%-22s   %s\n", q.Name, q.Title, "", q.Explanation); err != nil {
			return err
		}
	}
	return nil
}

// exampleText gives a query that ships.
func exampleText(name string) (string, error) {
	for _, q := range queries.Questions() {
		if q.Name == name {
			return q.Text, nil
		}
	}
	return "", usage("--example: no query %q ships; --list shows those that do", name)
}
