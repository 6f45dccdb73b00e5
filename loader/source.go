package loader

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"diplograph/graph/rdf"
)

// A Source is one document to load.
type Source struct {
	Name   string     // for people, and for finding the format by its extension
	Format rdf.Format // 0 to find out
	Size   int64      // in bytes as stored, 0 if not known
	Open   func() (io.ReadCloser, error)
}

// Sources lists the documents at paths: a file, a folder with all documents in
// it at any depth that have an extension of an RDF format (.nq, .ttl.gz, ...) or,
// if tables are meant, of a table (.csv, .tsv.zst, ...), or "-" for stdin.
func Sources(paths []string, stdin io.Reader, tables bool) ([]Source, error) {
	var out []Source
	fromStdin := false
	for _, path := range paths {
		if path == "-" {
			if fromStdin {
				return nil, fmt.Errorf("standard input (-) can be read only once")
			}
			fromStdin = true
			out = append(out, Source{Name: "standard input", Open: func() (io.ReadCloser, error) {
				return io.NopCloser(stdin), nil
			}})
			continue
		}
		found, err := sourcesAt(path, tables)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

func sourcesAt(path string, tables bool) ([]Source, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []Source{fileSource(path, info)}, nil
	}
	kind, extensions := "RDF files", rdfExtensions()
	if tables {
		kind, extensions = "tables", tableExtensions
	}
	var out []Source
	err = filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if file != path && strings.HasPrefix(entry.Name(), ".") {
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if entry.IsDir() || !slices.Contains(extensions, strings.ToLower(extension(file))) {
			return nil
		}
		info, err := os.Stat(file) // of what a link leads to
		if err != nil {
			return err
		}
		if info.Mode().IsRegular() {
			out = append(out, fileSource(file, info))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: expected %s in the folder (%s, also with .gz or .zst), found none", path, kind, strings.Join(extensions, " "))
	}
	return out, nil
}

func fileSource(path string, info fs.FileInfo) Source {
	s := Source{Name: path, Open: func() (io.ReadCloser, error) { return os.Open(path) }}
	if info.Mode().IsRegular() {
		s.Size = info.Size()
	}
	return s
}
