package syntax

// A builtIn is a function of the grammar (production 121).
type builtIn struct {
	spelling string // as the specification writes it
	min, max int    // arguments; max < 0: any number
}

// builtIns are found by upper-case name. EXISTS and the aggregates are not among
// them.
var builtIns = map[string]builtIn{
	"STR": {"STR", 1, 1}, "LANG": {"LANG", 1, 1}, "LANGMATCHES": {"LANGMATCHES", 2, 2},
	"DATATYPE": {"DATATYPE", 1, 1}, "BOUND": {"BOUND", 1, 1}, "IRI": {"IRI", 1, 1}, "URI": {"IRI", 1, 1},
	"BNODE": {"BNODE", 0, 1}, "RAND": {"RAND", 0, 0}, "ABS": {"ABS", 1, 1}, "CEIL": {"CEIL", 1, 1},
	"FLOOR": {"FLOOR", 1, 1}, "ROUND": {"ROUND", 1, 1}, "CONCAT": {"CONCAT", 0, -1},
	"SUBSTR": {"SUBSTR", 2, 3}, "STRLEN": {"STRLEN", 1, 1}, "REPLACE": {"REPLACE", 3, 4},
	"UCASE": {"UCASE", 1, 1}, "LCASE": {"LCASE", 1, 1}, "ENCODE_FOR_URI": {"ENCODE_FOR_URI", 1, 1},
	"CONTAINS": {"CONTAINS", 2, 2}, "STRSTARTS": {"STRSTARTS", 2, 2}, "STRENDS": {"STRENDS", 2, 2},
	"STRBEFORE": {"STRBEFORE", 2, 2}, "STRAFTER": {"STRAFTER", 2, 2},
	"YEAR": {"YEAR", 1, 1}, "MONTH": {"MONTH", 1, 1}, "DAY": {"DAY", 1, 1}, "HOURS": {"HOURS", 1, 1},
	"MINUTES": {"MINUTES", 1, 1}, "SECONDS": {"SECONDS", 1, 1}, "TIMEZONE": {"TIMEZONE", 1, 1},
	"TZ": {"TZ", 1, 1}, "NOW": {"NOW", 0, 0}, "UUID": {"UUID", 0, 0}, "STRUUID": {"STRUUID", 0, 0},
	"MD5": {"MD5", 1, 1}, "SHA1": {"SHA1", 1, 1}, "SHA256": {"SHA256", 1, 1},
	"SHA384": {"SHA384", 1, 1}, "SHA512": {"SHA512", 1, 1}, "COALESCE": {"COALESCE", 0, -1},
	"IF": {"IF", 3, 3}, "STRLANG": {"STRLANG", 2, 2}, "STRDT": {"STRDT", 2, 2},
	"SAMETERM": {"sameTerm", 2, 2}, "ISIRI": {"isIRI", 1, 1}, "ISURI": {"isIRI", 1, 1},
	"ISBLANK": {"isBLANK", 1, 1}, "ISLITERAL": {"isLITERAL", 1, 1}, "ISNUMERIC": {"isNUMERIC", 1, 1},
	"REGEX": {"REGEX", 2, 3},

	// SPARQL 1.2
	"LANGDIR": {"LANGDIR", 1, 1}, "STRLANGDIR": {"STRLANGDIR", 3, 3}, "HASLANG": {"hasLANG", 1, 1},
	"HASLANGDIR": {"hasLANGDIR", 1, 1}, "ISTRIPLE": {"isTRIPLE", 1, 1}, "TRIPLE": {"TRIPLE", 3, 3},
	"SUBJECT": {"SUBJECT", 1, 1}, "PREDICATE": {"PREDICATE", 1, 1}, "OBJECT": {"OBJECT", 1, 1},
}

// aggregates is production 127.
var aggregates = map[string]bool{
	"COUNT": true, "SUM": true, "MIN": true, "MAX": true, "AVG": true, "SAMPLE": true, "GROUP_CONCAT": true,
}
