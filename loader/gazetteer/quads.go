package gazetteer

import (
	"strings"

	"diplograph/graph/caldate"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// Quads is the gazetteer as statements, all in the graph vocab.GraphGazetteer:
//
//	res:city/khiva  a schema:City ; rdfs:label "Khiva"@en ; skos:altLabel "Хива"@kaa ;
//	    schema:containedInPlace res:region/khorezm .
//	res:organization/senate-of-uzbekistan  org:subOrganizationOf res:organization/oliy-majlis .
//	res:membership/{member}-{role}-{organization}-{from}  a org:Membership ;
//	    org:member … ; org:organization … ; org:role dg:HeadOfState ; schema:startDate … .
//	res:country/uzbekistan  org:memberOf res:organization/united-nations .
//
// org:memberOf holds for those who are members still; one that is known with a
// date has a membership node beside it, without a role.
func (g *Gazetteer) Quads() []rdf.Quad {
	var w quadWriter
	for _, e := range g.entities {
		w.entity(e)
	}
	for _, t := range g.terms {
		node := w.membership(t.Person, roleSlug(t.Role), t.Of, t.From, t.To)
		w.add(node, vocab.ORGRole, rdf.IRI(t.Role))
	}
	for _, m := range g.members {
		if m.To.IsZero() {
			w.add(rdf.IRI(IRI(m.Member)), vocab.ORGMemberOf, rdf.IRI(IRI(m.Organization)))
		}
		if !m.From.IsZero() || !m.To.IsZero() {
			w.membership(m.Member, "member", m.Organization, m.From, m.To)
		}
	}
	return w.quads
}

// A quadWriter gathers statements.
type quadWriter struct{ quads []rdf.Quad }

func (w *quadWriter) add(s rdf.Term, predicate string, o rdf.Term) {
	w.quads = append(w.quads, rdf.Quad{
		Subject: s, Predicate: rdf.IRI(predicate), Object: o, Graph: rdf.IRI(vocab.GraphGazetteer),
	})
}

func (w *quadWriter) entity(e *Entity) {
	s := rdf.IRI(e.IRI())
	for _, t := range e.Types {
		w.add(s, vocab.RDFType, rdf.IRI(t))
	}
	for _, language := range Languages {
		predicate := vocab.RDFSLabel
		for _, label := range e.Labels[language] {
			w.add(s, predicate, rdf.LangString(label, language))
			predicate = vocab.SKOSAltLabel
		}
	}
	if e.In != "" {
		w.add(s, partOf(e), rdf.IRI(IRI(e.In)))
	}
}

// partOf is the property that ties e to what it is part of.
func partOf(e *Entity) string {
	if strings.HasPrefix(e.ID, "organization/") {
		return vocab.ORGSubOrg
	}
	return vocab.SchemaContained
}

func (w *quadWriter) membership(member, role, of string, from, to caldate.Date) rdf.Term {
	name := "membership/" + slug(member) + "-" + role + "-" + slug(of)
	if !from.IsZero() {
		name += "-" + from.String()
	}
	node := rdf.IRI(IRI(name))
	w.add(node, vocab.RDFType, rdf.IRI(vocab.ORGMembership))
	w.add(node, vocab.ORGMember, rdf.IRI(IRI(member)))
	w.add(node, vocab.ORGOrganization, rdf.IRI(IRI(of)))
	if !from.IsZero() {
		w.add(node, vocab.SchemaStartDate, from.Term())
	}
	if !to.IsZero() {
		w.add(node, vocab.SchemaEndDate, to.Term())
	}
	return node
}

// slug is the part of an id after the slash.
func slug(id string) string { return id[strings.Index(id, "/")+1:] }

// roleSlug writes the local name of a role as slugs are: dg:HeadOfState gives
// head-of-state.
func roleSlug(role string) string {
	local := role[strings.LastIndexAny(role, "#/")+1:]
	var b strings.Builder
	for i, r := range local {
		if i > 0 && 'A' <= r && r <= 'Z' {
			b.WriteByte('-')
		}
		b.WriteString(strings.ToLower(string(r)))
	}
	return b.String()
}
