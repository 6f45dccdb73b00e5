package rdf

import "strings"

// startTag reads a start tag or an empty element's tag.
func (x *xmlScanner) startTag() error {
	name, err := x.checkedName(1)
	if err != nil {
		return err
	}
	if len(x.open) == 0 && x.rooted {
		return x.cause("the end of the document after its one element")
	}
	if len(x.open) >= x.maxDepth {
		e := x.errorf("elements nested at most %d deep", x.maxDepth)
		e.Found, e.Err = "a deeper one", ErrLimit
		return e
	}
	x.rooted = true
	x.open = append(x.open, xmlElement{name, len(x.bindings)})
	x.token, x.name, x.attrs = xmlStart, name, x.attrs[:0]
	x.pos += 1 + len(name)
	size := 0
	for {
		spaced := x.space()
		switch c := x.at(0); {
		case c == '>':
			x.pos++
			return x.opened()
		case c == '/' && x.at(1) == '>':
			x.pos += 2
			x.empty = true
			return x.opened()
		case !spaced:
			return x.cause("'>', '/>' or white space and an attribute")
		}
		if err := x.attribute(&size); err != nil {
			return err
		}
	}
}

// opened settles the namespaces that the tag declared.
func (x *xmlScanner) opened() error {
	x.declared = len(x.bindings) - x.open[len(x.open)-1].bindings
	if x.declared > 0 {
		x.expansions.forget()
	}
	return nil
}

// attribute reads name="value" and keeps it, as a binding if it declares a
// namespace. It adds up the size of the tag.
func (x *xmlScanner) attribute(size *int) error {
	name, err := x.checkedName(0)
	if err != nil {
		return err
	}
	e := x.open[len(x.open)-1]
	if max(len(x.attrs), len(x.bindings)) >= maxXMLAttributes {
		err := x.errorf("at most %d attributes in a tag and namespaces in scope", maxXMLAttributes)
		err.Found, err.Err = "more", ErrLimit
		return err
	}
	for _, a := range x.attrs {
		if a.name == name {
			return x.cause("each attribute once; %s came before", name)
		}
	}
	x.pos += len(name)
	if err := x.value(); err != nil {
		return err
	}
	*size += len(x.text)
	if err := x.within(*size); err != nil {
		return err
	}
	value := x.strings.string(x.text)
	if prefix, ok := strings.CutPrefix(name, "xmlns"); ok && (prefix == "" || prefix[0] == ':') {
		return x.bind(strings.TrimPrefix(prefix, ":"), value, e.bindings)
	}
	x.attrs = append(x.attrs, xmlAttr{name, value})
	return nil
}

// value reads ="value" into text.
func (x *xmlScanner) value() error {
	x.space()
	if x.at(0) != '=' {
		return x.cause("'=' after the attribute's name")
	}
	x.pos++
	x.space()
	quote := x.at(0)
	if quote != '"' && quote != '\'' {
		return x.cause("the attribute's value in quotes")
	}
	x.pos++
	x.text = x.text[:0]
	if err := x.content(quote); err != nil {
		return err
	}
	if x.at(0) != quote {
		return x.cause("%q at the end of the attribute's value", quote)
	}
	x.pos++
	return nil
}

// bind brings a namespace into scope; the tag's own bindings begin at first.
func (x *xmlScanner) bind(prefix, namespace string, first int) error {
	if (prefix == "xml") != (namespace == xmlNamespace) || prefix == "xmlns" || prefix != "" && namespace == "" {
		return x.cause("a namespace that may be bound to this prefix, before it")
	}
	for _, b := range x.bindings[first:] {
		if b.prefix == prefix {
			return x.cause("each prefix declared once in a tag")
		}
	}
	x.bindings = append(x.bindings, xmlBinding{prefix, namespace})
	return x.namespaceWithin(len(namespace))
}

// namespace looks up a prefix, "" for the default namespace.
func (x *xmlScanner) namespace(prefix string) (string, bool) {
	for i := len(x.bindings) - 1; i >= 0; i-- {
		if x.bindings[i].prefix == prefix {
			return x.bindings[i].namespace, true
		}
	}
	if prefix == "xml" {
		return xmlNamespace, true
	}
	return "", prefix == ""
}

// iri gives the IRI that an element's or attribute's name stands for: its
// namespace followed by its local name. A name in no namespace is itself.
func (x *xmlScanner) iri(name string, isAttr bool) (string, error) {
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		if isAttr {
			return name, nil
		}
		prefix, local = "", name
	}
	mark := byte('e')
	e, ok := x.expansions.find([]byte(name), mark)
	if ok {
		return e.iri, nil
	}
	ns, ok := x.namespace(prefix)
	if !ok {
		err := x.errorf("a prefix that is declared")
		err.Found = prefix + ":"
		return "", err
	}
	x.expansions.set(e, name, mark, ns+local)
	return e.iri, nil
}
