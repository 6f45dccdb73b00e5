package main

import (
	"regexp"
	"strings"
	"testing"

	"diplograph/graph/sparql/syntax"

	"github.com/spf13/cobra"
)

// words are those of a shell's line: in quotes, or apart by spaces.
var words = regexp.MustCompile(`'[^']*'|[^\s']+`)

// TestExamples holds the examples of every command's help to what the commands
// take: names, flags, numbers of arguments, and SPARQL that can be parsed.
func TestExamples(t *testing.T) {
	var visit func(c *cobra.Command)
	visit = func(c *cobra.Command) {
		for line := range strings.Lines(c.Example) {
			for part := range strings.SplitSeq(line, " | ") { // of a pipe
				if args := words.FindAllString(part, -1); len(args) > 0 && args[0] == "diplograph" {
					if err := takes(args[1:]); err != nil {
						t.Errorf("%s --help: %s: %v", c.CommandPath(), strings.TrimSpace(line), err)
					}
				}
			}
		}
		for _, below := range c.Commands() {
			visit(below)
		}
	}
	visit(newRoot())
}

// takes says why a command would not start with arguments.
func takes(args []string) error {
	for i, arg := range args {
		args[i] = strings.Trim(arg, "'")
		if arg == ">" {
			args = args[:i]
			break
		}
	}
	c, rest, err := newRoot().Find(args)
	if err != nil {
		return err
	}
	if err := c.ParseFlags(rest); err != nil {
		return err
	}
	rest = c.Flags().Args()
	if err := c.ValidateArgs(rest); err != nil {
		return err
	}
	if lang := c.Flags().Lookup("lang"); c.Name() == "query" && lang != nil && lang.Value.String() == "sparql" && len(rest) > 0 {
		_, err = syntax.ParseQuery(rest[0], syntax.Options{Prefixes: projectPrefixes()})
	}
	return err
}
