package graph

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// A restore to db puts a copy of the backup beside it and changes the names when
// the copy is on disk:
//
//	db.restoring    the copy, from here
//	db              to here
//	db.replaced     what was db, from then on until it is removed
//
// Between the two changes of names there is no db. If a restore is killed there,
// Open refuses to make an empty store of that name, and the next Restore begins
// by giving the old one its name back.
const (
	restoringSuffix = ".restoring"
	replacedSuffix  = ".replaced"
)

// Restore makes the store at dir, the path of a folder, what a backup holds,
// which it reads and checks first. The store at dir must not be open; with
// replace it may exist, and be damaged. Until the copy of the backup is whole and
// on disk dir stays as it is. What is wrong with the backup goes to report.
func Restore(ctx context.Context, backup, dir string, replace bool, report func(fault string)) error {
	if !isFolder(dir) {
		return fmt.Errorf("restore to %q: %w: expected the path of a folder", dir, ErrURL)
	}
	path, err := realPath(dir)
	if err == nil {
		backup, err = realPath(backup)
	}
	if err != nil {
		return fmt.Errorf("restore to %s: %w", dir, err)
	}
	if backup == path+restoringSuffix || backup == path+replacedSuffix {
		return fmt.Errorf("restore from %s: that folder would be written over; give it another name, or that of the store", backup)
	}
	if err := checkBackup(ctx, backup, report); err != nil {
		return fmt.Errorf("restore from %s: %w", backup, err)
	}
	if err := restore(backup, path, replace); err != nil {
		return fmt.Errorf("restore to %s: %w", dir, err)
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

func restore(backup, dir string, replace bool) error {
	if err := putBack(dir); err != nil {
		return err
	}
	if _, err := replaceable(dir, replace); err != nil { // before all that copying
		return err
	}
	fresh := dir + restoringSuffix
	if err := copyStore(fresh, backup); err != nil {
		return errors.Join(err, os.RemoveAll(fresh))
	}
	there, err := replaceable(dir, replace)
	if err != nil {
		return errors.Join(err, os.RemoveAll(fresh))
	}
	parent := filepath.Dir(dir)
	if !there {
		return errors.Join(os.Rename(fresh, dir), syncFolder(parent))
	}
	old := dir + replacedSuffix
	if err := errors.Join(os.RemoveAll(old), syncFolder(parent)); err != nil {
		return errors.Join(err, os.RemoveAll(fresh))
	}
	if err := os.Rename(dir, old); err != nil {
		return errors.Join(err, os.RemoveAll(fresh))
	}
	if err := os.Rename(fresh, dir); err != nil {
		return errors.Join(err, putBack(dir), os.RemoveAll(fresh))
	}
	if err := syncFolder(parent); err != nil {
		return fmt.Errorf("%w; the store that was there is %s", err, old)
	}
	return os.RemoveAll(old)
}

// replaceable tells whether there is something at dir, and fails if that must
// stay. It may be damaged.
func replaceable(dir string, replace bool) (there bool, err error) {
	_, err = os.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case !replace:
		return true, errors.New("expected no store there, found one")
	}
	// Whoever has it open would go on writing to what is thrown away.
	b, err := openFolder(dir, Options{})
	switch {
	case errors.Is(err, ErrInUse), errors.Is(err, ErrFormat):
		return true, err
	case err == nil:
		_ = b.close() // it may be what is wrong with it
	}
	return true, nil
}

// putBack gives the store that a restore was about to replace its name back, if
// it has not got it and nothing has taken its place.
func putBack(dir string) error {
	err := checkReplaced(dir)
	if !errors.Is(err, ErrUnfinished) {
		return err
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) { // an empty folder
		return err
	}
	return errors.Join(os.Rename(dir+replacedSuffix, dir), syncFolder(filepath.Dir(dir)))
}

// checkReplaced gives ErrUnfinished if dir is absent or empty, and what was there
// before a restore is still beside it.
func checkReplaced(dir string) error {
	path, err := realPath(dir)
	if err != nil {
		return err
	}
	entries, err := os.ReadDir(path)
	if len(entries) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil // what it is, others find out
	}
	old := path + replacedSuffix
	if _, err := os.Lstat(old); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	return fmt.Errorf("%w: the store that was here is %s; rename it to %s, or restore again with leave to replace it", ErrUnfinished, old, path)
}

// realPath gives the path of a folder without links, as far as it exists: its
// last element is the name that the folder has.
func realPath(dir string) (string, error) {
	path, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real, nil
	}
	return path, nil
}

// copyStore copies a folder and waits until all of the copy is on disk. What was
// at fresh before goes.
func copyStore(fresh, backup string) error {
	if err := os.RemoveAll(fresh); err != nil {
		return err
	}
	if err := os.CopyFS(fresh, os.DirFS(backup)); err != nil {
		return err
	}
	err := filepath.WalkDir(fresh, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			return syncFolder(path)
		}
		return syncFile(path)
	})
	return errors.Join(err, syncFolder(filepath.Dir(fresh)))
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0) // some systems sync only for writers
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncFolder waits until the names in a folder are on disk, where systems can.
func syncFolder(dir string) error {
	f, err := vfs.Default.OpenDir(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
