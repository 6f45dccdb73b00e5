package rdf

import "strings"

// A Format is one of the concrete syntaxes of RDF.
type Format uint8

const (
	NTriples Format = iota + 1
	NQuads
	Turtle
	TriG
	RDFXML
	JSONLD
)

var formats = [...]struct {
	name       string
	graphs     bool
	mediaTypes []string
	extensions []string
}{
	NTriples: {"N-Triples", false, []string{"application/n-triples"}, []string{".nt"}},
	NQuads:   {"N-Quads", true, []string{"application/n-quads", "text/x-nquads"}, []string{".nq"}},
	Turtle:   {"Turtle", false, []string{"text/turtle", "application/x-turtle"}, []string{".ttl"}},
	TriG:     {"TriG", true, []string{"application/trig", "application/x-trig"}, []string{".trig"}},
	RDFXML:   {"RDF/XML", false, []string{"application/rdf+xml"}, []string{".rdf", ".owl"}},
	JSONLD:   {"JSON-LD", true, []string{"application/ld+json"}, []string{".jsonld"}},
}

// Formats lists every format.
func Formats() []Format { return []Format{NTriples, NQuads, Turtle, TriG, RDFXML, JSONLD} }

func (f Format) known() bool { return f >= NTriples && f <= JSONLD }

// Name gives the format's usual name, such as "N-Quads".
func (f Format) Name() string {
	if !f.known() {
		return "unknown format"
	}
	return formats[f].name
}

// String is Name.
func (f Format) String() string { return f.Name() }

// HasGraphs reports whether the format can name graphs.
func (f Format) HasGraphs() bool { return f.known() && formats[f].graphs }

// MediaTypes lists the format's media types, the registered one first.
func (f Format) MediaTypes() []string {
	if !f.known() {
		return nil
	}
	return formats[f].mediaTypes
}

// Extensions lists the format's file name extensions with their dots, the
// registered one first.
func (f Format) Extensions() []string {
	if !f.known() {
		return nil
	}
	return formats[f].extensions
}

// FormatByExtension finds the format of a file name extension, with its dot
// (".ttl"), in any case.
func FormatByExtension(ext string) (Format, bool) {
	return findFormat(ext, Format.Extensions)
}

// FormatByMediaType finds the format of a media type, in any case and with
// parameters ("text/turtle; charset=utf-8") or without.
func FormatByMediaType(mediaType string) (Format, bool) {
	mediaType, _, _ = strings.Cut(mediaType, ";")
	return findFormat(strings.TrimSpace(mediaType), Format.MediaTypes)
}

// FormatByName finds a format by its name in any case, with or without
// punctuation ("n-quads", "nquads", "rdfxml").
func FormatByName(name string) (Format, bool) {
	plain := strings.NewReplacer("-", "", "/", "")
	return findFormat(plain.Replace(name), func(f Format) []string {
		return []string{plain.Replace(f.Name())}
	})
}

func findFormat(key string, keys func(Format) []string) (Format, bool) {
	for _, f := range Formats() {
		for _, k := range keys(f) {
			if strings.EqualFold(k, key) {
				return f, true
			}
		}
	}
	return 0, false
}
