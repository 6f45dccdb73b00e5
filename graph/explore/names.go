package explore

import (
	"slices"
	"strings"

	"diplograph/graph/vocab"
)

// actorRoles lead from an event to those who took part in it.
var actorRoles = []string{
	vocab.Visitor, vocab.Host, vocab.Participant, vocab.Attendee,
	vocab.Signatory, vocab.Party, vocab.Initiator, vocab.SEMHasActor,
}

// eventRoles lead from an event to the things that it concerns.
var eventRoles = append(slices.Clone(actorRoles), vocab.SchemaLocation, vocab.Body)

// fromEvents are the predicates whose subject is an event.
var fromEvents = set(append(slices.Clone(eventRoles),
	vocab.HasDocument, vocab.SchemaSuperEvent, vocab.InResponseTo, vocab.Purpose)...)

// toEvents are the predicates whose object is an event.
var toEvents = set(vocab.Attended, vocab.Hosted, vocab.SchemaSuperEvent, vocab.InResponseTo, vocab.Purpose)

// directRelations stand beside the events that they follow from.
var directRelations = set(vocab.Visited, vocab.Met, vocab.Signed, vocab.Attended, vocab.Hosted)

// attributes are the predicates that describe their subject; what they lead to
// is never a neighbour.
var attributes = set(
	vocab.RDFType, vocab.RDFSLabel, vocab.SKOSAltLabel, vocab.RDFSComment,
	vocab.RDFSSubClassOf, vocab.RDFSSubProperty, vocab.OWLSameAs,
	vocab.SchemaStartDate, vocab.SchemaEndDate, vocab.Status, vocab.Inferred, vocab.Ordinal,
	vocab.ProvQuotedFrom, vocab.OAHasSource, vocab.OAHasSelector,
	vocab.ORGMember, vocab.ORGOrganization, vocab.ORGRole,
)

// superclasses of the classes that ship, for telling which type says most.
var superclasses = map[string]string{
	vocab.StateVisit: vocab.Visit, vocab.OfficialVisit: vocab.Visit, vocab.WorkingVisit: vocab.Visit,
	vocab.Audience:  vocab.Meeting,
	vocab.Agreement: vocab.Document, vocab.Memorandum: vocab.Document,
	vocab.Declaration: vocab.Document, vocab.Treaty: vocab.Document,
	vocab.UpperChamber: vocab.Parliament, vocab.LowerChamber: vocab.Parliament,
	vocab.ForeignMinistry: vocab.Ministry, vocab.Capital: vocab.SchemaCity,
}

// A Class is the broad kind of a node, for colours and filters.
type Class string

// The classes of nodes.
const (
	ClassEvent        Class = "event"
	ClassPerson       Class = "person"
	ClassCountry      Class = "country"
	ClassRegion       Class = "region"
	ClassCity         Class = "city"
	ClassOrganization Class = "organization"
	ClassDocument     Class = "document"
	ClassArticle      Class = "article"
	ClassOther        Class = "other"
)

// Classes lists every Class.
var Classes = []Class{
	ClassEvent, ClassPerson, ClassCountry, ClassRegion, ClassCity,
	ClassOrganization, ClassDocument, ClassArticle, ClassOther,
}

var classOf = map[string]Class{
	vocab.SEMEvent: ClassEvent, vocab.SchemaEvent: ClassEvent,
	vocab.Visit: ClassEvent, vocab.StateVisit: ClassEvent, vocab.OfficialVisit: ClassEvent, vocab.WorkingVisit: ClassEvent,
	vocab.Meeting: ClassEvent, vocab.Audience: ClassEvent, vocab.Summit: ClassEvent, vocab.Forum: ClassEvent,
	vocab.Assembly: ClassEvent, vocab.Consultations: ClassEvent, vocab.Signing: ClassEvent, vocab.Founding: ClassEvent,
	vocab.Initiative: ClassEvent, vocab.Establishment: ClassEvent, vocab.CulturalDays: ClassEvent,
	vocab.SchemaPerson: ClassPerson, vocab.SchemaCountry: ClassCountry, vocab.Region: ClassRegion,
	vocab.SchemaCity: ClassCity, vocab.Capital: ClassCity,
	vocab.SchemaOrg: ClassOrganization, vocab.InternationalOrganization: ClassOrganization,
	vocab.Government: ClassOrganization, vocab.Parliament: ClassOrganization, vocab.UpperChamber: ClassOrganization,
	vocab.LowerChamber: ClassOrganization, vocab.Ministry: ClassOrganization, vocab.ForeignMinistry: ClassOrganization,
	vocab.Commission: ClassOrganization, vocab.Council: ClassOrganization, vocab.Mechanism: ClassOrganization,
	vocab.Document: ClassDocument, vocab.Agreement: ClassDocument, vocab.Memorandum: ClassDocument,
	vocab.Declaration: ClassDocument, vocab.Treaty: ClassDocument,
	vocab.SchemaArticle: ClassArticle,
}

// classify gives the class that types (whole IRIs) make of a thing. A thing of
// several classes gets the first in the order of Classes.
func classify(types []string) Class {
	best := len(Classes) - 1
	for _, t := range types {
		if c, ok := classOf[t]; ok {
			best = min(best, slices.Index(Classes, c))
		}
	}
	return Classes[best]
}

// bySpecificity sorts types so that the one that says most comes first: the
// project's own before reused ones, subclasses before their superclass.
func bySpecificity(types []string) {
	rank := func(t string) int {
		switch {
		case t == vocab.SEMEvent || t == vocab.SchemaEvent:
			return 3
		case !strings.HasPrefix(t, vocab.DG):
			return 2
		case superclasses[t] == "":
			return 1
		}
		return 0
	}
	slices.SortFunc(types, func(a, b string) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
}

// localName is the last part of an IRI, for what has no label.
func localName(iri string) string {
	trimmed := strings.TrimRight(iri, "/#")
	name := trimmed[strings.LastIndexAny(trimmed, "/#:")+1:]
	if name == "" {
		return iri
	}
	return strings.ReplaceAll(name, "-", " ")
}

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}

func compactAll(iris []string) []string {
	out := make([]string, len(iris))
	for i, iri := range iris {
		out[i] = vocab.Compact(iri)
	}
	return out
}
