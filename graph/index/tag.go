package index

import "diplograph/graph/rdf"

// TagOf gives the tag that the ID of t has if it is not inline.
func TagOf(t rdf.Term) Tag {
	switch t.Kind {
	case rdf.KindIRI:
		return TagIRI
	case rdf.KindBlank:
		return TagBlank
	case rdf.KindTriple:
		return TagTriple
	case rdf.KindLiteral:
		switch {
		case t.Datatype == rdf.XSDString:
			return TagString
		case t.Language != "":
			return TagLangString
		case hasValueSpace[t.Datatype]:
			return TagValue
		}
		return TagLiteral
	}
	return TagSpecial
}

// hasValueSpace are the datatypes whose literals compare by value.
var hasValueSpace = map[string]bool{}

func init() {
	for _, name := range []string{
		"boolean", "integer", "decimal", "double", "float",
		"nonPositiveInteger", "negativeInteger", "long", "int", "short", "byte",
		"nonNegativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "positiveInteger",
		"gYear", "gYearMonth", "date", "dateTime", "dateTimeStamp", "time",
		"duration", "yearMonthDuration", "dayTimeDuration",
	} {
		hasValueSpace[rdf.XSDNamespace+name] = true
	}
}
