package results

import "strings"

// A Format is one in which results are written.
type Format uint8

const (
	JSON Format = iota + 1
	XML
	CSV
	TSV
	Table // aligned columns for people; not read back
)

var formats = [...]struct {
	name       string
	mediaTypes []string
	extensions []string
}{
	JSON:  {"JSON", []string{"application/sparql-results+json", "application/json"}, []string{".srj", ".json"}},
	XML:   {"XML", []string{"application/sparql-results+xml", "application/xml", "text/xml"}, []string{".srx", ".xml"}},
	CSV:   {"CSV", []string{"text/csv"}, []string{".csv"}},
	TSV:   {"TSV", []string{"text/tab-separated-values"}, []string{".tsv"}},
	Table: {"table", []string{"text/plain"}, []string{".txt"}},
}

// Formats lists every format, the one to prefer first.
func Formats() []Format { return []Format{JSON, XML, CSV, TSV, Table} }

// String gives the format's name, such as "JSON".
func (f Format) String() string {
	if f < JSON || f > Table {
		return "unknown format"
	}
	return formats[f].name
}

// MediaTypes lists the format's media types, the registered one first, then
// those that clients ask for instead.
func (f Format) MediaTypes() []string {
	if f < JSON || f > Table {
		return nil
	}
	return formats[f].mediaTypes
}

// Extensions lists the format's file name extensions with their dots.
func (f Format) Extensions() []string {
	if f < JSON || f > Table {
		return nil
	}
	return formats[f].extensions
}

// FormatByMediaType finds the format of a media type, in any case and with
// parameters or without.
func FormatByMediaType(mediaType string) (Format, bool) {
	mediaType, _, _ = strings.Cut(mediaType, ";")
	return find(strings.TrimSpace(mediaType), Format.MediaTypes)
}

// FormatByExtension finds the format of a file name extension, with its dot.
func FormatByExtension(ext string) (Format, bool) { return find(ext, Format.Extensions) }

// FormatByName finds a format by its name in any case.
func FormatByName(name string) (Format, bool) {
	return find(name, func(f Format) []string { return []string{f.String()} })
}

func find(key string, keys func(Format) []string) (Format, bool) {
	for _, f := range Formats() {
		for _, k := range keys(f) {
			if strings.EqualFold(k, key) {
				return f, true
			}
		}
	}
	return 0, false
}
