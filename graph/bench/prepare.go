package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"diplograph/graph/bench/generate"
)

// A Loader is an Engine that a graph can be put into.
type Loader interface {
	Engine
	Load(ctx context.Context, opts generate.Options) (time.Duration, error)
	// Lasts reports whether what is loaded is there the next time.
	Lasts() bool
}

// Prepare opens an engine on a generated graph, in a folder for that graph and
// engine inside dir: loaded there already by an earlier call, or loaded now, which
// said is told of.
func Prepare(ctx context.Context, dir, name string, opts generate.Options, open func(dir string) (Loader, error), said func(string)) (e Loader, err error) {
	dir = filepath.Join(dir, fmt.Sprintf("%s-%d-%d", name, opts.Quads, opts.Seed))
	complete := filepath.Join(dir, "complete")
	_, err = os.Stat(complete)
	ready := err == nil
	if !ready {
		if err := errors.Join(os.RemoveAll(dir), os.MkdirAll(dir, 0o755)); err != nil {
			return nil, err
		}
	}
	if e, err = open(filepath.Join(dir, "store")); err != nil || ready {
		return e, err
	}
	took, err := e.Load(ctx, opts)
	if err == nil && e.Lasts() {
		err = os.WriteFile(complete, nil, 0o644)
	}
	if err != nil {
		return nil, errors.Join(err, e.Close())
	}
	said(fmt.Sprintf("%s: %d quads loaded in %.1f s", e.Name(), opts.Quads, took.Seconds()))
	return e, nil
}
