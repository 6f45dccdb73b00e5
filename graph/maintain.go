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
		if err != nil {
			return errors.Join(fmt.Errorf("back up to %s: %w", dir, err), os.RemoveAll(dir))
		}
		return nil
	})
}

// Restore makes the store at dir what a backup holds, which it reads and checks
// first. The store at dir must not be open; with replace it may exist. What is
// wrong with the backup goes to report.
func Restore(ctx context.Context, backup, dir string, replace bool, report func(fault string)) error {
	if err := checkBackup(ctx, backup, report); err != nil {
		return fmt.Errorf("restore from %s: %w", backup, err)
	}
	old, err := aside(dir, replace)
	if err != nil {
		return fmt.Errorf("restore to %s: %w", dir, err)
	}
	fresh := dir + ".restoring"
	if err := errors.Join(os.RemoveAll(fresh), os.CopyFS(fresh, os.DirFS(backup))); err != nil {
		return errors.Join(fmt.Errorf("restore to %s: %w", dir, err), os.RemoveAll(fresh))
	}
	if old != "" {
		if err := os.Rename(dir, old); err != nil {
			return errors.Join(fmt.Errorf("restore to %s: %w", dir, err), os.RemoveAll(fresh))
		}
	}
	if err := os.Rename(fresh, dir); err != nil {
		return fmt.Errorf("restore to %s: %w; the store that was there is %s", dir, err, old)
	}
	if old != "" {
		return os.RemoveAll(old)
	}
	return nil
}

func checkBackup(ctx context.Context, backup string, report func(string)) error {
	s, err := Open(backup, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	return errors.Join(s.Check(ctx, report), s.Close())
}

// aside gives the name that the store at dir is to have while another takes its
// place, "" if there is none.
func aside(dir string, replace bool) (string, error) {
	_, err := os.Lstat(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return "", nil
	case err != nil:
		return "", err
	case !replace:
		return "", fmt.Errorf("expected no store there, found one")
	}
	// Whoever has it open would go on writing to what is thrown away.
	s, err := Open(dir, Options{})
	if errors.Is(err, ErrInUse) || errors.Is(err, ErrFormat) {
		return "", err
	}
	if err == nil {
		err = s.Close()
	}
	return dir + ".replaced", errors.Join(err, os.RemoveAll(dir+".replaced"))
}
