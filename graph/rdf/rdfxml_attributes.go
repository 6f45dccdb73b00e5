package rdf

import (
	"hash/maphash"
	"strings"
)

// The attributes that RDF/XML gives a meaning of its own.
type rdfAttr uint16

const (
	attrAbout rdfAttr = 1 << iota
	attrID
	attrNodeID
	attrResource
	attrDatatype
	attrParseType
	attrAnnotation
	attrAnnotationNodeID
)

var rdfAttrNames = map[string]rdfAttr{
	RDFNamespace + "about":            attrAbout,
	RDFNamespace + "ID":               attrID,
	RDFNamespace + "nodeID":           attrNodeID,
	RDFNamespace + "resource":         attrResource,
	RDFNamespace + "datatype":         attrDatatype,
	RDFNamespace + "parseType":        attrParseType,
	RDFNamespace + "annotation":       attrAnnotation,
	RDFNamespace + "annotationNodeID": attrAnnotationNodeID,
	// Without a namespace, as documents before 2004 have them.
	"about":     attrAbout,
	"ID":        attrID,
	"resource":  attrResource,
	"parseType": attrParseType,
}

// Names of the RDF namespace that can name neither nodes nor properties.
var notNames = map[string]bool{
	"RDF": true, "ID": true, "about": true, "parseType": true, "resource": true, "nodeID": true, "datatype": true,
	"annotation": true, "annotationNodeID": true, "version": true,
	"bagID": true, "aboutEach": true, "aboutEachPrefix": true,
}

// rdfAttributes are the attributes of one element, sorted out.
type rdfAttributes struct {
	xmlScope
	has    rdfAttr
	values map[rdfAttr]string
	props  []xmlAttr // property attributes, by IRI
}

const (
	itsDir     = "http://www.w3.org/2005/11/itsdir"
	itsVersion = "http://www.w3.org/2005/11/itsversion"
)

// rdfAttributes sorts out the attributes of the start tag just read, which
// inherits a scope.
func (x *rdfxmlReader) rdfAttributes(scope xmlScope) (rdfAttributes, error) {
	a := rdfAttributes{xmlScope: scope}
	for _, attr := range x.attrs {
		iri, err := x.iri(attr.name, true)
		if err != nil {
			return a, err
		}
		if err := x.rdfAttribute(&a, attr, iri); err != nil {
			return a, err
		}
	}
	return a, nil
}

func (x *rdfxmlReader) rdfAttribute(a *rdfAttributes, attr xmlAttr, iri string) error {
	kind := rdfAttrNames[iri]
	switch {
	case kind != 0:
		if a.has&kind != 0 {
			return x.attrError("the attribute once", attr)
		}
		if a.values == nil {
			a.values = map[rdfAttr]string{}
		}
		a.has |= kind
		a.values[kind] = attr.value
	case attr.name == "xml:lang":
		a.language = attr.value
	case attr.name == "xml:base":
		base := withoutFragment(attr.value)
		if schemeLength(base) < 0 && a.base == "" {
			return x.attrError("an absolute base", attr)
		}
		a.base = ResolveIRI(a.base, base)
		return x.namespaceWithin(len(a.base))
	case iri == itsDir:
		return x.direction(a, attr)
	case iri == RDFNamespace+"version":
		a.v12 = strings.HasPrefix(attr.value, "1.2")
	case iri == itsVersion, strings.HasPrefix(attr.name, "xml"), strings.HasPrefix(attr.name, "XML"):
	case iri == "type":
		a.props = append(a.props, xmlAttr{RDFType, attr.value})
	case iri == attr.name:
		return x.attrError("attributes of a namespace", attr)
	default:
		if local, ok := strings.CutPrefix(iri, RDFNamespace); ok && (notNames[local] || local == "Description" || local == "li") {
			return x.attrError("an attribute that may be a property", attr)
		}
		a.props = append(a.props, xmlAttr{iri, attr.value})
	}
	return nil
}

func (x *rdfxmlReader) direction(a *rdfAttributes, attr xmlAttr) error {
	switch attr.value {
	case "ltr":
		a.direction = LTR
	case "rtl":
		a.direction = RTL
	default:
		return x.attrError(`"ltr" or "rtl"`, attr)
	}
	return nil
}

func (x *rdfxmlReader) attrError(expected string, attr xmlAttr) error {
	e := x.errorf("%s", expected)
	e.Found = attr.name + "=" + `"` + attr.value + `"`
	return e
}

// only reports attributes other than those allowed; property attributes are
// never allowed here.
func (a *rdfAttributes) only(x *rdfxmlReader, allowed rdfAttr, what string) error {
	if a.has&^allowed != 0 || len(a.props) > 0 {
		return x.misplaced("%s", what)
	}
	return nil
}

func withoutFragment(iri string) string {
	iri, _, _ = strings.Cut(iri, "#")
	return iri
}

// resolve makes a term of an IRI reference.
func (x *rdfxmlReader) resolve(scope *xmlScope, ref string) (Term, error) {
	if schemeLength(ref) < 0 {
		if scope.base == "" {
			e := x.errorf("an absolute IRI, since there is no base")
			e.Found = ref
			return Term{}, e
		}
		ref = ResolveIRI(withoutFragment(scope.base), ref)
	}
	return x.checked(ref)
}

// checked makes a term of an absolute IRI.
func (x *rdfxmlReader) checked(iri string) (Term, error) {
	if err := checkIRI(iri); err != nil {
		e := x.errorf("an IRI")
		e.Found, e.Err = "a bad one: "+strings.TrimPrefix(err.Error(), "rdf: "), err
		return Term{}, e
	}
	return IRI(iri), nil
}

// maxIDs bounds how many values of rdf:ID are remembered.
const maxIDs = 1 << 20

// id makes a term of a value of rdf:ID, of which a document may have each once.
func (x *rdfxmlReader) id(scope *xmlScope, id string) (Term, error) {
	if !isNCName(id) {
		return Term{}, x.attrError("a name without colons", xmlAttr{"rdf:ID", id})
	}
	t, err := x.resolve(scope, "#"+id)
	if err != nil {
		return t, err
	}
	h := maphash.String(x.seed, t.Value)
	if _, ok := x.ids[h]; ok {
		return t, x.attrError("each rdf:ID once", xmlAttr{"rdf:ID", id})
	}
	if len(x.ids) < maxIDs {
		x.ids[h] = struct{}{}
	}
	return t, nil
}

// labelled makes a term of a value of rdf:nodeID.
func (x *rdfxmlReader) labelled(id string) (Term, error) {
	if !isNCName(id) {
		return Term{}, x.attrError("a name without colons", xmlAttr{"rdf:nodeID", id})
	}
	return Blank(documentLabel(id)), nil
}

// literal makes a literal in the scope's language and direction.
func (x *rdfxmlReader) stringIn(scope *xmlScope, s string) (Term, error) {
	if scope.language == "" {
		return String(s), nil
	}
	if n, _ := languageLength([]byte(scope.language)); n != len(scope.language) {
		return Term{}, x.attrError("a language tag such as kaa or uz-Cyrl", xmlAttr{"xml:lang", scope.language})
	}
	if !scope.v12 {
		return LangString(s, scope.language), nil
	}
	return DirLangString(s, scope.language, scope.direction), nil
}
