package table

import (
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"

	"diplograph/graph/rdf"
)

const csvwNamespace = "http://www.w3.org/ns/csvw#"

// Bounds on what mappings and tables may hold.
const (
	MaxMapping    = 4 << 20  // bytes of a mapping
	MaxColumns    = 16384    // of a table (what spreadsheets have) or a mapping
	MaxValues     = 10000    // in one cell
	DefaultMaxRow = 1 << 20  // bytes of a row
	maxIRI        = 64 << 10 // bytes of an IRI that a template makes
	contextIRI    = "http://www.w3.org/ns/csvw"
)

// A Mapping says what tables mean: metadata as CSV on the Web has it. It can be
// used by many readers at once.
type Mapping struct {
	tables []*schema
}

// A schema is what a mapping says of one table.
type schema struct {
	url       string // absolute, or "" if there is nothing to resolve it against
	file      string // last part of the URL as written
	dialect   dialect
	specs     []columnSpec // as written; nil if the table's header gives them
	inherited inherited
	silent    bool // suppressOutput
	columns   []column
	templates []*template
}

// ReadMapping reads a mapping, relative IRIs in which are resolved against base,
// an absolute IRI, or are errors if it is "" and the mapping has no @base.
func ReadMapping(r io.Reader, base string) (*Mapping, error) {
	text, err := io.ReadAll(io.LimitReader(r, MaxMapping+1))
	if err != nil {
		return nil, err
	}
	if len(text) > MaxMapping {
		return nil, fmt.Errorf("expected a mapping of at most %d MB, found a longer one: %w", MaxMapping>>20, rdf.ErrLimit)
	}
	text = []byte(strings.TrimPrefix(string(text), "\uFEFF"))
	var top json.RawMessage
	if err := json.Unmarshal(text, &top); err != nil {
		return nil, fmt.Errorf("expected a mapping in JSON: %w", whereInText(text, err))
	}
	o := newObject("", top)
	base, err = readContext(o, base)
	if err != nil {
		return nil, err
	}
	m := &Mapping{}
	if tables, ok := o.get("tables"); ok {
		err = m.readGroup(o, tables, base)
	} else {
		err = m.readTable(o, base, inherited{}, nil)
	}
	if err != nil {
		return nil, err
	}
	return m, nil
}

// readContext checks that the JSON is CSVW, and gives its @base.
func readContext(o *object, base string) (string, error) {
	raw, _ := o.get("@context")
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		list = []json.RawMessage{raw}
	}
	var name string
	if o.err == nil && (len(list) == 0 || len(list) > 2 || json.Unmarshal(list[0], &name) != nil || name != contextIRI) {
		o.failf("@context", "expected %q, alone or in an array before an object with @base or @language: a mapping is metadata of CSV on the Web", contextIRI)
	}
	if o.err != nil {
		return "", o.err
	}
	if len(list) == 2 {
		local := newObject("@context", list[1])
		given, language := "", ""
		local.string("@base", &given)
		local.string("@language", &language)
		if err := local.close(); err != nil {
			return "", err
		}
		if given != "" {
			base = resolve(base, given)
		}
	}
	if base != "" {
		o.checkIRI("@context: @base", base)
	}
	return base, o.err
}

// resolve is rdf.ResolveIRI that leaves IRIs relative if there is no base.
func resolve(base, iri string) string {
	if base == "" {
		return iri
	}
	return rdf.ResolveIRI(base, iri)
}

// passedOver are the properties that say nothing of statements.
var passedOver = []string{"@id", "@type", "notes", "tableDirection", "textDirection", "transformations"}

func (m *Mapping) readGroup(o *object, tables json.RawMessage, base string) error {
	group := inherited{}
	group.read(o)
	var shared schema
	shared.readShared(o)
	var list []json.RawMessage
	if json.Unmarshal(tables, &list) != nil || len(list) == 0 || len(list) > MaxColumns {
		o.fail("tables", "an array of tables", tables)
	}
	if err := o.close(passedOver...); err != nil {
		return err
	}
	for i, raw := range list {
		if err := m.readTable(newObject(fmt.Sprintf("tables[%d]", i), raw), base, group, &shared); err != nil {
			return err
		}
	}
	return nil
}

// readShared reads what a group may say in the place of its tables.
func (s *schema) readShared(o *object) {
	if raw, ok := o.get("dialect"); ok {
		s.dialect.read(o, raw)
	}
	if raw, ok := o.get("tableSchema"); ok {
		s.readColumns(o, raw)
	}
}

func (m *Mapping) readTable(o *object, base string, group inherited, shared *schema) error {
	s := &schema{}
	if shared != nil {
		*s = *shared
	}
	url := ""
	o.string("url", &url)
	o.boolean("suppressOutput", &s.silent)
	s.file = path.Base(url)
	s.url = resolve(base, url)
	if !isAbsolute(s.url) {
		s.url = ""
	} else {
		o.checkIRI("url", s.url)
	}
	group.read(o)
	s.readShared(o)
	s.inherited = group.with(s.inherited)
	if err := o.close(passedOver...); err != nil {
		return err
	}
	m.tables = append(m.tables, s)
	if s.specs == nil {
		return nil
	}
	return s.compile()
}

// readColumns reads a tableSchema.
func (s *schema) readColumns(o *object, raw json.RawMessage) {
	t := newObject(o.at("tableSchema"), raw)
	s.inherited, s.specs = inherited{}, nil
	s.inherited.read(t)
	if raw, ok := t.get("columns"); ok {
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) != nil || len(list) == 0 || len(list) > MaxColumns {
			t.fail("columns", fmt.Sprintf("an array of 1 to %d columns", MaxColumns), raw)
		}
		for i, raw := range list {
			spec, err := readColumn(fmt.Sprintf("%s[%d]", t.at("columns"), i), raw)
			if err != nil && t.err == nil {
				t.err = err
			}
			s.specs = append(s.specs, spec)
		}
	}
	if err := t.close("@id", "@type", "primaryKey", "foreignKeys", "rowTitles", "textDirection"); err != nil && o.err == nil {
		o.err = err
	}
}

// table finds what is said of a document: by its name if there are several
// tables.
func (m *Mapping) table(name string) (*schema, error) {
	if len(m.tables) == 1 {
		return m.tables[0], nil
	}
	file := plainName(name)
	var found *schema
	var known []string
	for _, t := range m.tables {
		known = append(known, t.file)
		if t.file != file {
			continue
		}
		if found != nil {
			return nil, fmt.Errorf("expected one table of the mapping to have the url %s, found two", file)
		}
		found = t
	}
	if found == nil {
		return nil, fmt.Errorf("expected a table that the mapping describes (%s), found %s", strings.Join(known, ", "), file)
	}
	return found, nil
}

// plainName is a document's name without its folder and its compression.
func plainName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	for _, ext := range []string{".gz", ".zst"} {
		name = strings.TrimSuffix(name, ext)
	}
	return name
}
