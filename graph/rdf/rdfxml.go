package rdf

import (
	"hash/maphash"
	"io"
)

// An rdfxmlReader reads RDF/XML, with what the 1.2 draft adds to it: triple
// terms, annotations and base directions.
//
// In RDF/XML elements stand in turn for nodes and for properties. The reader
// keeps a frame for each that is open:
//
//	<rdf:RDF>                                      root
//	  <schema:City rdf:about="...">                node      subject
//	    <rdfs:label xml:lang="en">Khiva</>         property  subject, predicate, text
//	    <schema:location rdf:parseType="Resource"> resource  subject: what the property points to
//	    <ex:list rdf:parseType="Collection">       list      subject: the last list node
type rdfxmlReader struct {
	xmlScanner
	blanks blankNodes
	stack  []xmlFrame
	ids    map[uint64]struct{} // hashes of the IRIs that rdf:ID made
	seed   maphash.Seed

	captured []xmlCapture // by the triple terms that are open

	queue []Quad
	head  int
	ended error
}

type xmlFrameKind uint8

const (
	xmlRoot     xmlFrameKind = iota // rdf:RDF
	xmlNode                         // holds properties
	xmlProperty                     // holds text or one node
	xmlHollow                       // a property that is complete and holds nothing
	xmlResource                     // parseType="Resource", holds properties
	xmlList                         // parseType="Collection", holds nodes
	xmlLiteral                      // parseType="Literal", holds anything
	xmlTriple                       // parseType="Triple", holds one node with one property
	xmlSkipped                      // parseType="Triple" in a document not of version 1.2
)

type xmlFrame struct {
	kind xmlFrameKind
	xmlScope
	subject   Term // of a node or a list, or what a property is stated of
	predicate Term // of a property
	reifies   []Term
	statement Term   // the rdf:Statement that a property's rdf:ID names
	datatype  string // of a property
	items     int    // rdf:li so far, or nodes so far
	text      []byte
	literal   *xmlCanonical
}

// xmlScope is what elements inherit.
type xmlScope struct {
	base, language string
	direction      Direction
	v12            bool // rdf:version="1.2"
}

// An xmlCapture collects what a triple term holds instead of stating it.
type xmlCapture struct {
	triple Triple
	count  int
}

func newRDFXMLReader(r io.Reader, opts ReaderOptions) (*rdfxmlReader, error) {
	in, err := xmlInput(r)
	if err != nil {
		return nil, err
	}
	return &rdfxmlReader{
		xmlScanner: xmlScanner{
			scanner: newScanner(in, RDFXML, opts), maxDepth: opts.MaxDepth, expansions: newExpansions(),
		},
		stack: []xmlFrame{{kind: xmlRoot, xmlScope: xmlScope{base: opts.Base}}},
		ids:   map[uint64]struct{}{},
		seed:  maphash.MakeSeed(),
	}, nil
}

func (x *rdfxmlReader) Read() (Quad, error) {
	for x.head == len(x.queue) {
		x.queue, x.head = x.queue[:0], 0
		if x.ended == nil {
			x.ended = x.step()
		}
		if x.ended != nil && len(x.queue) == 0 {
			return Quad{}, x.ended
		}
	}
	x.head++
	return x.queue[x.head-1], nil
}

func (x *rdfxmlReader) top() *xmlFrame { return &x.stack[len(x.stack)-1] }

// step reads one token and acts on it.
func (x *rdfxmlReader) step() error {
	if err := x.next(); err != nil {
		return err
	}
	f := x.top()
	switch {
	case x.token == xmlEOF:
		return io.EOF
	case f.kind == xmlLiteral:
		return x.literalToken(f)
	case f.kind == xmlSkipped:
		return x.skippedToken()
	case x.token == xmlStart:
		return x.element(f)
	case x.token == xmlEnd:
		return x.endElement(f)
	case x.token == xmlText:
		return x.textToken(f)
	}
	return nil
}

// element opens a node or a property, as the frame it stands in wants.
func (x *rdfxmlReader) element(f *xmlFrame) error {
	a, err := x.rdfAttributes(f.xmlScope)
	if err != nil {
		return err
	}
	iri, err := x.iri(x.name, false)
	if err != nil {
		return err
	}
	switch f.kind {
	case xmlNode, xmlResource:
		return x.property(f, iri, a)
	case xmlRoot:
		if len(x.stack) == 1 && iri == RDFNamespace+"RDF" {
			if err := a.only(x, 0, "no attributes of rdf:RDF but declarations"); err != nil {
				return err
			}
			x.stack = append(x.stack, xmlFrame{kind: xmlRoot, xmlScope: a.xmlScope})
			return nil
		}
	case xmlHollow:
		return x.misplaced("</%s>, since its attributes say it all", x.open[len(x.open)-2].name)
	case xmlProperty:
		if f.items > 0 || f.datatype != "" || !isBlank(f.text) {
			return x.misplaced("the end of the property, which holds text or one element")
		}
	case xmlTriple:
		if f.items > 0 {
			return x.misplaced("the end of the triple term, which holds one element")
		}
	}
	return x.node(iri, a)
}

// misplaced reports the start tag just read.
func (x *rdfxmlReader) misplaced(expected string, args ...any) error {
	e := x.errorf(expected, args...)
	e.Found = "<" + x.name + ">"
	return e
}

func (x *rdfxmlReader) textToken(f *xmlFrame) error {
	if f.kind == xmlProperty {
		if err := x.within(len(f.text) + len(x.text)); err != nil {
			return err
		}
		f.text = append(f.text, x.text...)
		if f.items == 0 || isBlank(f.text) {
			return nil
		}
	} else if isBlank(x.text) {
		return nil
	}
	e := x.errorf("%s", [...]string{
		xmlRoot: "a node", xmlNode: "a property", xmlProperty: "the end of the property, which holds text or one element",
		xmlHollow: "the end of the property, since its attributes say it all", xmlResource: "a property",
		xmlList: "a node", xmlTriple: "a node",
	}[f.kind])
	e.Found = "text"
	return e
}

func isBlank(text []byte) bool {
	for _, c := range text {
		if !isXMLSpace(c) {
			return false
		}
	}
	return true
}

// endElement closes the frame and states what its end completes.
func (x *rdfxmlReader) endElement(f *xmlFrame) error {
	var err error
	switch f.kind {
	case xmlProperty:
		if f.items == 0 {
			err = x.textProperty(f)
		}
	case xmlList:
		if f.items == 0 {
			x.state(f, termNil)
		} else {
			x.emit(f.subject, termRest, termNil)
		}
	case xmlTriple:
		err = x.endTriple(f)
	}
	x.stack = x.stack[:len(x.stack)-1]
	x.leave()
	return err
}

// emit states a triple, or gives it to the triple term that is open.
func (x *rdfxmlReader) emit(s, p, o Term) {
	if n := len(x.captured); n > 0 {
		x.captured[n-1].triple = Triple{s, p, o}
		x.captured[n-1].count++
		return
	}
	x.queue = append(x.queue, Quad{Subject: s, Predicate: p, Object: o})
}

// state states the property of f with an object, and what its attributes say of
// that statement.
func (x *rdfxmlReader) state(f *xmlFrame, object Term) {
	x.emit(f.subject, f.predicate, object)
	if !f.statement.IsZero() {
		x.emit(f.statement, termType, IRI(RDFNamespace+"Statement"))
		x.emit(f.statement, IRI(RDFNamespace+"subject"), f.subject)
		x.emit(f.statement, IRI(RDFNamespace+"predicate"), f.predicate)
		x.emit(f.statement, IRI(RDFNamespace+"object"), object)
	}
	for _, r := range f.reifies {
		x.emit(r, termReifies, TripleTerm(f.subject, f.predicate, object))
	}
}
