package main

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Example: "  diplograph version",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, args []string) error {
			c.Printf("diplograph %s %s %s/%s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return nil
		},
	}
}

// version is the module's version and the revision that it was built from, as
// far as the Go tool has noted them.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	out := info.Main.Version
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && out == "(devel)":
			out += " " + s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			out += " (modified)"
		}
	}
	return out
}
