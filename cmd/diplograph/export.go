package main

import (
	"bufio"
	"context"
	"io"
	"slices"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
	"diplograph/loader"

	"github.com/spf13/cobra"
)

func newExport() *cobra.Command {
	var (
		db, formatName, graphName string
		sorted                    bool
	)
	c := &cobra.Command{
		Use:   "export",
		Short: "Write the statements of a store as an RDF document",
		Long: `Export writes the statements of a store, or of one of its graphs, to standard
output. Formats that cannot name graphs (N-Triples, Turtle, RDF/XML) need --graph.
With --sorted two exports can be compared line by line; all statements are held
in memory then.`,
		Example: `  diplograph export --sorted > all.nq
  diplograph export --format turtle --graph res:graph/gazetteer
  diplograph export --graph default --format trig`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, args []string) error {
			format, err := loader.ParseFormat(formatName)
			if err != nil {
				return usageError{err}
			}
			var pattern graph.Pattern
			switch {
			case graphName == "default":
				pattern.Graph = graph.DefaultGraph
			case graphName != "":
				if pattern.Graph, err = parseIRI(graphName); err != nil {
					return err
				}
			case !format.HasGraphs():
				return usage("%s cannot name graphs: add --graph IRI, or use --format trig or nquads", format)
			}
			return withStore(db, graph.Options{ReadOnly: true}, func(store *graph.Store) error {
				return store.View(c.Context(), func(s graph.Snapshot) error {
					return export(c.Context(), c.OutOrStdout(), s, pattern, format, sorted)
				})
			})
		},
	}
	storeFlag(c, &db)
	c.Flags().StringVar(&formatName, "format", "nquads", "format: nquads, ntriples, trig, turtle, rdfxml or jsonld")
	c.Flags().StringVar(&graphName, "graph", "", `IRI of the only graph to write, or "default" for the unnamed one`)
	c.Flags().BoolVar(&sorted, "sorted", false, "order by graph, subject, predicate and object")
	return c
}

// export writes what a pattern matches as a document.
func export(ctx context.Context, out io.Writer, s graph.Snapshot, p graph.Pattern, f rdf.Format, sorted bool) error {
	buffer := bufio.NewWriterSize(out, 1<<16)
	w, err := newWriter(buffer, f)
	if err != nil {
		return err
	}
	var all []rdf.Quad
	for q, err := range s.Match(ctx, p) {
		if err != nil {
			return err
		}
		if !f.HasGraphs() {
			q.Graph = rdf.Term{}
		}
		if sorted {
			all = append(all, q)
			continue
		}
		if err := w.Write(q); err != nil {
			return err
		}
	}
	slices.SortFunc(all, rdf.Quad.Compare)
	for _, q := range all {
		if err := w.Write(q); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return buffer.Flush()
}

// newWriter writes RDF with the project's prefixes.
func newWriter(w io.Writer, f rdf.Format) (rdf.Writer, error) {
	return rdf.NewWriter(w, f, rdf.WriterOptions{Prefixes: projectPrefixes()})
}

func projectPrefixes() (all []rdf.Prefix) {
	for _, p := range vocab.Prefixes {
		all = append(all, rdf.Prefix(p))
	}
	return all
}
