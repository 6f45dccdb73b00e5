package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"diplograph/graph"
	"diplograph/loader"
	"diplograph/loader/table"

	"github.com/spf13/cobra"
)

func newLoad() *cobra.Command {
	var (
		db, format, graphName, mapping string
		opts                           loader.Options
		memory                         int64
		goOn                           bool
	)
	c := &cobra.Command{
		Use:   "load FILE|FOLDER|- ...",
		Short: "Load RDF documents and tables into a store",
		Long: `Load reads RDF documents (N-Triples, N-Quads, Turtle, TriG, RDF/XML, JSON-LD),
plain, gzip or zstd, and stores their statements: all of them, or none if
anything is wrong. Statements that are there already are counted. Blank nodes of
one document never meet those of another.

The format is that of --format, else of the file's extension, else it is told by
the content. A folder stands for all RDF files in it, - for standard input.

With --mapping the documents are tables (CSV, TSV), and the mapping says what
their columns mean: metadata of CSV on the Web, as in data/tables/visits.json. A
folder stands for all tables in it then.

A load may be of any size: what does not fit in --memory is sorted on disk, beside
the store, and taken in when it is whole.`,
		Example: `  diplograph load visits.nq.gz ministries.ttl
  curl -s https://example.org/visits | diplograph load --format turtle -
  diplograph load --graph https://example.org/my-graph --continue folder/
  diplograph load --mapping data/tables/visits.json data/tables/visits.csv
  diplograph load --dry-run visits.nq`,
		Args: some("FILE, FOLDER or - (standard input)"),
		RunE: func(c *cobra.Command, args []string) (err error) {
			sources, err := loader.Sources(args, &interruptible{ctx: c.Context(), from: c.InOrStdin()}, mapping != "")
			if err != nil {
				return err
			}
			if format != "" {
				if err := setFormat(sources, format); err != nil {
					return err
				}
			}
			switch {
			case graphName == "default":
				opts.Graph = graph.DefaultGraph
			case graphName != "":
				if opts.Graph, err = parseIRI(graphName); err != nil {
					return err
				}
			}
			if opts.Base != "" {
				base, err := parseIRI(opts.Base)
				if err != nil {
					return err
				}
				opts.Base = base.Value
			}
			if mapping != "" {
				if format != "" {
					return usage("--format and --mapping exclude each other: a mapping is for tables, which are CSV")
				}
				if opts.Mapping, err = readMapping(mapping, opts.Base); err != nil {
					return err
				}
			}
			if memory < 16 {
				return usage("expected --memory of 16 megabytes or more, found %d", memory)
			}
			opts.Memory = memory << 20
			if goOn {
				opts.Bad = func(e *loader.Error) { fmt.Fprintln(c.ErrOrStderr(), e) }
			}
			if opts.DryRun {
				return load(c, nil, sources, opts)
			}
			return withStore(db, graph.Options{}, func(store *graph.Store) error {
				return load(c, store, sources, opts)
			})
		},
	}
	storeFlag(c, &db)
	c.Flags().Int64Var(&memory, "memory", graph.DefaultLoadMemory>>20, "megabytes that a large load may take")
	c.Flags().StringVar(&format, "format", "", "format of all documents: a name, media type or extension")
	c.Flags().StringVar(&graphName, "graph", "", `IRI of the graph to put every statement in, or "default" for the unnamed one`)
	c.Flags().StringVar(&opts.Base, "base", "", "IRI that relative IRIs are resolved against")
	c.Flags().StringVar(&mapping, "mapping", "", "file that says what the columns of the documents, which are tables, mean")
	c.Flags().BoolVar(&goOn, "continue", false, "report bad lines of N-Triples and N-Quads and bad rows of tables, and load the others")
	c.Flags().BoolVar(&opts.DryRun, "dry-run", false, "check the documents, store nothing")
	return c
}

func setFormat(sources []loader.Source, name string) error {
	f, err := loader.ParseFormat(name)
	if err != nil {
		return usageError{err}
	}
	for i := range sources {
		sources[i].Format = f
	}
	return nil
}

func readMapping(name, base string) (*table.Mapping, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	m, err := table.ReadMapping(f, base)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return m, nil
}

func load(c *cobra.Command, store *graph.Store, sources []loader.Source, opts loader.Options) error {
	opts.Progress = new(loader.Progress)
	stop := showProgress(c.ErrOrStderr(), opts.Progress, totalSize(sources))
	report, err := loader.Load(c.Context(), store, sources, opts)
	stop()
	if errors.Is(err, context.Canceled) {
		return errors.New("interrupted, nothing stored")
	}
	if err != nil {
		return err
	}
	c.Printf("%s\n", describeLoad(report, opts))
	return nil
}

// describeLoad says in one line what a load did.
func describeLoad(r loader.Report, opts loader.Options) string {
	bad := "bad line"
	if opts.Mapping != nil {
		bad = "bad row"
	}
	line := fmt.Sprintf("%s, %s, %s", plural(r.Documents, "document"), megabytes(r.Bytes), plural(r.Quads, "quad"))
	if opts.DryRun {
		line += " read, nothing stored"
	} else {
		line += fmt.Sprintf(": %s added, %s", thousands(int64(r.Added)), plural(r.Duplicates, "duplicate"))
	}
	if r.BadLines > 0 {
		line += fmt.Sprintf(", %s left out", plural(r.BadLines, bad))
	}
	return line + fmt.Sprintf(" (%.1f s, %s quads/s)", r.Took.Seconds(), thousands(perSecond(int64(r.Quads), r.Took)))
}
