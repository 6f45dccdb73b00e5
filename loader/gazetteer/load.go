package gazetteer

import (
	"errors"
	"io/fs"
	"regexp"
	"strings"

	"diplograph/graph/caldate"
	"diplograph/graph/vocab"
)

var (
	entityFiles  = []string{"countries.tsv", "regions.tsv", "cities.tsv", "organizations.tsv", "persons.tsv"}
	entityHeader = []string{"id", "type", "in", "en", "ru", "uz", "uz-Cyrl", "kk", "kaa"}
	termHeader   = []string{"person", "role", "of", "from", "to"}
	memberHeader = []string{"member", "organization", "from", "to"}

	idShape = regexp.MustCompile(`^(country|region|city|person|organization|document)/[a-z0-9]+(-[a-z0-9]+)*$`)
)

// firstLabel is the column of an entity file in which the labels begin.
const firstLabel = 3

// Load reads the files of the folder gazetteer (an absent one counts as empty)
// and, for the labels in kaa-Latn, the transliteration table of the lexicon.
// The error joins one line for each thing that is wrong.
func Load(fsys fs.FS) (*Gazetteer, error) {
	g := &Gazetteer{
		byID:     map[string]*Entity{},
		byPost:   map[post][]TermOfOffice{},
		byPerson: map[string][]TermOfOffice{},
	}
	l := loader{g: g, fsys: fsys}
	toLatin, err := loadScript(fsys)
	l.add(err)
	var parts []row
	for _, file := range entityFiles {
		for _, r := range l.table(file, entityHeader) {
			l.add(l.entity(r, toLatin))
			parts = append(parts, r)
		}
	}
	for _, r := range parts {
		if in := r.cells[2]; in != "" {
			l.add(l.known(r, "in", in))
		}
	}
	for _, r := range l.table("terms.tsv", termHeader) {
		l.add(l.term(r))
	}
	for _, r := range l.table("members.tsv", memberHeader) {
		l.add(l.member(r))
	}
	if err := errors.Join(l.errs...); err != nil {
		return nil, err
	}
	return g, nil
}

// A loader gathers rows into a gazetteer, and what is wrong with them.
type loader struct {
	g    *Gazetteer
	fsys fs.FS
	errs []error
}

func (l *loader) add(err error) {
	if err != nil {
		l.errs = append(l.errs, err)
	}
}

func (l *loader) table(file string, header []string) []row {
	rows, err := readTable(l.fsys, file, header)
	l.add(err)
	return rows
}

func (l *loader) entity(r row, toLatin script) error {
	e := &Entity{ID: r.cells[0], In: r.cells[2], Labels: map[string][]string{}}
	if !idShape.MatchString(e.ID) {
		return r.errorf("want an id such as city/khiva (lower case ASCII, hyphens), got %q", e.ID)
	}
	if l.g.byID[e.ID] != nil {
		return r.errorf("id %s is taken by an earlier line", e.ID)
	}
	l.g.byID[e.ID] = e
	l.g.entities = append(l.g.entities, e)
	for _, name := range strings.Fields(r.cells[1]) {
		iri, err := vocab.Expand(name)
		if err != nil {
			return r.errorf("type: %v", err)
		}
		e.Types = append(e.Types, iri)
	}
	if len(e.Types) == 0 {
		return r.errorf("type: want one or more prefixed names such as schema:City, got none")
	}
	for i, cell := range r.cells[firstLabel:] {
		labels, err := splitLabels(r, entityHeader[firstLabel+i], cell)
		if err != nil {
			return err
		}
		if len(labels) > 0 {
			e.Labels[entityHeader[firstLabel+i]] = labels
		}
	}
	if len(e.Labels) == 0 {
		return r.errorf("want a label in one language at least, got none")
	}
	if latin := toLatin.all(e.Labels["kaa"]); len(latin) > 0 {
		e.Labels["kaa-Latn"] = latin
	}
	return nil
}

func splitLabels(r row, language, cell string) ([]string, error) {
	if cell == "" {
		return nil, nil
	}
	labels := strings.Split(cell, " | ")
	seen := map[string]bool{}
	for _, label := range labels {
		switch {
		case label == "" || strings.Contains(label, "|"):
			return nil, r.errorf("%s: want labels parted by \" | \", got %q", language, cell)
		case seen[label]:
			return nil, r.errorf("%s: label %q is there twice", language, label)
		}
		seen[label] = true
	}
	return labels, nil
}

func (l *loader) term(r row) error {
	t := TermOfOffice{Person: r.cells[0], Of: r.cells[2]}
	var err error
	if t.Role, err = vocab.Expand(r.cells[1]); err != nil {
		return r.errorf("role: %v", err)
	}
	if r.cells[3] == "" {
		return r.errorf("from: want the first day, month or year in office, got nothing")
	}
	if t.From, t.To, err = r.period(); err != nil {
		return err
	}
	key := post{t.Role, t.Of}
	for _, other := range l.g.byPost[key] {
		if other.Person == t.Person && other.From == t.From {
			return r.errorf("%s: this term of office is there twice", t.Person)
		}
	}
	l.g.terms = append(l.g.terms, t)
	l.g.byPost[key] = append(l.g.byPost[key], t)
	l.g.byPerson[t.Person] = append(l.g.byPerson[t.Person], t)
	return errors.Join(l.known(r, "person", t.Person), l.known(r, "of", t.Of))
}

func (l *loader) member(r row) error {
	m := Member{Member: r.cells[0], Organization: r.cells[1]}
	var err error
	if m.From, m.To, err = r.period(); err != nil {
		return err
	}
	l.g.members = append(l.g.members, m)
	return errors.Join(l.known(r, "member", m.Member), l.known(r, "organization", m.Organization))
}

// period reads the last two cells of a row: from and to, either may be empty.
func (r row) period() (from, to caldate.Date, err error) {
	n := len(r.cells)
	if s := r.cells[n-2]; s != "" {
		if from, err = caldate.Parse(s); err != nil {
			return from, to, r.errorf("from: %v", err)
		}
	}
	if s := r.cells[n-1]; s != "" {
		if to, err = caldate.Parse(s); err != nil {
			return from, to, r.errorf("to: %v", err)
		}
	}
	if !from.IsZero() && !to.IsZero() && from.First().Compare(to.Last()) > 0 {
		return from, to, r.errorf("want from before to, got %s and %s", from, to)
	}
	return from, to, nil
}

func (l *loader) known(r row, column, id string) error {
	if l.g.byID[id] == nil {
		return r.errorf("%s: no entity has the id %q; add it or correct the id", column, id)
	}
	return nil
}
