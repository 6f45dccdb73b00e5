package main

import (
	"fmt"
	"log/slog"
	"net"
	"time"

	"diplograph/graph"
	"diplograph/loader"
	"diplograph/server"

	"github.com/spf13/cobra"
)

func newServe() *cobra.Command {
	var (
		db, addr     string
		readOnly     bool
		defaultGraph string
		memory       int64 // of a query, in MB
		allMemory    int64 // of all queries, in MB
		opts         server.Options
	)
	c := &cobra.Command{
		Use:   "serve",
		Short: "Serve a store over HTTP",
		Long: `Serve answers over HTTP what a store knows. A store that is empty is first
filled with the data that ships: the vocabulary, the gazetteer, and the graphs of
articles that were read for the project.

It ends on Ctrl-C or SIGTERM, after the requests at work are answered.`,
		Example: `  diplograph serve
  diplograph serve --db /var/lib/diplograph --addr :8080 --read-only
  diplograph serve --db memory: --timeout 5s
  diplograph serve --remote-host query.wikidata.org --default-graph empty`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if opts.Timeout <= 0 {
				return usage("--timeout: expected a time above 0 such as 30s, found %v", opts.Timeout)
			}
			if db == "memory:" && readOnly {
				return usage("a store in memory begins empty: --read-only would leave it so")
			}
			if defaultGraph != "union" && defaultGraph != "empty" {
				return usage("--default-graph: expected union or empty, found %q", defaultGraph)
			}
			if memory <= 0 {
				return usage("--query-memory: expected megabytes above 0, found %d", memory)
			}
			if allMemory != 0 && allMemory < memory {
				return usage("--all-query-memory: expected at least the %d megabytes of one query, found %d", memory, allMemory)
			}
			opts.EmptyDefaultGraph = defaultGraph == "empty"
			opts.MaxMemory, opts.AllMemory = memory<<20, allMemory<<20
			listener, err := net.Listen("tcp", addr)
			if err != nil {
				return err
			}
			defer listener.Close()
			return withStore(db, graph.Options{ReadOnly: readOnly}, func(store *graph.Store) error {
				return serve(c, store, listener, opts)
			})
		},
	}
	storeFlag(c, &db)
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:64210", "address to listen at; port 0 takes a free one")
	c.Flags().BoolVar(&readOnly, "read-only", false, "refuse changes, share the store with other readers")
	c.Flags().DurationVar(&opts.Timeout, "timeout", 30*time.Second, "longest time for a query")
	c.Flags().StringSliceVar(&opts.Origins, "origin", nil, "web origin whose pages may use this server, such as https://example.org")
	c.Flags().StringVar(&defaultGraph, "default-graph", "union", "what SPARQL sees without GRAPH: the union of all graphs, or empty for the unnamed graph alone")
	c.Flags().StringSliceVar(&opts.RemoteHosts, "remote-host", nil, "host that SERVICE and LOAD may ask, such as example.org, example.org:8080, *.example.org; one inside the network only by its address")
	c.Flags().Int64Var(&memory, "query-memory", 1024, "most memory of a SPARQL query, in MB")
	c.Flags().Int64Var(&allMemory, "all-query-memory", 0, "most memory of all SPARQL queries together, in MB; 0 means 4 times that of one")
	c.Flags().StringVar(&opts.Backups, "backups", "", "folder in which POST /v1/backups makes copies of the store")
	return c
}

func serve(c *cobra.Command, store *graph.Store, listener net.Listener, opts server.Options) error {
	ctx := c.Context()
	if !store.ReadOnly() {
		if err := seed(c, store); err != nil {
			return err
		}
	}
	opts.Log = slog.New(slog.NewTextHandler(c.ErrOrStderr(), nil))
	opts.Version = version()
	opts.Extractor = articleReader{}
	s, err := server.New(ctx, store, opts)
	if err != nil {
		return err
	}
	greet(c, store, listener.Addr())
	return s.Serve(ctx, listener)
}

// seed fills an empty store.
func seed(c *cobra.Command, store *graph.Store) error {
	report, err := loader.Seed(c.Context(), store)
	if err != nil {
		return fmt.Errorf("filling the empty store: %w", err)
	}
	if report.Added > 0 {
		c.PrintErrf("The store was empty: %s quads of the data that ships added.\n", thousands(int64(report.Added)))
	}
	return nil
}

// greet says where the server is and what to try.
func greet(c *cobra.Command, store *graph.Store, addr net.Addr) {
	host, port, _ := net.SplitHostPort(addr.String())
	if ip := net.ParseIP(host); ip.IsUnspecified() {
		host = "localhost"
	}
	if ip := net.ParseIP(host); (ip == nil || !ip.IsLoopback()) && !store.ReadOnly() {
		c.PrintErrln("Whoever reaches this address can change the store; --read-only refuses changes.")
	}
	url := "http://" + net.JoinHostPort(host, port)
	c.Printf(`Diplograph serves %[1]s
Try:
  curl '%[1]s/v1/entities?q=Tokayev'
  curl '%[1]s/v1/neighborhood?iri=res:person/kassym-jomart-tokayev&limit=20'
  curl '%[1]s/v1/timeline?entity=res:country/uzbekistan&from=2024&to=2025'
`, url)
}
