package main

import (
	"fmt"

	"diplograph/graph"

	"github.com/spf13/cobra"
)

func newCheck() *cobra.Command {
	var db string
	c := &cobra.Command{
		Use:   "check",
		Short: "Read all of a store and report what does not agree",
		Long: `Check reads every order of the quads, the changes that are not folded in yet, the
dictionary and the counts of a store and holds them against each other. Faults go
to standard output, one a line; the exit code is 1 if there are any.`,
		Example: `  diplograph check
  diplograph check --db /var/lib/diplograph`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, args []string) error {
			return withStore(db, graph.Options{ReadOnly: true}, func(store *graph.Store) error {
				if err := store.Check(c.Context(), reportTo(c)); err != nil {
					return err
				}
				st, err := store.Stats(c.Context())
				if err != nil {
					return err
				}
				c.Printf("%s quads, %s terms: no faults\n", thousands(st.Quads), thousands(st.Terms))
				return nil
			})
		},
	}
	storeFlag(c, &db)
	return c
}

func reportTo(c *cobra.Command) func(string) {
	return func(fault string) { fmt.Fprintln(c.OutOrStdout(), fault) }
}

func newCompact() *cobra.Command {
	var db string
	c := &cobra.Command{
		Use:   "compact",
		Short: "Fold all changes of a store in and give its free space back",
		Long: `Compact folds all changes into the sorted blocks, forgets the terms that no
statement has any more and gives free space back. A store that is open does so by
itself when there is much to do; this command does it now and to the end, so it is
worth while after large removals.`,
		Example: `  diplograph compact --db /var/lib/diplograph`,
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, args []string) error {
			return withStore(db, graph.Options{}, func(store *graph.Store) error {
				return store.Compact(c.Context())
			})
		},
	}
	storeFlag(c, &db)
	return c
}

func newBackup() *cobra.Command {
	var db string
	c := &cobra.Command{
		Use:   "backup FOLDER",
		Short: "Copy a store as it is now to a new folder",
		Long: `Backup makes a consistent copy of a store in a folder that must not exist yet. The
copy is a store: 'diplograph stats --db FOLDER' opens it. On one file system it
shares files with the store, and takes no time.

A store that 'diplograph serve' has open is copied by the server: start it with
--backups FOLDER and ask it, 'curl -X POST http://127.0.0.1:64210/v1/backups'.`,
		Example: `  diplograph backup --db /var/lib/diplograph /backups/2026-11-22`,
		Args:    one("FOLDER"),
		RunE: func(c *cobra.Command, args []string) error {
			return withStore(db, graph.Options{}, func(store *graph.Store) error {
				return store.Backup(args[0])
			})
		},
	}
	storeFlag(c, &db)
	return c
}

func newRestore() *cobra.Command {
	var (
		db      string
		replace bool
	)
	c := &cobra.Command{
		Use:   "restore FOLDER",
		Short: "Make a store of a backup, after checking it",
		Long: `Restore reads all of a backup and checks it, as 'diplograph check' does, and only
then copies it to --db. A store that is there is kept until the copy is whole and on
disk, and is only replaced with --replace, also if it is damaged.

If the command is killed at the moment of replacing, the store that was there is in
the folder --db with '.replaced' after its name, and Diplograph makes no new one in
its place: rename that folder back, or restore again.`,
		Example: `  diplograph restore --db /var/lib/diplograph --replace /backups/2026-11-22`,
		Args:    one("FOLDER"),
		RunE: func(c *cobra.Command, args []string) error {
			return graph.Restore(c.Context(), args[0], db, replace, reportTo(c))
		},
	}
	storeFlag(c, &db)
	c.Flags().BoolVar(&replace, "replace", false, "replace the store that is there")
	return c
}
