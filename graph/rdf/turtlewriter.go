package rdf

import "io"

// A turtleWriter writes Turtle or TriG. Statements that follow each other with
// the same subject, predicate or graph are grouped; nothing else is kept.
//
//	res:khiva a schema:City ;
//	    rdfs:label "Khiva"@en, "Хийўа"@kaa .
type turtleWriter struct {
	output
	f      Format
	names  shortener
	opened bool
	last   Quad   // zero Subject: no statement is open
	indent string // of a subject: "" or, inside { }, four spaces
}

const indentation = "    "

func newTurtleWriter(w io.Writer, f Format, opts WriterOptions) (*turtleWriter, error) {
	names, err := newShortener(opts.Prefixes, func(local string) bool {
		return localLength([]byte(local)) == len(local)
	})
	return &turtleWriter{output: output{w: w}, f: f, names: names}, err
}

func (w *turtleWriter) Write(q Quad) error {
	if w.err != nil {
		return w.err
	}
	if err := checkQuad(w.f, &q); err != nil {
		return err
	}
	w.open()
	switch {
	case w.last.Subject.IsZero() || !q.Graph.Equal(w.last.Graph):
		w.graph(q.Graph)
		w.subject(q)
	case !q.Subject.Equal(w.last.Subject):
		w.text(" .\n\n")
		w.subject(q)
	case !q.Predicate.Equal(w.last.Predicate):
		w.text(" ;\n" + w.indent + indentation)
		w.predicate(q.Predicate)
	default:
		w.text(", ")
	}
	w.term(q.Object)
	w.last = q
	return w.full()
}

// open writes the prefixes, once.
func (w *turtleWriter) open() {
	if w.opened {
		return
	}
	w.opened = true
	for _, p := range w.names.prefixes {
		w.text("@prefix " + p.Name + ": <" + p.Namespace + "> .\n")
	}
	if len(w.names.prefixes) > 0 {
		w.text("\n")
	}
}

// graph ends the graph that is open, if any, and opens another.
func (w *turtleWriter) graph(g Term) {
	if !w.last.Subject.IsZero() {
		w.endGraph()
		w.text("\n")
	}
	w.indent = ""
	if !g.IsZero() {
		w.term(g)
		w.text(" {\n")
		w.indent = indentation
	}
}

func (w *turtleWriter) endGraph() {
	w.text(" .\n")
	if w.indent != "" {
		w.text("}\n")
	}
}

func (w *turtleWriter) subject(q Quad) {
	w.text(w.indent)
	w.term(q.Subject)
	w.text(" ")
	w.predicate(q.Predicate)
}

func (w *turtleWriter) predicate(p Term) {
	if p.Value == RDFType {
		w.text("a ")
		return
	}
	w.iri(p.Value)
	w.text(" ")
}

func (w *turtleWriter) Close() error {
	if w.err == nil {
		w.open()
		if !w.last.Subject.IsZero() {
			w.endGraph()
			w.last = Quad{}
		}
	}
	return w.flush()
}

func (w *turtleWriter) term(t Term) {
	switch t.Kind {
	case KindIRI:
		w.iri(t.Value)
	case KindLiteral:
		w.literal(t)
	case KindTriple:
		w.text("<<( ")
		w.term(t.Triple.Subject)
		w.text(" ")
		w.predicate(t.Triple.Predicate)
		w.term(t.Triple.Object)
		w.text(" )>>")
	default:
		w.buf = AppendTerm(w.buf, t)
	}
}

func (w *turtleWriter) iri(iri string) {
	if p, local, ok := w.names.split(iri); ok {
		w.text(p.Name + ":" + local)
		return
	}
	w.text("<" + iri + ">")
}

func (w *turtleWriter) literal(t Term) {
	switch {
	case t.Datatype == XSDString || t.Language != "":
		w.buf = AppendTerm(w.buf, t)
	case isShorthand(t):
		w.text(t.Value)
	default:
		w.buf = appendQuoted(w.buf, t.Value)
		w.text("^^")
		w.iri(t.Datatype)
	}
}

// isShorthand reports whether the bare lexical form is read as this very
// literal.
func isShorthand(t Term) bool {
	switch t.Datatype {
	case XSDBoolean:
		return t.Value == "true" || t.Value == "false"
	case XSDInteger, XSDDecimal, XSDDouble:
		n, datatype := numberLength([]byte(t.Value))
		return n > 0 && n == len(t.Value) && datatype == t.Datatype
	}
	return false
}
