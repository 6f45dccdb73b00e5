package table

import (
	"strings"

	"diplograph/graph/vocab"
)

// w3cPrefixes are those of the RDFa initial context, which CSVW takes over, that
// the project does not bind itself.
var w3cPrefixes = map[string]string{
	"cc":      "http://creativecommons.org/ns#",
	"csvw":    csvwNamespace,
	"ctag":    "http://commontag.org/ns#",
	"dc":      vocab.DCT,
	"dcat":    "http://www.w3.org/ns/dcat#",
	"dcterms": vocab.DCT,
	"foaf":    "http://xmlns.com/foaf/0.1/",
	"gr":      "http://purl.org/goodrelations/v1#",
	"ical":    "http://www.w3.org/2002/12/cal/icaltzd#",
	"og":      "http://ogp.me/ns#",
	"qb":      "http://purl.org/linked-data/cube#",
	"rev":     "http://purl.org/stuff/rev#",
	"sioc":    "http://rdfs.org/sioc/ns#",
	"skosxl":  "http://www.w3.org/2008/05/skos-xl#",
	"time":    "http://www.w3.org/2006/time#",
	"v":       "http://rdf.data-vocabulary.org/#",
	"vcard":   "http://www.w3.org/2006/vcard/ns#",
	"void":    "http://rdfs.org/ns/void#",
	"xhv":     "http://www.w3.org/1999/xhtml/vocab#",
}

var prefixes = func() map[string]string {
	all := map[string]string{}
	for name, namespace := range w3cPrefixes {
		all[name] = namespace
	}
	for _, p := range vocab.Prefixes {
		all[p.Name] = p.Namespace
	}
	return all
}()

// expandPrefix turns dg:Visit into its IRI. What has no known prefix comes back
// as it is.
func expandPrefix(name string) string {
	prefix, local, ok := strings.Cut(name, ":")
	if !ok || strings.HasPrefix(local, "//") {
		return name
	}
	if namespace, known := prefixes[prefix]; known {
		return namespace + local
	}
	return name
}

// isAbsolute reports whether an IRI begins with a scheme.
func isAbsolute(iri string) bool {
	for i := 0; i < len(iri); i++ {
		switch c := iri[i]; {
		case c == ':':
			return i > 0
		case c|0x20 >= 'a' && c|0x20 <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	return false
}
