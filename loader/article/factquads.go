package article

import (
	"strings"
	"unicode"

	"diplograph/graph/caldate"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
	"diplograph/loader/gazetteer"
)

// fact adds a membership: a node, which the passages hang on, and for a plain
// one the direct relation.
//
//	<…/membership/{member}-{role}-{organization}[-{from}]>  a org:Membership ;
//	    org:member … ; org:organization … ; org:role dg:Speaker ; prov:wasQuotedFrom … .
//
// Where the gazetteer knows the same post or membership the node is the
// gazetteer's, whose name ends in the first day; the text's passages are then
// what it rests on.
func (w *statements) fact(f Fact) {
	s := rdf.IRI(gazetteer.IRI(w.d.membershipID(f)))
	w.types(s, vocab.ORGMembership)
	w.add(s, vocab.ORGMember, w.node(f.Member))
	w.add(s, vocab.ORGOrganization, w.node(f.Organization))
	if f.Role != "" {
		w.add(s, vocab.ORGRole, rdf.IRI(f.Role))
	} else {
		w.add(w.node(f.Member), vocab.ORGMemberOf, w.node(f.Organization))
	}
	if !f.Since.IsZero() {
		w.add(s, vocab.SchemaStartDate, f.Since.Term())
	}
	if f.Inferred != "" {
		w.add(s, vocab.Inferred, rdf.IRI(f.Inferred))
	}
	w.passages(s, f.Passages)
}

func (d *Document) membershipID(f Fact) string {
	role := "member"
	if f.Role != "" {
		role = hyphenated(local(f.Role))
	}
	return "membership/" + join(slug(f.Member), role, slug(f.Organization), d.since(f).String())
}

// since is the first day that the gazetteer gives the post or membership: of
// several terms, the last begun by the article's date.
func (d *Document) since(f Fact) caldate.Date {
	var from caldate.Date
	if f.Role == "" {
		for _, m := range d.gazetteer.Members() {
			if m.Member == f.Member.ID && m.Organization == f.Organization.ID && m.From.First().Compare(d.Date) <= 0 {
				from = m.From
			}
		}
		return from
	}
	for _, t := range d.gazetteer.Posts(f.Member.ID, caldate.Date{}) {
		if t.Role == f.Role && t.Of == f.Organization.ID && t.From.First().Compare(d.Date) <= 0 && t.From.Compare(from) > 0 {
			from = t.From
		}
	}
	return from
}

// hyphenated writes the local name of a role as slugs are: HeadOfState gives
// head-of-state.
func hyphenated(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
