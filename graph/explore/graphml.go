package explore

import (
	"io"
	"strconv"
)

// graphmlTypes are the attribute types of GraphML for the kinds of columns.
var graphmlTypes = map[string]string{"string": "string", "integer": "int", "boolean": "boolean"}

// WriteGraphML writes p as GraphML 1.0 (http://graphml.graphdrawing.org/), as
// yEd, Cytoscape, NetworkX and igraph read it, with a typed key for each
// attribute. The schema wants ids without slashes: a node's id is a hash of its
// IRI, the same in every picture, and the IRI is the attribute iri.
func WriteGraphML(w io.Writer, p *Picture) error {
	x := newXMLWriter(w)
	x.start("graphml", "xmlns", "http://graphml.graphdrawing.org/xmlns",
		"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
		"xsi:schemaLocation", "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd")
	x.empty("key", "id", "g_root", "for", "graph", "attr.name", "root", "attr.type", "string")
	x.empty("key", "id", "g_truncated", "for", "graph", "attr.name", "truncated", "attr.type", "boolean")
	x.empty("key", "id", "g_total", "for", "graph", "attr.name", "total", "attr.type", "int")
	x.empty("key", "id", "n_iri", "for", "node", "attr.name", "iri", "attr.type", "string")
	x.empty("key", "id", "n_label", "for", "node", "attr.name", "label", "attr.type", "string")
	graphmlKeys(x, "node", nodeColumns)
	graphmlKeys(x, "edge", edgeColumns)
	x.start("graph", "edgedefault", "directed")
	x.element("data", p.Root, "key", "g_root")
	x.element("data", strconv.FormatBool(p.Truncated), "key", "g_truncated")
	x.element("data", strconv.Itoa(p.Total), "key", "g_total")
	for i := range p.Nodes {
		n := &p.Nodes[i]
		x.start("node", "id", xmlToken(n.ID))
		x.element("data", n.ID, "key", "n_iri")
		x.element("data", n.Label, "key", "n_label")
		graphmlData(x, "node", nodeColumns, n)
		x.end()
	}
	for i := range p.Edges {
		e := &p.Edges[i]
		x.start("edge", "id", e.ID, "source", xmlToken(e.Source), "target", xmlToken(e.Target))
		graphmlData(x, "edge", edgeColumns, e)
		x.end()
	}
	return x.close()
}

func graphmlKeys[T any](x *xmlWriter, class string, columns []column[T]) {
	for _, c := range columns {
		x.empty("key", "id", class[:1]+"_"+c.name, "for", class, "attr.name", c.name, "attr.type", graphmlTypes[c.kind])
	}
}

func graphmlData[T any](x *xmlWriter, class string, columns []column[T], of T) {
	for _, c := range columns {
		if value := c.value(of); value != "" {
			x.element("data", value, "key", class[:1]+"_"+c.name)
		}
	}
}

func xmlToken(iri string) string { return "n" + hash(iri) }
