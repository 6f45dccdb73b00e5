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

// one asks for exactly one argument.
func one(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usage("expected one %s, found %d", what, len(args))
		}
		return nil
	}
}
