package article

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"diplograph/data"
)

// A Lexicon is what the reader knows of one language: data/lexicon/{code}.
//
//	language.tsv    the language as a whole
//	script.tsv      letters of other scripts -> letters of the lexicon
//	morphology.tsv  endings and what they mean
//	words.tsv       words that rules speak of, by class
//	dates.tsv       shapes of dates
//	labels.tsv      words for the labels of events
type Lexicon struct {
	Code, Name string
	Home       string // id of the state that "our state" is
	letters    map[rune]bool
	foreign    map[rune]bool
	script     []substitution
	labels     map[string]string
	morphology *morphology
	words      []*entry
	dates      []datePattern
}

// An entry is one word or phrase of words.tsv.
type entry struct {
	class, value string
	words        []string // lower case; endings go on the last one
	start        string   // state of the morphology the stem is in, "" when it takes no ending
}

var lexicons = struct {
	sync.Mutex
	byCode map[string]*Lexicon
}{byCode: map[string]*Lexicon{}}

// OpenLexicon gives the lexicon of a language that ships with the program.
func OpenLexicon(code string) (*Lexicon, error) {
	lexicons.Lock()
	defer lexicons.Unlock()
	if l := lexicons.byCode[code]; l != nil {
		return l, nil
	}
	if strings.ContainsAny(code, "/\\.") {
		return nil, fmt.Errorf("%w: %q", ErrLanguage, code)
	}
	sub, err := fs.Sub(data.FS, path.Join("lexicon", code))
	if err != nil {
		return nil, err
	}
	if _, err := fs.Stat(sub, "language.tsv"); err != nil {
		return nil, fmt.Errorf("%w: %q; known are %s", ErrLanguage, code, strings.Join(Languages(), ", "))
	}
	l, err := readLexicon(sub)
	if err != nil {
		return nil, fmt.Errorf("lexicon %s: %w", code, err)
	}
	lexicons.byCode[code] = l
	return l, nil
}

// Languages are the codes of the lexicons that ship with the program.
func Languages() []string {
	var codes []string
	entries, _ := fs.ReadDir(data.FS, "lexicon")
	for _, e := range entries {
		if e.IsDir() {
			codes = append(codes, e.Name())
		}
	}
	return codes
}

func readLexicon(fsys fs.FS) (*Lexicon, error) {
	l := &Lexicon{letters: map[rune]bool{}, foreign: map[rune]bool{}, labels: map[string]string{}}
	err := readTable(fsys, "language.tsv", func(row []string) error {
		if len(row) != 2 {
			return fmt.Errorf("want key and value, got %q", row)
		}
		switch row[0] {
		case "code":
			l.Code = row[1]
		case "name":
			l.Name = row[1]
		case "home":
			l.Home = row[1]
		case "letters":
			addRunes(l.letters, row[1])
		case "foreign":
			addRunes(l.foreign, row[1])
		default:
			return fmt.Errorf("unknown key %q", row[0])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if l.script, err = readScript(fsys, "script.tsv"); err != nil {
		return nil, err
	}
	if l.morphology, err = readMorphology(fsys, "morphology.tsv"); err != nil {
		return nil, err
	}
	if l.words, err = readWords(fsys, "words.tsv"); err != nil {
		return nil, err
	}
	if l.dates, err = readDatePatterns(fsys, "dates.tsv"); err != nil {
		return nil, err
	}
	err = readTable(fsys, "labels.tsv", func(row []string) error {
		if len(row) != 2 {
			return fmt.Errorf("want class and label, got %q", row)
		}
		l.labels[row[0]] = row[1]
		return nil
	})
	return l, err
}

func addRunes(set map[rune]bool, s string) {
	for _, r := range s {
		set[r] = true
	}
}

// startState is where the stem of a part of speech stands in the morphology.
var startState = map[string]string{"n": "n", "v": "v", "x": ""}

func readWords(fsys fs.FS, name string) ([]*entry, error) {
	var words []*entry
	err := readTable(fsys, name, func(row []string) error {
		if len(row) != 4 {
			return fmt.Errorf("want class, value, part, forms, got %d columns", len(row))
		}
		start, ok := startState[row[2]]
		if !ok {
			return fmt.Errorf("unknown part %q: want n, v or x", row[2])
		}
		for form := range strings.SplitSeq(row[3], " | ") {
			w := &entry{row[0], row[1], splitWords(form), start}
			if len(w.words) == 0 {
				return fmt.Errorf("a form of %s %s is empty", w.class, w.value)
			}
			words = append(words, w)
		}
		return nil
	})
	return words, err
}

// splitWords cuts a label into the words and signs that tokens are.
func splitWords(label string) []string {
	var words []string
	for _, t := range tokenize([]rune(strings.ToLower(label)), 0) {
		words = append(words, t.Lower)
	}
	return words
}
