package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"diplograph/graph"
	"diplograph/graph/cayleyquery"

	"github.com/spf13/cobra"
)

// A querier is what query was asked to do.
type querier struct {
	db, server           string
	lang, format, script string // script: the file to read the query from
	example              string // the query that ships to ask
	explain              bool
	timeout              time.Duration
}

func newQuery() *cobra.Command {
	var (
		q    querier
		list bool
	)
	c := &cobra.Command{
		Use:   "query QUERY | -f FILE | --example NAME | --list",
		Short: "Ask a store or a running server",
		Long: `Query asks a store, or a server that has it open, in SPARQL or in one of Cayley's
languages: gizmo (a path language in JavaScript), graphql, mql and linkedql.

In SPARQL the prefixes of the project (dg:, res:, schema:, sem:, rdfs: and so on)
need no declaration here, and ?x dg:search "Toqaev" finds by name in any script.
--list shows the queries that ship, --example asks one of them, --explain shows how
a query is answered: the plan, with the rows and the time of each operator.

In tables IRIs are written short (res:city/khiva), elsewhere whole. The answer of a
SPARQL query is written as it comes; in Cayley's languages one of more than 10,000
results (of a server: of more than it allows) is cut, and a line on stderr says so.`,
		Example: `  diplograph query 'SELECT ?city (COUNT(*) AS ?n) { ?event schema:location ?city } GROUP BY ?city ORDER BY DESC(?n)'
  diplograph query --example 01-visits --format csv
  diplograph query --explain -f slow.rq
  diplograph query --lang gizmo 'g.V(g.IRI("res:city/khiva")).in(g.IRI("schema:location")).all()'
  diplograph query --server http://127.0.0.1:64210 --format json -f visits.rq
  diplograph query --lang graphql '{ nodes(id: <https://w3id.org/diplograph/id/city/khiva>) { id } }'`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := q.check(); err != nil {
				return err
			}
			if q.server != "" && c.Flags().Changed("db") {
				return usage("--db and --server are two places to ask: expected one of them")
			}
			if list {
				return listExamples(c.OutOrStdout())
			}
			text, err := q.text(c.InOrStdin(), args)
			if err != nil {
				return err
			}
			if q.lang == "sparql" {
				return q.answerSPARQL(c.Context(), c.OutOrStdout(), text)
			}
			body, err := q.ask(c.Context(), text)
			if err != nil {
				return err
			}
			return q.print(c, body)
		},
	}
	storeFlag(c, &q.db)
	c.Flags().StringVar(&q.server, "server", "", "URL of a running server to ask in place of a store")
	c.Flags().StringVar(&q.lang, "lang", "sparql", "language: sparql, "+strings.Join(cayleyquery.Languages(), ", "))
	c.Flags().StringVar(&q.format, "format", "table", "format: table or json; of SPARQL also xml, csv, tsv, turtle, ntriples, nquads, trig, rdfxml, jsonld")
	c.Flags().StringVarP(&q.script, "file", "f", "", "file to read the query from, - for standard input")
	c.Flags().StringVar(&q.example, "example", "", "name of a query that ships, to ask it")
	c.Flags().BoolVar(&list, "list", false, "list the queries that ship")
	c.Flags().BoolVar(&q.explain, "explain", false, "run the query and show its plan in place of its answer (SPARQL)")
	c.Flags().DurationVar(&q.timeout, "timeout", 30*time.Second, "longest time for the query")
	return c
}

func (q *querier) check() error {
	languages := cayleyquery.Languages()
	switch {
	case q.lang != "sparql" && !slices.Contains(languages, q.lang):
		return usage("--lang: expected sparql, %s, found %q", strings.Join(languages, ", "), q.lang)
	case q.lang != "sparql" && q.format != "table" && q.format != "json":
		return usage("--format: expected table or json, found %q", q.format)
	case q.explain && q.lang != "sparql":
		return usage("--explain is for SPARQL, found --lang %s", q.lang)
	case q.example != "" && q.lang != "sparql":
		return usage("--example is for SPARQL, found --lang %s", q.lang)
	case q.timeout <= 0:
		return usage("--timeout: expected a time above 0 such as 30s, found %v", q.timeout)
	}
	return nil
}

// text is the query, given as an argument, in a file, or by the name of one that
// ships.
func (q *querier) text(stdin io.Reader, args []string) (string, error) {
	switch {
	case len(args) == 1 && q.script == "" && q.example == "":
		return args[0], nil
	case len(args) == 0 && q.script == "" && q.example != "":
		return exampleText(q.example)
	case len(args) == 1 || q.script == "" || q.example != "":
		return "", usage("expected a query, or a file with one (-f FILE), or the name of one that ships (--example NAME; --list shows them)")
	}
	in := stdin
	if q.script != "-" {
		f, err := os.Open(q.script)
		if err != nil {
			return "", err
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, cayleyquery.MaxQuery+1))
	if err == nil && len(text) > cayleyquery.MaxQuery {
		err = fmt.Errorf("%s: expected a query of at most %d bytes, found more", q.script, cayleyquery.MaxQuery)
	}
	return string(text), err
}

// ask gives the answer in the shape of Cayley's HTTP API.
func (q *querier) ask(ctx context.Context, text string) (body []byte, err error) {
	if q.server != "" {
		return q.askServer(ctx, text)
	}
	engine := cayleyquery.New(cayleyquery.Options{Limit: maxResults, Timeout: q.timeout})
	err = withStore(q.db, graph.Options{ReadOnly: true}, func(store *graph.Store) error {
		answer, err := engine.Run(ctx, store, cayleyquery.Request{Language: q.lang, Query: text})
		if err == nil {
			body = answer.Body
		}
		return err
	})
	return body, err
}

// Bounds of an answer: results of a store, bytes of a server.
const (
	maxResults = 10_000
	maxAnswer  = 256 << 20
)

func (q *querier) askServer(ctx context.Context, text string) ([]byte, error) {
	target := strings.TrimSuffix(q.server, "/") + "/api/v2/query?" + url.Values{"lang": {q.lang}}.Encode()
	ctx, cancel := context.WithTimeout(ctx, q.timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, target, strings.NewReader(text))
	if err != nil {
		return nil, usageError{err}
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return nil, fmt.Errorf("reading the answer of %s: %w", q.server, err)
	}
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", res.Status, complaint(body))
	}
	return body, nil
}

// complaint is what a server's error document says, or all of it if it is none.
func complaint(body []byte) string {
	var problem struct{ Detail, Error string }
	if json.Unmarshal(body, &problem) == nil && (problem.Detail != "" || problem.Error != "") {
		return strings.TrimSpace(cmp.Or(problem.Detail, problem.Error))
	}
	return strings.TrimSpace(string(body[:min(len(body), 500)]))
}

func (q *querier) print(c *cobra.Command, body []byte) error {
	var answer struct{ Truncated bool }
	if err := json.Unmarshal(body, &answer); err != nil {
		return fmt.Errorf("expected an answer in JSON: %w", err)
	}
	if answer.Truncated {
		c.PrintErrln("The answer is cut: there is more than these results.")
	}
	if q.format == "json" {
		_, err := c.OutOrStdout().Write(body)
		return err
	}
	rows, err := resultRows(body)
	if err != nil {
		return err
	}
	return writeRows(c.OutOrStdout(), rows)
}
