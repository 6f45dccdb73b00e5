package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A folder that is a store holds a marker, which says so, and the folder of
// the embedded store (package pebblestore):
//
//	diplograph.db/
//	  diplograph.json    {"store":"diplograph","version":2,"backend":"pebblestore"}
//	  quads/
const (
	markerName    = "diplograph.json"
	quadsName     = "quads"
	formatVersion = 2
	backendName   = "pebblestore"
	unfinished    = ".tmp-" // begins the name of a marker that is being written
)

type marker struct {
	Store   string `json:"store"`
	Version int    `json:"version"`
	Backend string `json:"backend"`
}

var currentMarker = marker{Store: "diplograph", Version: formatVersion, Backend: backendName}

// readMarker checks that dir is a store of this format. The error wraps
// fs.ErrNotExist if there is no marker.
func readMarker(dir string) error {
	path := filepath.Join(dir, markerName)
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var m marker
	if err := json.Unmarshal(text, &m); err != nil || m.Store != currentMarker.Store {
		return fmt.Errorf("%w: %s does not say what store it is of", ErrFormat, path)
	}
	if m != currentMarker {
		return fmt.Errorf("%w: expected version %d with backend %q, found version %d with backend %q; open it with the Diplograph that wrote it",
			ErrFormat, currentMarker.Version, currentMarker.Backend, m.Version, m.Backend)
	}
	return nil
}

// createMarker makes dir a store if it is absent, or empty but for what is left
// where that was cut short.
func createMarker(dir string) error {
	if err := makeFolder(dir); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), unfinished) || !e.Type().IsRegular() {
			return fmt.Errorf("%w: expected a store or an empty folder, found a folder with other files in it, as %s", ErrFormat, e.Name())
		}
	}
	for _, e := range entries {
		if err := os.Remove(filepath.Join(dir, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return writeMarker(dir)
}

// makeFolder makes a folder that stays if the computer stops. It may be there.
func makeFolder(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(filepath.Clean(dir)))
}

func writeMarker(dir string) error {
	text, err := json.Marshal(currentMarker)
	if err != nil {
		return err
	}
	return writeWhole(filepath.Join(dir, markerName), append(text, '\n'))
}

// writeWhole writes a file that is never seen half written, and waits until it
// is on disk.
func writeWhole(path string, text []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), unfinished+"*")
	if err != nil {
		return err
	}
	written := false
	defer func() {
		if err != nil && !written {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(text)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	written = true
	return syncFolder(filepath.Dir(path))
}

// ensureFolder sees to it that dir is a store, making one where that is allowed.
func ensureFolder(dir string, readOnly bool) error {
	info, err := os.Stat(dir)
	switch {
	case err == nil && !info.IsDir():
		return fmt.Errorf("%w: expected a folder, found a file", ErrFormat)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	err = readMarker(dir)
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := checkReplaced(dir); err != nil {
		return err
	}
	if readOnly {
		return fmt.Errorf("%w: there is no %s in the folder; open it for writing once", ErrNotFound, markerName)
	}
	return createMarker(dir)
}
