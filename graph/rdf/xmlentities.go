package rdf

import "strings"

// xmlEntities are the internal general entities of a document, their values
// with all references in them replaced: a reference is replaced in one step.
//
// So that a small document cannot grow into a large one, values are short, their
// number is bounded, and all that references add up to is bounded by the size of
// the document.
type xmlEntities struct {
	values   map[string]string // nil before the document type
	replaced int               // bytes that references stood for
	paid     int               // bytes of the document that stood for them
}

const (
	maxEntities     = 1024
	maxEntityValue  = 4 << 10
	freeExpansion   = 1 << 20 // bytes that any document's references may stand for
	expansionFactor = 64      // and so many for each byte of the references
)

var predefinedEntities = map[string]string{"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": `"`}

// entity looks up an entity for a reference in the document.
func (x *xmlScanner) entity(name string) (string, error) {
	if v, ok := predefinedEntities[name]; ok {
		return v, nil
	}
	v, ok := x.entities.values[name]
	if !ok {
		e := x.errorf("an entity that is declared")
		e.Found = "&" + name + ";"
		return "", e
	}
	x.entities.replaced += len(v)
	x.entities.paid += len(name) + len("&;")
	if x.entities.replaced > freeExpansion+expansionFactor*x.entities.paid {
		e := x.errorf("entities that stand for less")
		e.Found, e.Err = "&"+name+";", ErrLimit
		return "", e
	}
	return v, nil
}

// internalSubset reads the declarations up to ].
func (x *xmlScanner) internalSubset() error {
	for {
		x.space()
		var err error
		switch {
		case x.at(0) == ']':
			x.pos++
			return nil
		case x.hasPrefix("<!--"):
			x.pos += 4
			err = x.delimited("-->", xmlComment)
		case x.hasPrefix("<?"):
			err = x.instruction()
		case x.hasPrefix("<!ENTITY"):
			x.pos += len("<!ENTITY")
			err = x.entityDeclaration()
		case x.hasPrefix("<!ELEMENT"), x.hasPrefix("<!NOTATION"), x.hasPrefix("<!ATTLIST"):
			err = x.skipDeclaration(x.hasPrefix("<!ATTLIST"))
		default:
			return x.cause("']' or a declaration; parameter entities are not read")
		}
		if err != nil {
			return err
		}
	}
}

// skipDeclaration skips a declaration that does not change what the document
// says. Default values of attributes would.
func (x *xmlScanner) skipDeclaration(attributes bool) error {
	for {
		switch c := x.at(0); c {
		case '>':
			x.pos++
			return nil
		case '"', '\'':
			if attributes {
				return x.cause("no default values of attributes, which are not supported")
			}
			if _, err := x.quotedRaw(c); err != nil {
				return err
			}
		case 0:
			return x.cause("'>' at the end of the declaration")
		default:
			x.pos++
		}
	}
}

// entityDeclaration reads what follows <!ENTITY.
func (x *xmlScanner) entityDeclaration() error {
	x.space()
	if x.at(0) == '%' {
		return x.cause("no parameter entities, which are not supported")
	}
	name, err := x.checkedName(0)
	if err != nil {
		return err
	}
	x.pos += len(name)
	x.space()
	quote := x.at(0)
	if quote != '"' && quote != '\'' {
		return x.cause("the entity's value in quotes; external entities are refused")
	}
	raw, err := x.quotedRaw(quote)
	if err != nil {
		return err
	}
	x.space()
	if x.at(0) != '>' {
		return x.cause("'>' at the end of the entity's declaration")
	}
	x.pos++
	return x.declare(strings.Clone(name), raw)
}

// declare keeps an entity; the first declaration of a name counts.
func (x *xmlScanner) declare(name, raw string) error {
	if _, ok := x.entities.values[name]; ok || predefinedEntities[name] != "" {
		return nil
	}
	value, problem := x.replace(raw)
	if problem == "" && (len(value) > maxEntityValue || len(x.entities.values) >= maxEntities) {
		e := x.errorf("at most %d entities of at most %d bytes", maxEntities, maxEntityValue)
		e.Found, e.Err = "&"+name+";", ErrLimit
		return e
	}
	if problem != "" {
		e := x.errorf("%s", problem)
		e.Found = "&" + name + ";"
		return e
	}
	x.entities.values[name] = value
	return nil
}

// replace replaces the references in an entity's value, or says what is wrong
// with it.
func (x *xmlScanner) replace(raw string) (value, problem string) {
	if strings.ContainsAny(raw, "<%") {
		return "", "an entity without markup"
	}
	var b strings.Builder
	for {
		text, rest, found := strings.Cut(raw, "&")
		b.WriteString(text)
		if b.Len() > maxEntityValue {
			return b.String(), ""
		}
		if !found {
			break
		}
		name, after, closed := strings.Cut(rest, ";")
		raw = after
		v, ok := x.entities.values[name]
		if p, is := predefinedEntities[name]; is {
			v, ok = p, true
		}
		if digits, is := strings.CutPrefix(name, "#"); is {
			var r rune
			r, ok = xmlCharacter(digits)
			v = string(r)
			if r == '<' || r == '&' { // which would be markup once the entity is used
				return "", "an entity without markup"
			}
		}
		if !closed || !ok {
			return "", "an entity whose value refers to entities declared before it"
		}
		b.WriteString(v)
	}
	for _, r := range b.String() {
		if !isXMLChar(r) {
			return "", "an entity of characters that XML allows"
		}
	}
	return b.String(), ""
}
