package explore

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A Format is a way to write a Picture.
type Format struct {
	Name      string // as in ?format=
	MediaType string
	Extension string // of a file's name
	Write     func(io.Writer, *Picture) error
}

// Formats lists every Format, the one for no wish first.
var Formats = []Format{
	{"json", "application/json", "json", WriteNodeLink},
	{"cytoscape", "application/vnd.cytoscape+json", "cyjs", WriteCytoscape},
	{"gexf", "application/gexf+xml", "gexf", WriteGEXF},
	{"graphml", "application/graphml+xml", "graphml", WriteGraphML},
}

// FormatNamed finds a format by name.
func FormatNamed(name string) (Format, error) {
	var names []string
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("explore: %w: want format %s, got %q", ErrOption, strings.Join(names, ", "), name)
}

// A column is an attribute of nodes or edges in the formats that declare their
// attributes and their types. An empty value is left out.
type column[T any] struct {
	name, kind string // kind: string, integer, boolean
	value      func(T) string
}

var nodeColumns = []column[*Node]{
	{"language", "string", func(n *Node) string { return n.Language }},
	{"class", "string", func(n *Node) string { return string(n.Class) }},
	{"kind", "string", func(n *Node) string { return n.Kind }},
	{"types", "string", func(n *Node) string { return strings.Join(n.Types, " ") }},
	{"from", "string", func(n *Node) string { return n.Start.String() }},
	{"to", "string", func(n *Node) string { return n.End.String() }},
	{"status", "string", func(n *Node) string { return n.Status }},
	{"inferred", "string", func(n *Node) string { return strings.Join(n.Inferred, " ") }},
	{"distance", "integer", func(n *Node) string { return strconv.Itoa(n.Distance) }},
	{"hidden", "integer", func(n *Node) string { return strconv.Itoa(n.Hidden) }},
}

var edgeColumns = []column[*Edge]{
	{"predicate", "string", func(e *Edge) string { return e.Predicate }},
	{"role", "string", func(e *Edge) string { return e.Role }},
	{"from", "string", func(e *Edge) string { return e.Start.String() }},
	{"to", "string", func(e *Edge) string { return e.End.String() }},
	{"status", "string", func(e *Edge) string { return e.Status }},
	{"inferred", "boolean", func(e *Edge) string { return strconv.FormatBool(e.Inferred) }},
	{"events", "string", func(e *Edge) string { return strings.Join(e.Events, " ") }},
	{"passages", "string", func(e *Edge) string { return strings.Join(fragments(e.Passages), " ") }},
	{"exact", "string", func(e *Edge) string { return firstExact(e.Passages) }},
}

// fragments writes passages as IRIs with a character range (RFC 5147, 2.2.1).
func fragments(passages []Passage) []string {
	var all []string
	for _, p := range passages {
		all = append(all, fmt.Sprintf("%s#char=%d,%d", p.Article, p.Start, p.End))
	}
	return all
}

func firstExact(passages []Passage) string {
	for _, p := range passages {
		if p.Exact != "" {
			return p.Exact
		}
	}
	return ""
}
