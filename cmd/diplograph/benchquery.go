package main

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"time"

	"diplograph/data/queries"
	"diplograph/graph/bench"
	"diplograph/graph/bench/generate"

	"github.com/spf13/cobra"
)

func newBenchQuery() *cobra.Command {
	var (
		graph generate.Options
		opts  bench.Options
		dir   string
		peer  string
	)
	c := &cobra.Command{
		Use:   "query [NAME ...]",
		Short: "Time queries beside Oxigraph",
		Long: `Query puts a generated graph into a Diplograph and an Oxigraph store on disk,
runs the queries of data/queries/bench on both, one after the other, and prints
for each how long either took from the text to the last byte of the answer in TSV
(the median of some runs after one to warm up), the ratio, and whether the answers
are the same. A NAME takes the queries that begin with it.

Oxigraph runs through its Python package: python3 -m pip install pyoxigraph.`,
		Example: `  diplograph bench query --quads 10000000
  diplograph bench query --dir /var/tmp/bench --runs 9 short analytic-03`,
		RunE: func(c *cobra.Command, args []string) error {
			if graph.Quads < 1 || graph.Quads > generate.MaxQuads {
				return usage("--quads: expected a number from 1 to %s, found %d", thousands(generate.MaxQuads), graph.Quads)
			}
			if opts.Runs < 1 {
				return usage("--runs: expected 1 or more, found %d", opts.Runs)
			}
			if peer != "disk" && peer != "memory" {
				return usage("--peer: expected disk or memory, found %q", peer)
			}
			asked, err := pickQueries(args)
			if err != nil {
				return err
			}
			if dir != "" {
				return benchQuery(c, dir, peer, graph, opts, asked)
			}
			temporary, err := os.MkdirTemp("", "diplograph-bench-")
			if err != nil {
				return err
			}
			return errors.Join(benchQuery(c, temporary, peer, graph, opts, asked), os.RemoveAll(temporary))
		},
	}
	generatorFlags(c, &graph)
	c.Flags().IntVar(&opts.Runs, "runs", 5, "how often to time each query; once, if it takes long")
	c.Flags().DurationVar(&opts.Timeout, "timeout", 5*time.Minute, "how long a query may take")
	c.Flags().StringVar(&peer, "peer", "disk", "where Oxigraph keeps its store: disk (RocksDB), or memory, where it is faster")
	c.Flags().StringVar(&dir, "dir", "", "folder to keep the stores in for another time")
	return c
}

// pickQueries gives those whose names begin with one of the arguments, or all.
func pickQueries(names []string) ([]queries.Query, error) {
	all := queries.Bench()
	if len(names) == 0 {
		return all, nil
	}
	var picked []queries.Query
	for _, name := range names {
		before := len(picked)
		for _, q := range all {
			if strings.HasPrefix(q.Name, name) {
				picked = append(picked, q)
			}
		}
		if len(picked) == before {
			return nil, usage("expected the beginning of the name of a query in data/queries/bench, found %q", name)
		}
	}
	slices.SortFunc(picked, func(a, b queries.Query) int { return strings.Compare(a.Name, b.Name) })
	return slices.CompactFunc(picked, func(a, b queries.Query) bool { return a.Name == b.Name }), nil
}

func benchQuery(c *cobra.Command, dir, where string, graph generate.Options, opts bench.Options, asked []queries.Query) (err error) {
	ctx, out := c.Context(), c.OutOrStdout()
	said := func(what string) { c.PrintErrln(what) }
	peer, err := bench.Prepare(ctx, dir, "oxigraph-"+where, graph, openOxigraph(ctx, where == "memory"), said)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, peer.Close()) }()
	ours, err := bench.Prepare(ctx, dir, "diplograph", graph, openDiplograph, said)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ours.Close()) }()
	if err := bench.WriteHead(out, ours, peer); err != nil {
		return err
	}
	var all []bench.Result
	var failed error
	err = bench.Compare(ctx, ours, peer, asked, opts, func(r bench.Result) {
		all = append(all, r)
		failed = errors.Join(failed, bench.WriteResult(out, r))
	})
	if err = errors.Join(err, failed); err != nil {
		return err
	}
	return bench.WriteSummary(out, all)
}

func openOxigraph(ctx context.Context, memory bool) func(string) (bench.Loader, error) {
	return func(dir string) (bench.Loader, error) { return bench.OpenOxigraph(ctx, dir, memory) }
}

func openDiplograph(dir string) (bench.Loader, error) { return bench.OpenDiplograph(dir) }
