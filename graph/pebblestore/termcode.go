package pebblestore

import (
	"encoding/binary"
	"errors"
	"fmt"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// maxTripleDepth is how deep triple terms stand in one another, at most.
const maxTripleDepth = 64

var errTermCode = errors.New("bytes of a term are not well formed")

// appendTerm appends the bytes that the dictionary keeps of a term. With the tag
// of its id they are the term; equal terms have equal bytes. What many terms
// share comes first, so that sorted terms share long prefixes:
//
//	IRI, blank, string   value
//	language string      uvarint(len(language)<<2 | direction) language value
//	other literal        uvarint(len(datatype)) datatype value
//	triple               for each of three terms: tag uvarint(len) bytes
//
// A part of a triple that has an inline id is kept like any other.
func appendTerm(dst []byte, t rdf.Term) ([]byte, error) {
	return appendTermAt(dst, t, 0)
}

func appendTermAt(dst []byte, t rdf.Term, depth int) ([]byte, error) {
	switch index.TagOf(t) {
	case index.TagIRI, index.TagBlank:
		if t.Datatype != "" || t.Language != "" || t.Direction != rdf.NoDirection {
			return dst, fmt.Errorf("%w: %q is no literal and has a datatype or a language", ErrTerm, t.Value)
		}
		return append(dst, t.Value...), nil
	case index.TagString:
		if t.Language != "" || t.Direction != rdf.NoDirection {
			return dst, fmt.Errorf("%w: an xsd:string with language %q", ErrTerm, t.Language)
		}
		return append(dst, t.Value...), nil
	case index.TagLangString:
		if t != rdf.DirLangString(t.Value, t.Language, t.Direction) || t.Direction > rdf.RTL {
			return dst, fmt.Errorf("%w: language %q with datatype %s", ErrTerm, t.Language, t.Datatype)
		}
		dst = binary.AppendUvarint(dst, uint64(len(t.Language))<<2|uint64(t.Direction))
		return append(append(dst, t.Language...), t.Value...), nil
	case index.TagValue, index.TagLiteral:
		if t.Direction != rdf.NoDirection || t.Language != "" || t.Datatype == "" {
			return dst, fmt.Errorf("%w: a literal with datatype %q, language %q and a direction", ErrTerm, t.Datatype, t.Language)
		}
		dst = binary.AppendUvarint(dst, uint64(len(t.Datatype)))
		return append(append(dst, t.Datatype...), t.Value...), nil
	case index.TagTriple:
		return appendTriple(dst, t.Triple, depth)
	}
	return dst, fmt.Errorf("%w: kind %d", ErrTerm, t.Kind)
}

func appendTriple(dst []byte, t *rdf.Triple, depth int) ([]byte, error) {
	if t == nil || depth >= maxTripleDepth {
		return dst, fmt.Errorf("%w: triple terms deeper than %d, or an empty one", ErrTerm, maxTripleDepth)
	}
	for _, part := range []rdf.Term{t.Subject, t.Predicate, t.Object} {
		code, err := appendTermAt(nil, part, depth+1)
		if err != nil {
			return dst, err
		}
		dst = append(dst, byte(index.TagOf(part)))
		dst = binary.AppendUvarint(dst, uint64(len(code)))
		dst = append(dst, code...)
	}
	return dst, nil
}

// decodeTerm is the inverse of appendTerm.
func decodeTerm(tag index.Tag, b []byte) (rdf.Term, error) { return decodeTermAt(tag, b, 0) }

func decodeTermAt(tag index.Tag, b []byte, depth int) (rdf.Term, error) {
	switch tag {
	case index.TagIRI:
		return rdf.IRI(string(b)), nil
	case index.TagBlank:
		return rdf.Blank(string(b)), nil
	case index.TagString:
		return rdf.String(string(b)), nil
	case index.TagLangString:
		n, k := binary.Uvarint(b)
		if k <= 0 || n>>2 > uint64(len(b)-k) || n&3 > uint64(rdf.RTL) {
			return rdf.Term{}, errTermCode
		}
		b = b[k:]
		language := b[:n>>2]
		return rdf.DirLangString(string(b[n>>2:]), shared(language), rdf.Direction(n&3)), nil
	case index.TagValue, index.TagLiteral:
		datatype, b, ok := cutBytes(b)
		if !ok {
			return rdf.Term{}, errTermCode
		}
		return rdf.Literal(string(b), shared(datatype)), nil
	case index.TagTriple:
		return decodeTriple(b, depth)
	}
	return rdf.Term{}, errTermCode
}

func decodeTriple(b []byte, depth int) (rdf.Term, error) {
	if depth >= maxTripleDepth {
		return rdf.Term{}, errTermCode
	}
	var parts [3]rdf.Term
	for i := range parts {
		if len(b) == 0 {
			return rdf.Term{}, errTermCode
		}
		tag := index.Tag(b[0])
		code, rest, ok := cutBytes(b[1:])
		if !ok {
			return rdf.Term{}, errTermCode
		}
		var err error
		if parts[i], err = decodeTermAt(tag, code, depth+1); err != nil {
			return rdf.Term{}, err
		}
		b = rest
	}
	if len(b) != 0 {
		return rdf.Term{}, errTermCode
	}
	return rdf.TripleTerm(parts[0], parts[1], parts[2]), nil
}

// cutBytes cuts a length and as many bytes off b.
func cutBytes(b []byte) (cut, rest []byte, ok bool) {
	n, k := binary.Uvarint(b)
	if k <= 0 || n > uint64(len(b)-k) {
		return nil, nil, false
	}
	return b[k : k+int(n)], b[k+int(n):], true
}

// shared gives b as a string, without an allocation if it is one that many
// terms have.
func shared(b []byte) string {
	if s, ok := sharedStrings[string(b)]; ok {
		return s
	}
	return string(b)
}

var sharedStrings = map[string]string{}

func init() {
	for _, name := range []string{
		"boolean", "integer", "decimal", "double", "float", "date", "dateTime", "time", "gYear", "gYearMonth",
		"duration", "anyURI", "int", "long", "nonNegativeInteger", "positiveInteger",
	} {
		sharedStrings[rdf.XSDNamespace+name] = rdf.XSDNamespace + name
	}
	for _, s := range []string{"en", "ru", "kaa", "uz", "kk", "de", "fr", "es", "zh", "http://www.opengis.net/ont/geosparql#wktLiteral"} {
		sharedStrings[s] = s
	}
}
