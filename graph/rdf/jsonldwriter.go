package rdf

import (
	"fmt"
	"io"
	"strings"
)

// A jsonldWriter writes JSON-LD 1.1. Statements that follow each other with the
// same graph and subject share a node object; nothing else is kept.
//
//	{"@context": {...}, "@graph": [
//	{"@id": "res:a", "@type": ["dg:Visit"], "rdfs:label": [{"@value": "...", "@language": "kaa"}]},
//	{"@id": "res:g", "@graph": [
//	{"@id": "res:b", ...}
//	]}
//	]}
//
// Without prefixes there is no context and the document is an array. JSON-LD
// cannot hold triple terms.
type jsonldWriter struct {
	output
	names  shortener
	opened bool
	graph  jsonldPlace // zero name: none is open
	node   jsonldPlace
	last   string          // key that is open in the node, or ""
	seen   map[string]bool // keys of the node
	comma  bool            // something came before, at the level where nodes stand
}

// A jsonldPlace is a graph or node object that is open.
type jsonldPlace struct {
	name  Term
	plain bool // its context is null, all its IRIs are whole
}

// maxSeen is how many keys a node object may have; then another begins.
const maxSeen = 256

func newJSONLDWriter(w io.Writer, opts WriterOptions) (*jsonldWriter, error) {
	var prefixes []Prefix
	for _, p := range opts.Prefixes {
		if p.Name != "" {
			prefixes = append(prefixes, p)
		}
	}
	names, err := newShortener(prefixes, func(local string) bool { return !strings.HasPrefix(local, "//") })
	return &jsonldWriter{output: output{w: w}, names: names, seen: map[string]bool{}}, err
}

func (w *jsonldWriter) Write(q Quad) error {
	if w.err != nil {
		return w.err
	}
	if err := checkQuad(JSONLD, &q); err != nil {
		return err
	}
	if q.Object.Kind == KindTriple {
		return fmt.Errorf("rdf: JSON-LD cannot hold the triple term %s; write TriG or N-Quads", q.Object)
	}
	w.open()
	w.placeGraph(q.Graph)
	w.placeNode(q)
	switch key := w.key(q); w.last {
	case key:
		w.text(", ")
	case "":
		w.text(", ")
		w.property(key)
	default:
		w.text("], ")
		w.property(key)
	}
	w.value(q)
	return w.full()
}

// property begins the values of a key.
func (w *jsonldWriter) property(key string) {
	w.string(key)
	w.text(": [")
	w.last = key
	w.seen[key] = true
}

// placeGraph opens the graph that a quad belongs to, unless it is open.
func (w *jsonldWriter) placeGraph(g Term) {
	if g.Equal(w.graph.name) {
		return
	}
	w.closeGraph()
	if !g.IsZero() {
		w.begin(&w.graph, g, w.ambiguous(g.Value))
		w.text(", \"@graph\": [\n")
		w.comma = false
	}
}

// placeNode opens the node that q belongs to, unless it is open and q can be
// added: a key may stand in a node object once.
func (w *jsonldWriter) placeNode(q Quad) {
	plain := w.graph.plain || w.ambiguous(q.Subject.Value) || w.ambiguous(q.Predicate.Value) ||
		q.Object.Kind == KindIRI && w.ambiguous(q.Object.Value) || w.ambiguous(q.Object.Datatype)
	key := w.key(q)
	again := key != w.last && (w.seen[key] || len(w.seen) >= maxSeen)
	if !q.Subject.Equal(w.node.name) || plain != w.node.plain || again {
		w.closeNode()
		w.begin(&w.node, q.Subject, plain)
	}
}

// key is the name of q's predicate in a node object.
func (w *jsonldWriter) key(q Quad) string {
	if q.Predicate == termType && q.Object.Kind != KindLiteral {
		return "@type"
	}
	return w.short(q.Predicate.Value)
}

// begin starts an object with its context, if that is null, and its name.
func (w *jsonldWriter) begin(p *jsonldPlace, name Term, plain bool) {
	if w.comma {
		w.text(",\n")
	}
	w.comma = true
	w.text("{")
	if plain && !w.graph.plain {
		w.text(`"@context": null, `)
	}
	*p = jsonldPlace{name, plain}
	w.text(`"@id": `)
	w.name(name)
}

// ambiguous reports whether the whole IRI would be taken for a prefixed name.
func (w *jsonldWriter) ambiguous(iri string) bool {
	prefix, rest, _ := strings.Cut(iri, ":")
	if strings.HasPrefix(rest, "//") {
		return false
	}
	for _, p := range w.names.prefixes {
		if p.Name == prefix {
			return true
		}
	}
	return false
}

func (w *jsonldWriter) string(s string) { w.buf = appendJSONString(w.buf, s) }

// short shortens an IRI, unless the object that is open has no context.
func (w *jsonldWriter) short(iri string) string {
	if !w.node.plain && !w.graph.plain {
		if p, local, ok := w.names.split(iri); ok {
			return p.Name + ":" + local
		}
	}
	return iri
}

func (w *jsonldWriter) name(t Term) {
	if t.Kind == KindBlank {
		w.string("_:" + t.Value)
		return
	}
	w.string(w.short(t.Value))
}

func (w *jsonldWriter) value(q Quad) {
	o := q.Object
	if o.Kind != KindLiteral {
		if q.Predicate == termType {
			w.name(o)
			return
		}
		w.text(`{"@id": `)
		w.name(o)
		w.text("}")
		return
	}
	w.text(`{"@value": `)
	w.string(o.Value)
	switch {
	case o.Language != "":
		w.text(`, "@language": `)
		w.string(o.Language)
		if o.Direction != NoDirection {
			w.text(`, "@direction": "` + o.Direction.String() + `"`)
		}
	case o.Datatype != XSDString:
		w.text(`, "@type": `)
		w.string(w.short(o.Datatype))
	}
	w.text("}")
}

func (w *jsonldWriter) open() {
	if w.opened {
		return
	}
	w.opened = true
	if len(w.names.prefixes) == 0 {
		w.text("[\n")
		return
	}
	w.text("{\"@context\": {")
	for i, p := range w.names.prefixes {
		if i > 0 {
			w.text(", ")
		}
		w.string(p.Name)
		w.text(`: {"@id": `)
		w.string(p.Namespace)
		w.text(`, "@prefix": true}`)
	}
	w.text("}, \"@graph\": [\n")
}

func (w *jsonldWriter) closeNode() {
	if w.node.name.IsZero() {
		return
	}
	if w.last != "" {
		w.text("]")
	}
	w.text("}")
	w.node, w.last = jsonldPlace{}, ""
	clear(w.seen)
}

func (w *jsonldWriter) closeGraph() {
	w.closeNode()
	if w.graph.name.IsZero() {
		return
	}
	w.text("\n]}")
	w.graph, w.comma = jsonldPlace{}, true
}

func (w *jsonldWriter) Close() error {
	if w.err != nil {
		return w.err
	}
	w.open()
	w.closeGraph()
	w.text("\n]")
	if len(w.names.prefixes) > 0 {
		w.text("}")
	}
	w.text("\n")
	return w.flush()
}
