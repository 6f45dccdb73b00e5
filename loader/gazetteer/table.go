package gazetteer

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folder is where the files stand in the embedded data.
const folder = "gazetteer"

// maxFile bounds a file, in bytes; the largest that ships is a hundredth of it.
const maxFile = 16 << 20

// A row is one line of a file, its cells in the order of the header.
type row struct {
	file  string
	line  int
	cells []string
}

// errorf says what is wrong with the row, and where it stands.
func (r row) errorf(format string, args ...any) error {
	return fmt.Errorf("%s/%s:%d: %s", folder, r.file, r.line, fmt.Sprintf(format, args...))
}

// readTable reads the rows of one file; a file that is absent has none.
func readTable(fsys fs.FS, file string, header []string) ([]row, error) {
	text, err := fs.ReadFile(fsys, path.Join(folder, file))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	if len(text) > maxFile {
		return nil, fmt.Errorf("%s/%s: want at most %d bytes, got %d", folder, file, maxFile, len(text))
	}
	var rows []row
	seenHeader := false
	for i, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSuffix(line, "\r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		r := row{file: file, line: i + 1, cells: strings.Split(line, "\t")}
		if err := checkRow(r, line, header, seenHeader); err != nil {
			return nil, err
		}
		if seenHeader {
			rows = append(rows, r)
		}
		seenHeader = true
	}
	return rows, nil
}

func checkRow(r row, line string, header []string, seenHeader bool) error {
	if !utf8.ValidString(line) {
		return r.errorf("want UTF-8, got other bytes")
	}
	if !norm.NFC.IsNormalString(line) {
		return r.errorf("want composed letters (Unicode NFC)")
	}
	if !seenHeader {
		if strings.Join(r.cells, "\t") != strings.Join(header, "\t") {
			return r.errorf("want the header %q, got %q", strings.Join(header, " "), strings.Join(r.cells, " "))
		}
		return nil
	}
	if len(r.cells) != len(header) {
		return r.errorf("want %d cells parted by tabs (%s), got %d", len(header), strings.Join(header, " "), len(r.cells))
	}
	for i, c := range r.cells {
		if strings.TrimSpace(c) != c || strings.Contains(c, "  ") {
			return r.errorf("%s: want single spaces and none at the ends, got %q", header[i], c)
		}
	}
	return nil
}
