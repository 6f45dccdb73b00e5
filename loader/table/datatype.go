package table

import (
	"encoding/json"
	"regexp"
	"strings"

	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// builtIn are the datatypes of CSVW (metadata, 5.11.1) and their IRIs.
var builtIn = func() map[string]string {
	all := map[string]string{
		"any": vocab.XSD + "anyAtomicType", "number": vocab.XSD + "double", "binary": vocab.XSD + "base64Binary",
		"datetime": vocab.XSDDateTime, "xml": vocab.RDF + "XMLLiteral", "html": vocab.RDF + "HTML", "json": csvwNamespace + "JSON",
	}
	for _, name := range []string{"anyAtomicType", "anyURI", "string", "normalizedString", "token"} {
		all[name] = vocab.XSD + name
	}
	for name := range numberRanges {
		all[name] = vocab.XSD + name
	}
	for name := range xsdLexical {
		all[name] = vocab.XSD + name
	}
	return all
}()

// A datatype turns texts into literals.
type datatype struct {
	base, iri string
	own       bool // iri is the mapping's own, whatever the precision of a date
	keepLines bool // line ends and tabs are no spaces
	keepSpace bool // space is not trimmed and collapsed
	expected  string

	numbers     *numberFormat
	dates       []datePattern
	truth, lies string // of booleans
	pattern     *regexp.Regexp
}

var plainText = newDatatype("string")

// newDatatype makes a datatype of CSVW; number is another name of double.
func newDatatype(name string) datatype {
	iri := builtIn[name]
	base, ok := strings.CutPrefix(iri, vocab.XSD)
	if !ok {
		base = name
	}
	d := datatype{base: base, iri: iri, expected: "a value of type " + name}
	switch base {
	case "string", "json", "xml", "html", "anyAtomicType":
		d.keepLines, d.keepSpace = true, true
	case "normalizedString":
		d.keepSpace = true
	}
	if _, ok := numberRanges[base]; ok {
		d.numbers = &numberFormat{decimal: "."}
	}
	return d
}

// readDatatype reads a property: a name, the IRI of a datatype, or an object.
func (o *object) readDatatype(property string, d *datatype) {
	raw, ok := o.get(property)
	if !ok {
		return
	}
	var name string
	if json.Unmarshal(raw, &name) == nil && name != "" {
		*d = o.namedDatatype(property, name)
		return
	}
	if raw[0] != '{' {
		o.fail(property, "a datatype such as date or {\"base\": \"date\", \"format\": \"dd.MM.yyyy\"}", raw)
		return
	}
	desc := newObject(o.at(property), raw)
	base, id := "string", ""
	desc.string("base", &base)
	desc.string("@id", &id)
	*d = desc.namedDatatype("base", base)
	if id != "" {
		d.iri, d.own = expandPrefix(id), true
		desc.checkIRI("@id", d.iri)
	}
	if format, ok := desc.get("format"); ok {
		desc.readFormat(d, format)
	}
	// Constraints say what a table should hold, not what it means.
	err := desc.close("name", "length", "minLength", "maxLength", "minimum", "maximum",
		"minInclusive", "maxInclusive", "minExclusive", "maxExclusive")
	if o.err == nil {
		o.err = err
	}
}

// namedDatatype finds a datatype by its name in CSVW or by its IRI.
func (o *object) namedDatatype(property, name string) datatype {
	iri := expandPrefix(name)
	if builtIn[name] != "" {
		return newDatatype(name)
	}
	if local, ok := strings.CutPrefix(iri, vocab.XSD); ok && builtIn[local] == iri {
		return newDatatype(local)
	}
	if !isAbsolute(iri) {
		o.failf(property, "expected a datatype of CSVW, such as string, integer, date, gYear or anyURI, or the IRI of another one, found %s", quote(name))
	}
	o.checkIRI(property, iri)
	d := newDatatype("anyAtomicType")
	d.iri, d.own = iri, true
	return d
}

func (o *object) checkIRI(property, iri string) {
	q := rdf.Quad{Subject: rdf.IRI(iri), Predicate: rdf.IRI(rdf.RDFType), Object: rdf.IRI(iri)}
	if err := q.Validate(); err != nil {
		o.failf(property, "expected an absolute IRI, found %s", quote(iri))
	}
}

// readFormat reads the format of a datatype, which is another thing for every
// kind of datatypes.
func (o *object) readFormat(d *datatype, raw json.RawMessage) {
	if d.numbers != nil {
		o.readNumberFormat(d, raw)
		return
	}
	var format string
	if json.Unmarshal(raw, &format) != nil || format == "" {
		o.fail("format", "a string", raw)
		return
	}
	var err error
	switch {
	case d.base == "boolean":
		var ok bool
		if d.truth, d.lies, ok = strings.Cut(format, "|"); !ok || d.truth == "" || d.lies == "" || d.truth == d.lies {
			o.fail("format", "the words for true and false, such as Y|N", raw)
		}
		d.expected = quote(d.truth) + " or " + quote(d.lies)
	case dateShapes[d.base] != nil:
		d.dates, err = parseDateFormat(d.base, format)
		d.expected = "a " + d.base + " such as " + strings.ReplaceAll(format, "|", " or ")
	case xsdLexical[d.base] != nil && strings.HasPrefix(d.base, "g"):
		o.failf("format", "expected none for %s, found %s", d.base, quote(format))
	default:
		d.pattern, err = regexp.Compile(`^(?:` + format + `)$`)
		d.expected += " that matches " + quote(format)
	}
	if err != nil {
		o.failf("format", "%w", err)
	}
}

func (o *object) readNumberFormat(d *datatype, raw json.RawMessage) {
	if len(raw) == 0 || raw[0] != '{' {
		o.fail("format", `{"decimalChar": ",", "groupChar": " "} (number patterns are not read)`, raw)
		return
	}
	f := newObject(o.at("format"), raw)
	f.string("decimalChar", &d.numbers.decimal)
	f.string("groupChar", &d.numbers.group)
	if d.numbers.decimal == "" || d.numbers.decimal == d.numbers.group || strings.ContainsAny(d.numbers.decimal+d.numbers.group, "0123456789+-") {
		f.failf("", "expected two marks that are no part of a number, found %s and %s", quote(d.numbers.decimal), quote(d.numbers.group))
	}
	if err := f.close(); err != nil && o.err == nil {
		o.err = err
	}
}

// normal is what white space of a cell comes to.
func (d *datatype) normal(s string) string {
	if !d.keepLines && strings.ContainsAny(s, "\r\n\t") {
		s = strings.Map(func(r rune) rune {
			if r == '\r' || r == '\n' || r == '\t' {
				return ' '
			}
			return r
		}, s)
	}
	if d.keepSpace {
		return s
	}
	s = strings.Trim(s, " ")
	if strings.Contains(s, "  ") {
		s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
	}
	return s
}

// literal reads one value.
func (d *datatype) literal(s, language string) (rdf.Term, bool) {
	switch {
	case d.numbers != nil:
		n, ok := d.numbers.normal(s)
		return rdf.Literal(n, d.iri), ok && validNumber(d.base, n)
	case d.truth != "":
		return rdf.Literal(map[bool]string{true: "true", false: "false"}[s == d.truth], d.iri), s == d.truth || s == d.lies
	case d.dates != nil:
		return d.date(s)
	case d.pattern != nil && !d.pattern.MatchString(s), !validLexical(d.base, s):
		return rdf.Term{}, false
	case language != "" && d.iri == rdf.XSDString:
		return rdf.LangString(s, language), true
	}
	return rdf.Literal(s, d.iri), true
}

func (d *datatype) date(s string) (rdf.Term, bool) {
	for _, p := range d.dates {
		if parts, ok := p.parse(s); ok {
			value, iri := parts.lexical()
			if d.own || d.base == "dateTimeStamp" {
				iri = d.iri
			}
			return rdf.Literal(value, iri), true
		}
	}
	return rdf.Term{}, false
}
