package main

import (
	"context"
	"errors"
	"io"
	"os"

	"diplograph/graph/bench/generate"

	"github.com/spf13/cobra"
)

func newBench() *cobra.Command {
	c := &cobra.Command{
		Use:   "bench",
		Short: "Make graphs to measure with, and measure",
		Long: `Bench makes a graph of any size in the project's vocabulary and measures how
fast a store takes it in and answers queries on it, beside other stores.`,
		Example: `  diplograph bench generate --quads 1000000 > graph.nq
  diplograph bench query --quads 1000000`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newBenchGenerate(), newBenchQuery())
	return c
}

func newBenchGenerate() *cobra.Command {
	var (
		opts generate.Options
		file string
	)
	c := &cobra.Command{
		Use:   "generate",
		Short: "Write a generated graph as N-Quads",
		Long: `Generate writes a graph of visits, meetings, signings and so on, of people and
places with invented names: exactly as many quads as asked for, the same bytes for
the same seed, from a few frequent names to many rare ones as in the press.`,
		Example: `  diplograph bench generate --quads 1000000 --output graph.nq
  diplograph bench generate --quads 10000000 --seed 7 | zstd > graph.nq.zst`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if opts.Quads < 0 || opts.Quads > generate.MaxQuads {
				return usage("--quads: expected a number from 0 to %s, found %d", thousands(generate.MaxQuads), opts.Quads)
			}
			if file == "" {
				return generate.Write(c.Context(), c.OutOrStdout(), opts)
			}
			return writeFile(c.Context(), file, func(ctx context.Context, w io.Writer) error { return generate.Write(ctx, w, opts) })
		},
	}
	generatorFlags(c, &opts)
	c.Flags().StringVar(&file, "output", "", "file to write to in place of standard output")
	return c
}

func generatorFlags(c *cobra.Command, opts *generate.Options) {
	c.Flags().Int64Var(&opts.Quads, "quads", 1_000_000, "how many quads")
	c.Flags().Uint64Var(&opts.Seed, "seed", 1, "another seed, another graph")
}

// writeFile writes a file anew. Where that fails the file is gone.
func writeFile(ctx context.Context, name string, write func(context.Context, io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	err = errors.Join(write(ctx, f), f.Close())
	if err != nil {
		_ = os.Remove(name)
	}
	return err
}
