package rdf

import (
	"strconv"
	"strings"
)

// node opens a node element.
func (x *rdfxmlReader) node(iri string, a rdfAttributes) error {
	const names = attrAbout | attrID | attrNodeID
	local, isRDF := strings.CutPrefix(iri, RDFNamespace)
	if isRDF && (notNames[local] || local == "li") {
		return x.misplaced("a node")
	}
	if a.has&^names != 0 || a.has&(a.has-1) != 0 {
		return x.misplaced("at most one of rdf:about, rdf:ID and rdf:nodeID, and properties")
	}
	subject, err := x.named(&a)
	if err != nil {
		return err
	}
	if err := x.nodeIn(x.top(), subject); err != nil {
		return err
	}
	if iri != RDFNamespace+"Description" {
		class, err := x.checked(iri)
		if err != nil {
			return err
		}
		x.emit(subject, termType, class)
	}
	if err := x.propertyAttributes(subject, &a); err != nil {
		return err
	}
	x.stack = append(x.stack, xmlFrame{kind: xmlNode, xmlScope: a.xmlScope, subject: subject})
	return nil
}

// named makes the term that an element's attributes name, or a blank node.
func (x *rdfxmlReader) named(a *rdfAttributes) (Term, error) {
	switch {
	case a.has&attrAbout != 0:
		return x.resolve(&a.xmlScope, a.values[attrAbout])
	case a.has&attrResource != 0:
		return x.resolve(&a.xmlScope, a.values[attrResource])
	case a.has&attrID != 0:
		return x.id(&a.xmlScope, a.values[attrID])
	case a.has&attrNodeID != 0:
		return x.labelled(a.values[attrNodeID])
	}
	return x.blanks.fresh(), nil
}

// nodeIn states what a node says by standing in f.
func (x *rdfxmlReader) nodeIn(f *xmlFrame, node Term) error {
	switch f.kind {
	case xmlProperty:
		f.text = nil
		x.state(f, node)
	case xmlList:
		item := x.blanks.fresh()
		if f.items == 0 {
			x.state(f, item)
		} else {
			x.emit(f.subject, termRest, item)
		}
		f.subject = item
		x.emit(item, termFirst, node)
	}
	f.items++
	return nil
}

func (x *rdfxmlReader) propertyAttributes(subject Term, a *rdfAttributes) error {
	for _, p := range a.props {
		predicate, err := x.checked(p.name)
		if err != nil {
			return err
		}
		var object Term
		if p.name == RDFType {
			object, err = x.resolve(&a.xmlScope, p.value)
		} else {
			object, err = x.stringIn(&a.xmlScope, p.value)
		}
		if err != nil {
			return err
		}
		x.emit(subject, predicate, object)
	}
	return nil
}

// property opens a property element of the node f.
func (x *rdfxmlReader) property(f *xmlFrame, iri string, a rdfAttributes) error {
	if local, ok := strings.CutPrefix(iri, RDFNamespace); ok {
		if notNames[local] || local == "Description" {
			return x.misplaced("a property")
		}
		if local == "li" {
			f.items++
			iri = RDFNamespace + "_" + strconv.Itoa(f.items)
		}
	}
	predicate, err := x.checked(iri)
	if err != nil {
		return err
	}
	p := xmlFrame{xmlScope: a.xmlScope, subject: f.subject, predicate: predicate}
	if err := x.aboutStatement(&p, &a); err != nil {
		return err
	}
	if a.has&attrParseType != 0 {
		err = x.parseType(&p, &a)
	} else {
		err = x.plainProperty(&p, &a)
	}
	x.stack = append(x.stack, p)
	return err
}

const attrsOfStatement = attrID | attrAnnotation | attrAnnotationNodeID

// aboutStatement reads the attributes that speak of the statement itself.
func (x *rdfxmlReader) aboutStatement(p *xmlFrame, a *rdfAttributes) (err error) {
	if a.has&attrID != 0 {
		if p.statement, err = x.id(&a.xmlScope, a.values[attrID]); err != nil {
			return err
		}
	}
	if a.has&attrAnnotation != 0 {
		r, err := x.resolve(&a.xmlScope, a.values[attrAnnotation])
		if err != nil {
			return err
		}
		p.reifies = append(p.reifies, r)
	}
	if a.has&attrAnnotationNodeID != 0 {
		r, err := x.labelled(a.values[attrAnnotationNodeID])
		if err != nil {
			return err
		}
		p.reifies = append(p.reifies, r)
	}
	return nil
}

// plainProperty settles what a property without rdf:parseType may hold.
func (x *rdfxmlReader) plainProperty(p *xmlFrame, a *rdfAttributes) error {
	p.kind = xmlProperty
	switch rest := a.has &^ attrsOfStatement; {
	case rest == attrDatatype && len(a.props) == 0:
		t, err := x.resolve(&a.xmlScope, a.values[attrDatatype])
		if err == nil && needsLanguage(t.Value) {
			err = x.misplaced("a datatype other than rdf:langString and rdf:dirLangString, which only xml:lang gives")
		}
		p.datatype = t.Value
		return err
	case rest&^(attrResource|attrNodeID) != 0 || rest == attrResource|attrNodeID:
		return x.misplaced("attributes that go together: rdf:resource or rdf:nodeID or rdf:datatype")
	case rest == 0 && len(a.props) == 0:
		return nil
	}
	p.kind = xmlHollow
	a.has &^= attrsOfStatement
	object, err := x.named(a)
	if err != nil {
		return err
	}
	x.state(p, object)
	return x.propertyAttributes(object, a)
}

// textProperty states a property that holds text.
func (x *rdfxmlReader) textProperty(f *xmlFrame) error {
	value := x.strings.string(f.text)
	if f.datatype != "" {
		x.state(f, Literal(value, f.datatype))
		return nil
	}
	object, err := x.stringIn(&f.xmlScope, value)
	x.state(f, object)
	return err
}

// parseType opens a property with that attribute.
func (x *rdfxmlReader) parseType(p *xmlFrame, a *rdfAttributes) error {
	if err := a.only(x, attrParseType|attrsOfStatement, "no other attributes with rdf:parseType"); err != nil {
		return err
	}
	switch a.values[attrParseType] {
	case "Resource":
		p.kind = xmlResource
		object := x.blanks.fresh()
		x.state(p, object)
		p.subject = object
	case "Collection":
		p.kind = xmlList
	case "Triple":
		p.kind = xmlSkipped
		if a.v12 {
			p.kind = xmlTriple
			x.captured = append(x.captured, xmlCapture{})
		}
	default:
		p.kind = xmlLiteral
		p.literal = newXMLCanonical(&x.xmlScanner)
	}
	return nil
}

// endTriple states a property whose object is the triple term that was captured.
func (x *rdfxmlReader) endTriple(f *xmlFrame) error {
	c := x.captured[len(x.captured)-1]
	x.captured = x.captured[:len(x.captured)-1]
	if c.count != 1 {
		e := x.errorf("one statement in a triple term")
		e.Found = strconv.Itoa(c.count)
		return e
	}
	x.state(f, Term{Kind: KindTriple, Triple: &c.triple})
	return nil
}

// skippedToken skips the content of a triple term.
func (x *rdfxmlReader) skippedToken() error {
	f := x.top()
	switch x.token {
	case xmlStart:
		f.items++
	case xmlEnd:
		if f.items == 0 {
			x.stack = x.stack[:len(x.stack)-1]
		}
		f.items--
		x.leave()
	}
	return nil
}
