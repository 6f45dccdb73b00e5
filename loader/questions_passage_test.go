package loader_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// seedLength is that of the seed article, in code points.
const seedLength = 8883

// seedText is the seed article beside the project, or nothing where it is absent.
func seedText(t *testing.T) []rune {
	t.Helper()
	files, _ := filepath.Glob("../../shared/seed/*.txt")
	if len(files) == 0 {
		t.Log("../shared/seed is absent: the positions of passages are checked, not what stands there")
		return nil
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if n := len([]rune(string(text))); n != seedLength {
		t.Fatalf("%s has %d code points, expected %d", files[0], n, seedLength)
	}
	return []rune(string(text))
}

// passagesOf are the rows that tell where an event's passages are.
func passagesOf(rows []fact, event string) []fact {
	var found []fact
	for _, row := range rows {
		if row.first("event") == event && row.first("passage") != "" &&
			!slices.ContainsFunc(found, func(f fact) bool { return f.first("passage") == row.first("passage") }) {
			found = append(found, row)
		}
	}
	slices.SortFunc(found, func(x, y fact) int { return place(x, "from") - place(y, "from") })
	return found
}

func place(passage fact, column string) int {
	n, err := strconv.Atoi(passage.first(column))
	if err != nil {
		return -1
	}
	return n
}

// checkPassages looks whether the passages of a fact lie in the article and, where
// the text is at hand, whether they tell of it: an event's date has to stand in one
// of them, and in each a part of its date or of the name of somebody or something
// in it. The days of a membership are the gazetteer's; there only names count.
func checkPassages(t *testing.T, f fact, passages []fact, text []rune) {
	t.Helper()
	id, isEvent, dated := f.first("event"), !isMembership(f), false
	for _, p := range passages {
		from, to := place(p, "from"), place(p, "to")
		if short(p.first("source")) != "uzbekistan-kazakhstan-2025-11-14" || from < 0 || to <= from || to > seedLength {
			t.Errorf("%s rests on %s from %d to %d, expected a part of the article's %d code points", id, p.first("source"), from, to, seedLength)
			return
		}
		if text == nil {
			continue
		}
		words := splitWords(string(text[from:to]))
		date := isEvent && tellsDate(words, f)
		dated = dated || date
		if !date && !tellsName(words, f["name"]) {
			t.Errorf("%s rests on the passage from %d to %d, which has neither its date nor a name in it", id, from, to)
		}
	}
	if text != nil && isEvent && !dated {
		t.Errorf("%s rests on passages without its date", id)
	}
}

func isMembership(f fact) bool { return strings.Contains(f.first("event"), "/membership/") }

func splitWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func tellsDate(words []string, f fact) bool {
	for _, date := range slices.Concat(f["start"], f["end"]) {
		for i, part := range strings.Split(date, "-") {
			if i != 1 && slices.Contains(words, strings.TrimLeft(part, "0")) { // months have names
				return true
			}
		}
	}
	return false
}

// tellsName compares the first five letters, or all of a shorter word (an
// abbreviation), so that case endings do not matter. Two letters tell nothing.
func tellsName(words, names []string) bool {
	for _, name := range names {
		for _, part := range splitWords(name) {
			stem := []rune(part)
			stem = stem[:min(len(stem), 5)]
			if len(stem) >= 3 && slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, string(stem)) }) {
				return true
			}
		}
	}
	return false
}
