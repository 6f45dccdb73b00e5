package explore

import (
	"io"
	"strconv"
)

// WriteGEXF writes p as GEXF 1.3 (https://gexf.net/schema.html), as Gephi reads
// it: dynamic, so that the timeline filters events and edges by their first and
// last day; the dates as the articles give them are the attributes from and to.
func WriteGEXF(w io.Writer, p *Picture) error {
	x := newXMLWriter(w)
	x.start("gexf", "xmlns", "http://gexf.net/1.3", "version", "1.3")
	x.start("meta")
	x.element("creator", "Diplograph")
	x.element("description", describe(p))
	x.end()
	x.start("graph", "defaultedgetype", "directed", "mode", "dynamic", "timeformat", "date", "timerepresentation", "interval")
	gexfColumns(x, "node", nodeColumns)
	gexfColumns(x, "edge", edgeColumns)
	x.start("nodes")
	for i := range p.Nodes {
		n := &p.Nodes[i]
		first, last := lifetime(n.Start, n.End)
		x.start("node", "id", n.ID, "label", n.Label, "start", first, "end", last)
		gexfValues(x, nodeColumns, n)
		x.end()
	}
	x.end()
	x.start("edges")
	for i := range p.Edges {
		e := &p.Edges[i]
		first, last := lifetime(e.Start, e.End)
		x.start("edge", "id", e.ID, "source", e.Source, "target", e.Target, "kind", e.Predicate, "label", shortName(e.Predicate),
			"start", first, "end", last)
		gexfValues(x, edgeColumns, e)
		x.end()
	}
	return x.close()
}

func gexfColumns[T any](x *xmlWriter, class string, columns []column[T]) {
	x.start("attributes", "class", class, "mode", "static")
	for i, c := range columns {
		x.empty("attribute", "id", strconv.Itoa(i), "title", c.name, "type", c.kind)
	}
	x.end()
}

func gexfValues[T any](x *xmlWriter, columns []column[T], of T) {
	x.start("attvalues")
	for i, c := range columns {
		if value := c.value(of); value != "" {
			x.empty("attvalue", "for", strconv.Itoa(i), "value", value)
		}
	}
	x.end()
}

// lifetime gives the first and the last day, "" where there is none.
func lifetime(start, end Date) (first, last string) {
	s := Span{start, end}
	if s.IsZero() {
		return "", ""
	}
	f, l := s.days()
	if end.IsZero() && !start.IsZero() {
		return f.String(), ""
	}
	return f.String(), l.String()
}

// describe says in a sentence what a picture shows.
func describe(p *Picture) string {
	s := "The neighbourhood of " + p.Root + ", from Diplograph."
	if p.Truncated {
		s += " Cut short: " + strconv.Itoa(len(p.Nodes)-1) + " of " + strconv.Itoa(p.Total) + " neighbours."
	}
	return s
}
