package explore

import (
	"cmp"
	"strings"

	"diplograph/graph/rdf"
)

// A Text is a string in a language; Language is empty where none is told.
type Text struct {
	Text     string `json:"text"`
	Language string `json:"language,omitempty"`
}

// pickLabel takes the label that fits the asked languages best, in the order
// that the package comment gives. ok is false if there are no labels.
func pickLabel(labels []rdf.Term, languages []string) (best Text, ok bool) {
	bestRank := 0
	for _, l := range labels {
		if !l.IsLiteral() || l.Value == "" {
			continue
		}
		t := Text{Text: l.Value, Language: l.Language}
		r := languageRank(l.Language, languages)
		if !ok || cmp.Or(cmp.Compare(r, bestRank), strings.Compare(t.Language, best.Language), strings.Compare(t.Text, best.Text)) < 0 {
			best, bestRank, ok = t, r, true
		}
	}
	return best, ok
}

// languageRank is lower for a language that is asked for with more urgency.
func languageRank(tag string, languages []string) int {
	for i, want := range languages {
		if strings.EqualFold(tag, want) {
			return 2 * i
		}
	}
	for i, want := range languages {
		if tag != "" && strings.EqualFold(primary(tag), primary(want)) {
			return 2*i + 1
		}
	}
	rest := 2 * len(languages)
	switch {
	case strings.EqualFold(primary(tag), "en"):
		return rest
	case tag == "":
		return rest + 1
	}
	return rest + 2
}

// primary is the language of a tag without script and region (RFC 5646, 2.2.1).
func primary(tag string) string {
	p, _, _ := strings.Cut(tag, "-")
	return p
}
