package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"diplograph/graph/caldate"
	"diplograph/loader/article"

	"github.com/spf13/cobra"
)

func newExtract() *cobra.Command {
	var (
		date, source, format string
		trace                bool
		opts                 article.Options
	)
	c := &cobra.Command{
		Use:   "extract FILE|- ...",
		Short: "Read articles into statements",
		Long: `Extract reads news texts (UTF-8, one article a file, - for standard input) and
writes what they say of events: who visited, met, signed and attended what, where
and when, each with the passage it rests on. Nothing is stored.

Formats: nquads and trig (a graph for each article), jsonl (an event a line, as
the server gives them), table (for people).

A text that cannot be read is reported and passed over; the exit code is 1 then.`,
		Example: `  diplograph extract --date 2025-11-14 --format table article.txt
  diplograph extract --format jsonl *.txt > events.jsonl
  diplograph extract --date 2025-11-14 article.txt | diplograph load --format nquads -`,
		Args: some("FILE or - (standard input)"),
		RunE: func(c *cobra.Command, args []string) (err error) {
			if date != "" {
				if opts.Date, err = caldate.Parse(date); err != nil || !opts.Date.IsDay() {
					return usage("--date: expected a day, YYYY-MM-DD, found %q", date)
				}
			}
			if source != "" {
				if len(args) > 1 {
					return usage("--source names one article, but there are %d files", len(args))
				}
				iri, err := parseIRI(source)
				if err != nil {
					return err
				}
				opts.Source = iri.Value
			}
			if trace {
				opts.Trace = article.WriteTrace(c.ErrOrStderr())
			}
			out, err := newArticleWriter(c.Context(), c.OutOrStdout(), format)
			if err != nil {
				return err
			}
			return extract(c, args, opts, out)
		},
	}
	c.Flags().StringVar(&opts.Language, "lang", "", "language of the texts, such as kaa (default: found out)")
	c.Flags().StringVar(&date, "date", "", "date of the texts, YYYY-MM-DD (default: found in the text)")
	c.Flags().StringVar(&source, "source", "", "IRI of the article (default: made of its title and date)")
	c.Flags().StringVar(&format, "format", "nquads", "format: nquads, trig, jsonl or table")
	c.Flags().BoolVar(&opts.Quote, "quote", false, "write the text of passages too; only where it may be republished")
	c.Flags().BoolVar(&trace, "trace", false, "show on stderr what each stage makes of each sentence")
	return c
}

func extract(c *cobra.Command, files []string, opts article.Options, out articleWriter) error {
	unread := 0
	for _, file := range files {
		doc, err := readArticle(c.Context(), file, c.InOrStdin(), opts)
		if c.Context().Err() != nil {
			return c.Context().Err()
		}
		if err != nil {
			unread++
			c.PrintErrf("%s: %v%s\n", file, err, remedy(err))
			continue
		}
		c.PrintErrf("%s: %s, %s\n", file, plural(len(doc.Events), "event"), describeDate(doc))
		if err := out.write(doc); err != nil {
			return err
		}
	}
	if err := out.close(); err != nil {
		return err
	}
	if unread > 0 {
		return fmt.Errorf("%s could not be read", plural(unread, "text"))
	}
	return nil
}

// remedy names the flag that mends what a text lacks.
func remedy(err error) string {
	switch {
	case errors.Is(err, article.ErrNoDate):
		return " (--date)"
	case errors.Is(err, article.ErrLanguage):
		return " (--lang)"
	}
	return ""
}

func readArticle(ctx context.Context, file string, stdin io.Reader, opts article.Options) (*article.Document, error) {
	in := stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, article.MaxBytes+1))
	if err != nil {
		return nil, err
	}
	return article.Extract(ctx, string(text), opts)
}

func describeDate(doc *article.Document) string {
	if doc.DateInferred {
		return fmt.Sprintf("dated %s by its text", doc.Date)
	}
	return fmt.Sprintf("dated %s", doc.Date)
}
