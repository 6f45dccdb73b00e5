package loader

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"

	"diplograph/graph/rdf"
)

// ParseFormat finds a format by its name, its media type or its extension:
// "turtle", "text/turtle", ".ttl", "ttl".
func ParseFormat(s string) (rdf.Format, error) {
	for _, find := range []func(string) (rdf.Format, bool){rdf.FormatByName, rdf.FormatByMediaType, rdf.FormatByExtension} {
		if f, ok := find(s); ok {
			return f, nil
		}
	}
	if f, ok := rdf.FormatByExtension("." + s); ok {
		return f, nil
	}
	var names []string
	for _, f := range rdf.Formats() {
		names = append(names, f.Name())
	}
	return 0, fmt.Errorf("expected a format (%s), found %q", strings.Join(names, ", "), s)
}

// formatByName finds the format of a file by its extension.
func formatByName(name string) (rdf.Format, bool) {
	return rdf.FormatByExtension(extension(name))
}

// extension is that of a file's name, that of a compression put aside.
func extension(name string) string {
	ext := filepath.Ext(name)
	for _, c := range compressions {
		if strings.EqualFold(ext, c.extension) {
			ext = filepath.Ext(name[:len(name)-len(ext)])
		}
	}
	return ext
}

// tableExtensions are those of tables, which are no RDF without a mapping.
var tableExtensions = []string{".csv", ".tsv"}

// rdfExtensions lists the extensions of all formats of RDF.
func rdfExtensions() (out []string) {
	for _, f := range rdf.Formats() {
		out = append(out, f.Extensions()...)
	}
	return out
}

// formatByContent tells the format by how a document begins. N-Quads takes in
// N-Triples, TriG takes in Turtle, so those two stand for the four.
func formatByContent(head []byte) rdf.Format {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\uFEFF")), " \t\r\n")
	next := func(after string) byte { // the character after a mark and white space
		if rest := bytes.TrimLeft(text[len(after):], " \t\r\n"); len(rest) > 0 {
			return rest[0]
		}
		return 0
	}
	switch {
	case len(text) == 0:
		return rdf.NQuads
	case text[0] == '{' && strings.IndexByte("\"}\x00", next("{")) >= 0,
		text[0] == '[' && strings.IndexByte("{\x00", next("[")) >= 0:
		return rdf.JSONLD
	case isXML(text):
		return rdf.RDFXML
	case isLines(head):
		return rdf.NQuads
	}
	return rdf.TriG
}

// isXML tells <?xml ...>, <!-- ...> and <rdf:RDF xmlns:... from <http://...>.
func isXML(text []byte) bool {
	if text[0] != '<' || len(text) < 2 {
		return false
	}
	if text[1] == '?' || text[1] == '!' {
		return true
	}
	name, rest, found := bytes.Cut(text[1:], []byte(" "))
	return found && !bytes.ContainsAny(name, ">#") && path.Base(string(name)) == string(name) &&
		bytes.Contains(rest, []byte("="))
}

// isLines reports whether all that is seen of a document are lines of N-Quads,
// but for the last one, which may be cut.
func isLines(head []byte) bool {
	end := bytes.LastIndexByte(head, '\n')
	if end < 0 {
		end = len(head)
	}
	r, err := rdf.NewReader(bytes.NewReader(head[:end]), rdf.NQuads, rdf.ReaderOptions{})
	for err == nil {
		_, err = r.Read()
	}
	return err == io.EOF
}
