package rdf

// Terms that the grammar implies.
var (
	termType    = IRI(RDFType)
	termFirst   = IRI(RDFFirst)
	termRest    = IRI(RDFRest)
	termNil     = IRI(RDFNil)
	termReifies = IRI(RDFReifies)
)

// step reads one piece of the document: a directive, a subject, a verb, an
// object or a mark.
func (t *turtleReader) step() error {
	if len(t.stack) == 0 {
		return t.outside()
	}
	switch f := &t.stack[len(t.stack)-1]; f.state {
	case wantVerb, wantVerbOrEnd, wantNextVerb:
		return t.verbStep(f)
	case wantObject:
		return t.objectStep(f)
	case wantContinuation:
		return t.continuationStep(f)
	default:
		return t.itemStep(f)
	}
}

// outside reads what stands between statements.
func (t *turtleReader) outside() error {
	switch c := t.next(); {
	case t.pos == len(t.buf) && t.inGraph:
		return t.cause("'}' at the end of the graph")
	case t.pos == len(t.buf):
		return t.err
	case c == '}' && t.inGraph:
		t.pos++
		t.inGraph, t.graph = false, Term{}
		return nil
	case c == '{' && t.trig && !t.inGraph:
		return t.openGraph(Term{})
	case c == '@' && !t.inGraph:
		return t.atDirective()
	case class[c]&alpha != 0 && !t.inGraph:
		if done, err := t.keyword(); done {
			return err
		}
	}
	return t.subjectStep()
}

func (t *turtleReader) openGraph(name Term) error {
	t.pos++ // {
	t.inGraph, t.graph = true, name
	return nil
}

// subjectStep opens a statement, or the graph that the subject turns out to
// name.
func (t *turtleReader) subjectStep() error {
	var subject Term
	state := wantVerb
	mayName := t.trig && !t.inGraph
	switch c := t.buf[t.pos]; {
	case c == '[':
		t.pos++
		subject = t.blanks.fresh()
		if t.next() == ']' {
			t.pos++
			break
		}
		if err := t.push(statement, wantVerbOrEnd, subject); err != nil {
			return err
		}
		return t.push(propertyList, wantVerb, subject)
	case c == '(':
		return t.collectionSubject()
	case c == '<' && t.at(1) == '<':
		if err := t.reifiedTriple(&subject); err != nil {
			return err
		}
		state, mayName = wantVerbOrEnd, false
	default:
		if err := t.node(&subject, "a subject (IRI, blank node, [ ], ( ) or << >>)"); err != nil {
			return err
		}
	}
	if mayName && t.next() == '{' {
		return t.openGraph(subject)
	}
	return t.push(statement, state, subject)
}

func (t *turtleReader) collectionSubject() error {
	t.pos++
	if t.next() == ')' {
		t.pos++
		return t.push(statement, wantVerb, termNil)
	}
	node := t.blanks.fresh()
	if err := t.push(statement, wantVerb, node); err != nil {
		return err
	}
	return t.push(collection, wantFirstItem, node)
}

func (t *turtleReader) verbStep(f *frame) error {
	c := t.next()
	if f.state == wantNextVerb && c == ';' {
		t.pos++
		return nil
	}
	if f.state != wantVerb && t.ends(f.kind, c) {
		return t.end(f.kind)
	}
	f.state = wantObject
	return t.verb(&f.predicate)
}

// ends reports whether c can only be the end of a construct.
func (t *turtleReader) ends(kind frameKind, c byte) bool {
	switch kind {
	case statement:
		return c == '.' || c == '}' && t.inGraph
	case propertyList:
		return c == ']'
	default:
		return c == '|'
	}
}

// end reads the end of the construct on top of the stack.
func (t *turtleReader) end(kind frameKind) error {
	switch {
	case kind == annotation && !t.hasPrefix("|}"):
		return t.cause("'|}' at the end of the annotation")
	case kind == annotation:
		t.pos += 2
	case t.buf[t.pos] != '}': // which ends the graph as well
		t.pos++
	}
	t.pop()
	return nil
}

func (t *turtleReader) objectStep(f *frame) error {
	f.state, f.reifier = wantContinuation, Term{}
	open, err := t.object(&f.object)
	if err != nil {
		return err
	}
	t.emit(&f.subject, &f.predicate, &f.object)
	return t.openObject(open, f.object)
}

// openObject opens the construct that an object turned out to be.
func (t *turtleReader) openObject(open byte, object Term) error {
	switch open {
	case '[':
		return t.push(propertyList, wantVerb, object)
	case '(':
		return t.push(collection, wantFirstItem, object)
	}
	return nil
}

func (t *turtleReader) continuationStep(f *frame) error {
	switch c := t.next(); {
	case c == ',':
		t.pos++
		f.state = wantObject
	case c == ';':
		t.pos++
		f.state = wantNextVerb
	case c == '~':
		t.pos++
		return t.reifier(Triple{f.subject, f.predicate, f.object}, &f.reifier)
	case c == '{' && t.at(1) == '|':
		return t.annotationBlock(f)
	case t.ends(f.kind, c):
		return t.end(f.kind)
	default:
		return t.cause("%s after the object", [...]string{
			statement: "',', ';' or '.'", propertyList: "',', ';' or ']'", annotation: "',', ';' or '|}'",
		}[f.kind])
	}
	return nil
}

// annotationBlock opens {| for the last reifier of the object, or a new one.
func (t *turtleReader) annotationBlock(f *frame) error {
	t.pos += 2
	reifier := f.reifier
	if reifier.IsZero() {
		reifier = t.blanks.fresh()
		t.emitReifies(&reifier, Triple{f.subject, f.predicate, f.object})
	}
	f.reifier = Term{}
	return t.push(annotation, wantVerb, reifier)
}

func (t *turtleReader) itemStep(f *frame) error {
	c := t.next()
	if c == ')' && f.state == wantItem {
		t.pos++
		t.emit(&f.subject, &termRest, &termNil)
		t.pop()
		return nil
	}
	if f.state == wantItem {
		node := t.blanks.fresh()
		t.emit(&f.subject, &termRest, &node)
		f.subject = node
	}
	f.state = wantItem
	open, err := t.object(&f.object)
	if err != nil {
		return err
	}
	t.emit(&f.subject, &termFirst, &f.object)
	return t.openObject(open, f.object)
}
