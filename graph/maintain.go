package graph

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ErrNoMaintenance says that a backend keeps no files that could be checked,
// compacted or copied.
var ErrNoMaintenance = errors.New("the store's backend cannot do that")

// A maintainer is a backend whose files can be looked after.
type maintainer interface {
	check(ctx context.Context, report func(fault string)) error
	compact(ctx context.Context) error
	// checkpoint makes a copy in a folder that does not exist.
	checkpoint(dir string) error
}

// maintain calls fn with the store kept open.
func (s *Store) maintain(fn func(maintainer) error) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	m, ok := s.backend.(maintainer)
	if !ok {
		return ErrNoMaintenance
	}
	return fn(m)
}

// Check reads everything in the store and tells report of each fault: orders,
// changes not yet folded in, dictionary and counts that disagree. It gives
// ErrDamaged if there was any. Others may read and write meanwhile.
func (s *Store) Check(ctx context.Context, report func(fault string)) error {
	return s.maintain(func(m maintainer) error { return m.check(ctx, report) })
}

// Compact folds all changes in, forgets terms that no quad has any more and
// gives the space back. Others may read and write meanwhile.
func (s *Store) Compact(ctx context.Context) error {
	if s.readOnly {
		return ErrReadOnly
	}
	return s.maintain(func(m maintainer) error { return m.compact(ctx) })
}

// Backup makes a copy of the store as it is now in a folder that does not exist
// yet. The copy is a store. Others may read and write meanwhile.
func (s *Store) Backup(dir string) error {
	return s.maintain(func(m maintainer) error {
		if _, err := os.Lstat(dir); !errors.Is(err, os.ErrNotExist) {
			return errors.Join(err, fmt.Errorf("back up to %s: expected a folder that does not exist, found one", dir))
		}
		// The marker comes last: a copy without one is no store.
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		err := m.checkpoint(filepath.Join(dir, quadsName))
		if err == nil {
			err = writeMarker(dir)
		}
		if err == nil {
			err = syncFolder(filepath.Dir(filepath.Clean(dir)))
		}
		if err != nil {
			return errors.Join(fmt.Errorf("back up to %s: %w", dir, err), os.RemoveAll(dir))
		}
		return nil
	})
}
