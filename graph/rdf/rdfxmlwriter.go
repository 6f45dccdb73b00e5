package rdf

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// An rdfxmlWriter writes RDF/XML. Statements that follow each other with the
// same subject share an rdf:Description; nothing else is kept.
//
// RDF/XML cannot hold predicates that do not end in an XML name, nor characters
// that XML has none for. What it does not know of RDF 1.2 without being told,
// triple terms and base directions, carries rdf:version="1.2".
type rdfxmlWriter struct {
	output
	names  shortener
	spare  string // a prefix for namespaces that have none
	its    string // a prefix for the namespace of its:dir
	opened bool
	last   Term // subject of the rdf:Description that is open
}

const itsNamespace = "http://www.w3.org/2005/11/its"

func newRDFXMLWriter(w io.Writer, opts WriterOptions) (*rdfxmlWriter, error) {
	prefixes := []Prefix{{"rdf", RDFNamespace}}
	for _, p := range opts.Prefixes {
		bindable := p.Namespace != xmlNamespace && p.Namespace != "http://www.w3.org/2000/xmlns/"
		if p.Name != "rdf" && !strings.HasPrefix(strings.ToLower(p.Name), "xml") && bindable && isXMLText(p.Namespace) {
			prefixes = append(prefixes, p)
		}
	}
	names, err := newShortener(prefixes, isNCName)
	return &rdfxmlWriter{
		output: output{w: w}, names: names, spare: unused("ns", prefixes), its: unused("its", prefixes),
	}, err
}

// unused makes a prefix that is not among those given.
func unused(name string, prefixes []Prefix) string {
	for _, p := range prefixes {
		if p.Name == name {
			return unused(name+"_", prefixes)
		}
	}
	return name
}

func (w *rdfxmlWriter) Write(q Quad) error {
	if w.err != nil {
		return w.err
	}
	if err := checkQuad(RDFXML, &q); err != nil {
		return err
	}
	if err := w.checkTriple(q.Triple()); err != nil {
		return err
	}
	w.open()
	if !q.Subject.Equal(w.last) {
		w.endDescription()
		w.text("  ")
		w.description(q.Subject)
		w.last = q.Subject
	}
	w.property(q.Triple(), "    ")
	return w.full()
}

// checkTriple reports what of a triple RDF/XML cannot express.
func (w *rdfxmlWriter) checkTriple(t Triple) error {
	iri := t.Predicate.Value
	local, isRDF := strings.CutPrefix(iri, RDFNamespace)
	ns, name := splitXMLName(iri)
	if name == "" || isRDF && (notNames[local] || local == "li" || local == "Description") || ns == xmlNamespace || ns == "http://www.w3.org/2000/xmlns/" {
		return fmt.Errorf("rdf: RDF/XML cannot write the predicate <%s>, which does not end in a name that an element may have; write Turtle or N-Triples", iri)
	}
	for _, s := range []string{t.Subject.Value, iri, t.Object.Value, t.Object.Datatype} {
		if !isXMLText(s) {
			return fmt.Errorf("rdf: RDF/XML cannot write %q, which has characters that XML does not allow; write Turtle or N-Triples", s)
		}
	}
	if t.Object.Kind == KindTriple {
		return w.checkTriple(*t.Object.Triple)
	}
	return nil
}

func isXMLText(s string) bool {
	for _, r := range s {
		if !isXMLChar(r) {
			return false
		}
	}
	return true
}

// splitXMLName splits an IRI before the longest name that it ends in.
func splitXMLName(iri string) (ns, local string) {
	start := len(iri)
	for i := len(iri); i > 0; {
		r, n := utf8.DecodeLastRuneInString(iri[:i])
		if !IsPNChars(r) && r != '.' {
			break
		}
		if i -= n; IsPNCharsU(r) {
			start = i
		}
	}
	return iri[:start], iri[start:]
}

func (w *rdfxmlWriter) open() {
	if w.opened {
		return
	}
	w.opened = true
	w.text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF")
	for i, p := range w.names.prefixes {
		if i > 0 {
			w.text("\n   ")
		}
		w.namespace(p)
	}
	w.text(">\n")
}

func (w *rdfxmlWriter) namespace(p Prefix) {
	name := "xmlns"
	if p.Name != "" {
		name += ":" + p.Name
	}
	w.attribute(name, p.Namespace)
}

func (w *rdfxmlWriter) attribute(name, value string) {
	w.text(" " + name + "=")
	w.buf = appendXMLAttribute(w.buf, value)
}

func (w *rdfxmlWriter) description(subject Term) {
	w.text("<rdf:Description")
	w.reference(subject, "rdf:about")
	w.text(">\n")
}

// reference writes the attribute that names an IRI or a blank node.
func (w *rdfxmlWriter) reference(t Term, iriAttribute string) {
	if t.Kind == KindBlank {
		w.attribute("rdf:nodeID", nodeID(t.Value))
		return
	}
	w.attribute(iriAttribute, t.Value)
}

// nodeID makes a name of a blank node label, a different one for each label.
func nodeID(label string) string {
	const encoded = "_x"
	if isNCName(label) && !strings.HasPrefix(label, encoded) {
		return label
	}
	return encoded + fmt.Sprintf("%x", label)
}

func (w *rdfxmlWriter) property(t Triple, indent string) {
	p, local, ok := w.names.split(t.Predicate.Value)
	if !ok {
		p.Name = w.spare
		p.Namespace, local = splitXMLName(t.Predicate.Value)
	}
	name := local
	if p.Name != "" {
		name = p.Name + ":" + local
	}
	w.text(indent + "<" + name)
	if !ok {
		w.namespace(p)
	}
	switch o := t.Object; o.Kind {
	case KindLiteral:
		w.literal(o)
	case KindTriple:
		w.text(` rdf:parseType="Triple" rdf:version="1.2">` + "\n" + indent + "  ")
		w.description(o.Triple.Subject)
		w.property(*o.Triple, indent+"    ")
		w.text(indent + "  </rdf:Description>\n" + indent)
	default:
		w.reference(o, "rdf:resource")
		w.text("/>\n")
		return
	}
	w.text("</" + name + ">\n")
}

// literal writes the rest of a property's start tag and its text.
func (w *rdfxmlWriter) literal(o Term) {
	switch {
	case o.Direction != NoDirection:
		w.attribute("xmlns:"+w.its, itsNamespace)
		w.attribute(w.its+":dir", o.Direction.String())
		w.attribute("rdf:version", "1.2")
		fallthrough
	case o.Language != "":
		w.attribute("xml:lang", o.Language)
	case o.Datatype != XSDString:
		w.attribute("rdf:datatype", o.Datatype)
	}
	w.text(">")
	w.buf = appendXMLText(w.buf, []byte(o.Value))
}

func (w *rdfxmlWriter) endDescription() {
	if !w.last.IsZero() {
		w.text("  </rdf:Description>\n")
	}
}

func (w *rdfxmlWriter) Close() error {
	if w.err == nil {
		w.open()
		w.endDescription()
		w.text("</rdf:RDF>\n")
	}
	return w.flush()
}
