package main

import "github.com/spf13/cobra"

// some asks for one argument or more, and says in errors what they are.
func some(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usage("expected %s, found none", what)
		}
		return nil
	}
}
