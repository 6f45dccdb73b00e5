package rdf

import "strings"

// jsonldTags restores the spelling of language tags, which json-gold
// lower-cases: to the one spelling that the document has of a tag. A document
// that spells one tag in two ways gets lower case.
type jsonldTags map[string]string

// collect notes the strings in a JSON value that could be language tags.
func (t jsonldTags) collect(value any) {
	switch v := value.(type) {
	case string:
		t.note(v)
	case []any:
		for _, e := range v {
			t.collect(e)
		}
	case map[string]any:
		for k, e := range v {
			t.note(k)
			t.collect(e)
		}
	}
}

func (t jsonldTags) note(s string) {
	if n, _ := languageLength([]byte(s)); n != len(s) {
		return
	}
	lower := strings.ToLower(s)
	if other, ok := t[lower]; ok && other != s {
		s = lower
	}
	t[lower] = s
}

func (t jsonldTags) spell(tag string) string {
	if s, ok := t[tag]; ok {
		return s
	}
	return tag
}
