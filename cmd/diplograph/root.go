package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// Exit codes.
const (
	succeeded = 0
	failed    = 1
	misused   = 2
)

// A usageError is a command line that makes no sense, as opposed to a task that
// failed.
type usageError struct{ error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// run carries out a command line and gives the exit code. Results go to stdout,
// everything else to stderr.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	started := false
	root := newRoot()
	root.PersistentPreRun = func(*cobra.Command, []string) { started = true }
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	command, err := root.ExecuteContextC(ctx)
	if err == nil {
		return succeeded
	}
	fmt.Fprintf(stderr, "%s: %v\n", command.CommandPath(), err)
	if _, misuse := errors.AsType[usageError](err); misuse || !started {
		fmt.Fprintf(stderr, "Try '%s --help'.\n", command.CommandPath())
		return misused
	}
	return failed
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "diplograph",
		Short: "A graph of who visited, met, signed and attended what, where and when",
		Long: `Diplograph turns texts and data about diplomacy into a graph of who visited,
met, signed and attended what, where and when, with the passage that each
statement rests on, and serves that graph to people and programs.`,
		Example: `  diplograph serve
  diplograph extract --date 2025-11-14 --format table article.txt
  diplograph load visits.nq.gz
  diplograph query 'SELECT ?event { ?event schema:location res:city\/khiva }'`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.AddCommand(
		newServe(), newExtract(), newLoad(), newQuery(), newExport(), newStats(),
		newCheck(), newCompact(), newBackup(), newRestore(), newBench(), newVersion(),
	)
	return root
}
