package rdf

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A jsonldConverter turns expanded JSON-LD into quads: Deserialize JSON-LD to
// RDF (JSON-LD 1.1 API, section 8), on the expanded form itself. Statements whose
// IRIs are relative are left out, as the algorithm says.
type jsonldConverter struct {
	quads  []Quad
	blanks blankNodes
	labels map[string]Term // blank nodes by their names in the document
	tags   jsonldTags
	err    error
}

// object converts a value object, a list or a node object with all that it says
// in graph g. It returns false if the value is no RDF term.
func (c *jsonldConverter) object(value any, g Term) (Term, bool) {
	m, ok := value.(map[string]any)
	if !ok {
		return Term{}, false
	}
	if _, ok := m["@value"]; ok {
		return c.literal(m)
	}
	if list, ok := m["@list"]; ok {
		return c.list(jsonArray(list), g)
	}
	return c.node(m, g)
}

func jsonArray(v any) []any {
	if a, ok := v.([]any); ok {
		return a
	}
	return []any{v}
}

func (c *jsonldConverter) node(m map[string]any, g Term) (Term, bool) {
	subject, ok := c.name(m["@id"])
	for _, key := range slices.Sorted(maps.Keys(m)) {
		switch value := m[key]; key {
		case "@type":
			for _, t := range jsonArray(value) {
				if class, is := c.name(t); is && ok {
					c.emit(subject, termType, class, g)
				}
			}
		case "@graph":
			for _, n := range jsonArray(value) {
				if ok {
					c.object(n, subject)
				}
			}
		case "@included":
			for _, n := range jsonArray(value) {
				c.object(n, g)
			}
		case "@reverse":
			c.reverse(value, subject, ok, g)
		default:
			c.property(subject, ok, key, value, g)
		}
	}
	return subject, ok
}

// property states each value of a property of the subject, if there is one.
func (c *jsonldConverter) property(subject Term, ok bool, key string, value any, g Term) {
	if strings.HasPrefix(key, "@") {
		return
	}
	for _, v := range jsonArray(value) {
		object, is := c.object(v, g)
		if is && ok && checkIRI(key) == nil {
			c.emit(subject, IRI(key), object, g)
		}
	}
}

func (c *jsonldConverter) reverse(value any, object Term, ok bool, g Term) {
	m, _ := value.(map[string]any)
	for _, key := range slices.Sorted(maps.Keys(m)) {
		for _, v := range jsonArray(m[key]) {
			subject, is := c.object(v, g)
			if is && ok && checkIRI(key) == nil && subject.Kind != KindLiteral {
				c.emit(subject, IRI(key), object, g)
			}
		}
	}
}

func (c *jsonldConverter) emit(s, p, o, g Term) {
	c.quads = append(c.quads, Quad{s, p, o, g})
}

// list converts a list; its items that are no terms are left out.
func (c *jsonldConverter) list(items []any, g Term) (Term, bool) {
	var terms []Term
	for _, item := range items {
		if t, ok := c.object(item, g); ok {
			terms = append(terms, t)
		}
	}
	rest := termNil
	for _, t := range slices.Backward(terms) {
		node := c.blanks.fresh()
		c.emit(node, termFirst, t, g)
		c.emit(node, termRest, rest, g)
		rest = node
	}
	return rest, true
}

// name makes a term of the value of @id or @type; without one it is a new blank
// node. It returns false for a relative IRI.
func (c *jsonldConverter) name(id any) (Term, bool) {
	s, ok := id.(string)
	switch {
	case id == nil:
		return c.blanks.fresh(), true
	case !ok:
		return Term{}, false
	case !strings.HasPrefix(s, "_:"):
		return IRI(s), checkIRI(s) == nil
	}
	label := s[2:]
	t, seen := c.labels[label]
	if !seen {
		if t = Blank(documentLabel(label)); !validBlankLabel(label) {
			t = c.blanks.fresh()
		}
		c.labels[label] = t
	}
	return t, true
}

// literal converts a value object.
func (c *jsonldConverter) literal(m map[string]any) (Term, bool) {
	value := m["@value"]
	datatype, _ := m["@type"].(string)
	if datatype == "@json" {
		return Literal(string(appendCanonicalJSON(nil, value)), RDFNamespace+"JSON"), true
	}
	natural, lexical := XSDString, ""
	switch v := value.(type) {
	case string:
		if tag, ok := m["@language"].(string); ok {
			return jsonldString(m, v, c.tags.spell(tag))
		}
		lexical = v
	case bool:
		lexical, natural = strconv.FormatBool(v), XSDBoolean
	case json.Number:
		lexical, natural = jsonNumber(v, datatype)
	default:
		return Term{}, false
	}
	if datatype == "" {
		return Literal(lexical, natural), true
	}
	if err := checkIRI(datatype); err != nil || needsLanguage(datatype) {
		c.err = jsonldError(fmt.Errorf("the datatype %q of %q", datatype, lexical))
		return Term{}, false
	}
	return Literal(lexical, datatype), true
}

// jsonldString makes a string with a language, and the direction that RDF 1.2
// has room for.
func jsonldString(m map[string]any, s, tag string) (Term, bool) {
	if n, _ := languageLength([]byte(tag)); n != len(tag) {
		return Term{}, false
	}
	switch m["@direction"] {
	case "ltr":
		return DirLangString(s, tag, LTR), true
	case "rtl":
		return DirLangString(s, tag, RTL), true
	}
	return LangString(s, tag), true
}
