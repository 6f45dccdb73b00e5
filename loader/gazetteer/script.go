package gazetteer

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// scriptFile is the lexicon's table for reading Karakalpak in Latin script:
// Latin letter, Cyrillic letter, those of the alphabet of 2016 first.
const scriptFile = "lexicon/kaa/script.tsv"

// onlyCyrillic are the letters that the Latin alphabet of 2016 has no letter
// of their own for, so that no table for reading Latin can name them.
var onlyCyrillic = map[string]string{"щ": "sh", "ъ": "", "ь": "", "э": "e"}

// A script writes Karakalpak in Cyrillic letters with Latin ones.
type script struct{ replacer *strings.Replacer }

// loadScript turns the lexicon's table round. Where two Latin letters stand for
// one in Cyrillic, the first counts. Without the file there is no script, and
// no label in kaa-Latn.
func loadScript(fsys fs.FS) (script, error) {
	text, err := fs.ReadFile(fsys, scriptFile)
	if errors.Is(err, fs.ErrNotExist) {
		return script{}, nil
	}
	if err != nil {
		return script{}, fmt.Errorf("gazetteer: %w", err)
	}
	latin := map[string]string{}
	for from, to := range onlyCyrillic {
		latin[from] = to
	}
	for i, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		from, to, ok := strings.Cut(line, "\t")
		if !ok || from == "" || to == "" || !utf8.ValidString(line) {
			return script{}, fmt.Errorf("%s:%d: want two cells of letters parted by a tab, got %q", scriptFile, i+1, line)
		}
		if _, taken := latin[to]; !taken {
			latin[to] = from
		}
	}
	var pairs []string
	for _, from := range slices.Sorted(maps.Keys(latin)) {
		to := latin[from]
		pairs = append(pairs, from, to, strings.ToUpper(from), capital(to))
	}
	return script{strings.NewReplacer(pairs...)}, nil
}

// capital writes a Latin letter or digraph with a capital. That of ı is Í: the
// alphabet of 2016 keeps I for i.
func capital(latin string) string {
	if latin == "" || latin == "ı" {
		return strings.ReplaceAll(latin, "ı", "Í")
	}
	_, size := utf8.DecodeRuneInString(latin)
	return strings.ToUpper(latin[:size]) + latin[size:]
}

// all transliterates labels; two that become one are written once.
func (s script) all(labels []string) []string {
	if s.replacer == nil {
		return nil
	}
	var latin []string
	seen := map[string]bool{}
	for _, label := range labels {
		if l := s.replacer.Replace(label); l != "" && !seen[l] {
			seen[l] = true
			latin = append(latin, l)
		}
	}
	return latin
}
