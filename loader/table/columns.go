package table

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"

	"diplograph/graph/rdf"
)

// inherited are the properties that a column may have from its schema, its table
// or its group (CSVW metadata, 5.7). What is nil is not said.
type inherited struct {
	about, property, value *string
	datatype               *datatype
	def, language          *string
	null                   []string
	ordered, required      *bool
	separator              **string // to nil: no separator
}

func (in *inherited) read(o *object) {
	o.pointer("aboutUrl", &in.about)
	o.pointer("propertyUrl", &in.property)
	o.pointer("valueUrl", &in.value)
	o.pointer("default", &in.def)
	if o.pointer("lang", &in.language); in.language != nil && !validLexical("language", *in.language) {
		o.failf("lang", "expected a language tag such as kaa or uz-Cyrl, found %s", quote(*in.language))
	}
	if _, ok := o.get("datatype"); ok {
		in.datatype = new(datatype)
		o.readDatatype("datatype", in.datatype)
	}
	if raw, ok := o.get("null"); ok && string(raw) == "null" {
		o.fail("null", "a string or an array of strings", raw)
	}
	o.oneOrMore("null", &in.null)
	o.flag("ordered", &in.ordered)
	o.flag("required", &in.required)
	if _, ok := o.get("separator"); ok {
		in.separator = new(*string)
		if o.optional("separator", in.separator); *in.separator != nil && **in.separator == "" {
			o.failf("separator", "expected a mark between values, found an empty string")
		}
	}
}

func (o *object) pointer(property string, v **string) {
	if _, ok := o.get(property); ok {
		*v = new(string)
		o.string(property, *v)
	}
}

func (o *object) flag(property string, v **bool) {
	if _, ok := o.get(property); ok {
		*v = new(bool)
		o.boolean(property, *v)
	}
}

// with gives in overridden by what is nearer to the column.
func (in inherited) with(nearer inherited) inherited {
	override(&in.about, nearer.about)
	override(&in.property, nearer.property)
	override(&in.value, nearer.value)
	override(&in.datatype, nearer.datatype)
	override(&in.def, nearer.def)
	override(&in.language, nearer.language)
	override(&in.ordered, nearer.ordered)
	override(&in.required, nearer.required)
	override(&in.separator, nearer.separator)
	if nearer.null != nil {
		in.null = nearer.null
	}
	return in
}

func override[T any](v **T, nearer *T) {
	if nearer != nil {
		*v = nearer
	}
}

// or gives what v points at, or without it a default.
func or[T any](v *T, otherwise T) T {
	if v == nil {
		return otherwise
	}
	return *v
}

// A columnSpec is a column as the mapping writes it.
type columnSpec struct {
	where             string
	name              string
	titles            []string
	virtual, suppress bool
	inherited         inherited
}

func readColumn(where string, raw json.RawMessage) (columnSpec, error) {
	o := newObject(where, raw)
	c := columnSpec{where: where}
	if o.string("name", &c.name); c.name != "" {
		c.where += " (" + c.name + ")"
		o.where = c.where
		if !columnName.MatchString(c.name) {
			o.failf("name", "expected letters, digits and _ (others as %%xx), _ not first, found %s", quote(c.name))
		}
	}
	if raw, ok := o.get("titles"); ok {
		if c.titles = readTitles(raw); len(c.titles) == 0 {
			o.fail("titles", "a string, an array of strings, or an object of these by language", raw)
		}
	}
	o.boolean("virtual", &c.virtual)
	o.boolean("suppressOutput", &c.suppress)
	c.inherited.read(o)
	return c, o.close("@id", "@type", "textDirection")
}

// columnName is varname of RFC 6570 but for a leading underscore.
var columnName = regexp.MustCompile(`^(?:[A-Za-z0-9]|%[0-9A-Fa-f]{2})(?:\.?(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*$`)

func readTitles(raw json.RawMessage) []string {
	if list, ok := stringList(raw); ok {
		return list
	}
	var byLanguage map[string]json.RawMessage
	if json.Unmarshal(raw, &byLanguage) != nil {
		return nil
	}
	var out []string
	for _, language := range slices.Sorted(maps.Keys(byLanguage)) {
		list, ok := stringList(byLanguage[language])
		if !ok {
			return nil
		}
		out = append(out, list...)
	}
	return out
}

// A column is a column ready for use.
type column struct {
	where             string
	name              string
	titles            []string
	virtual, suppress bool

	datatype                   datatype
	null                       []string
	def, language, separator   string
	ordered, required          bool
	about, property, value     *template // nil for none
	list                       int       // it is read once for each value of that column, -1 for once
	subject, predicate, object rdf.Term  // of templates without variables
}

// compile makes columns of what the mapping says of them.
func (s *schema) compile() error {
	s.columns = make([]column, len(s.specs))
	byName := map[string]int{}
	virtual := ""
	for i, spec := range s.specs {
		c := newColumn(spec, s.inherited.with(spec.inherited))
		if c.name == "" {
			c.name = fmt.Sprintf("_col.%d", i+1)
		}
		if _, twice := byName[c.name]; twice {
			return fmt.Errorf("%s: expected a name of its own, found one that another column has: %s", spec.where, c.name)
		}
		if c.virtual {
			virtual = c.name
		} else if virtual != "" {
			return fmt.Errorf("%s: expected the columns of the table before the virtual ones, found it after %s", spec.where, virtual)
		}
		byName[c.name], s.columns[i] = i, c
	}
	shared := map[string]*template{}
	for i := range s.columns {
		if err := s.compileTemplates(i, s.inherited.with(s.specs[i].inherited), byName, shared); err != nil {
			return fmt.Errorf("%s: %w", s.specs[i].where, err)
		}
	}
	return nil
}

func newColumn(spec columnSpec, in inherited) column {
	c := column{
		where: spec.where, name: spec.name, titles: spec.titles, virtual: spec.virtual, suppress: spec.suppress,
		datatype: or(in.datatype, plainText),
		null:     in.null,
		def:      or(in.def, ""),
		language: or(in.language, ""),
		ordered:  or(in.ordered, false),
		required: or(in.required, false),
		list:     -1,
	}
	if in.null == nil {
		c.null = []string{""}
	}
	if c.language == "und" {
		c.language = ""
	}
	if in.separator != nil {
		c.separator = or(*in.separator, "")
	}
	if c.name == "" && len(c.titles) > 0 {
		c.name = string(appendEncoded(nil, c.titles[0], false))
	}
	return c
}

func (s *schema) compileTemplates(i int, in inherited, byName map[string]int, shared map[string]*template) error {
	c := &s.columns[i]
	find := func(name string) (int, bool) { n, ok := byName[name]; return n, ok }
	for _, p := range []struct {
		property string
		text     *string
		template **template
		term     *rdf.Term
	}{
		{"aboutUrl", in.about, &c.about, &c.subject},
		{"propertyUrl", in.property, &c.property, &c.predicate},
		{"valueUrl", in.value, &c.value, &c.object},
	} {
		if p.text == nil {
			continue
		}
		t := shared[*p.text]
		if t == nil {
			var err error
			if t, err = parseTemplate(*p.text, find); err != nil {
				return fmt.Errorf("%s: %w (columns: %s)", p.property, err, list(s.names()))
			}
			t.id = len(s.templates)
			s.templates = append(s.templates, t)
			shared[*p.text] = t
		}
		if *p.template = t; t.fixed {
			b, _ := t.expand(nil, nil)
			iri := resolve(s.url, string(b))
			if !isAbsolute(iri) || len(iri) > maxIRI {
				return fmt.Errorf("%s: expected an absolute IRI, or an @base to resolve it against, found %s", p.property, quote(iri))
			}
			*p.term = rdf.IRI(iri)
		}
	}
	if c.property == nil && s.url != "" {
		c.predicate = rdf.IRI(s.url + "#" + c.name)
	}
	return s.findList(i)
}

func (s *schema) names() []string {
	var out []string
	for _, c := range s.columns {
		out = append(out, c.name)
	}
	return out
}

// findList finds the column of several values that the templates of c name.
// CSVW would put all of them into one IRI, which names nothing.
func (s *schema) findList(i int) error {
	c := &s.columns[i]
	for _, t := range []*template{c.about, c.property, c.value} {
		if t == nil {
			continue
		}
		for _, p := range t.parts {
			for _, v := range p.vars {
				if v.column < 0 || s.columns[v.column].separator == "" {
					continue
				}
				if c.list >= 0 && c.list != v.column {
					return fmt.Errorf("expected templates with one column of several values, found two: %s and %s", s.columns[c.list].name, v.name)
				}
				if c.ordered && c.separator != "" && t != c.value {
					return fmt.Errorf("expected an ordered column to have one subject and property, found {%s} in %s", v.name, quote(t.text))
				}
				c.list = v.column
			}
		}
	}
	if c.list >= 0 && c.separator != "" && c.list != i {
		return fmt.Errorf("expected templates without another column of several values, found %s", s.columns[c.list].name)
	}
	return nil
}
