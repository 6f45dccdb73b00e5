// Package vocab holds the names that Diplograph's graphs are written in: the
// project's own vocabulary and the terms it reuses from schema.org, SEM, PROV,
// Web Annotation, W3C ORG, SKOS, RDFS, OWL and XSD. Constants are whole IRIs.
// data/ontology describes the project's own ones; a test holds the two together.
package vocab

import (
	"fmt"
	"strings"
)

// Namespaces.
const (
	DG     = "https://w3id.org/diplograph/ns#"
	Res    = "https://w3id.org/diplograph/id/"
	Schema = "https://schema.org/"
	SEM    = "http://semanticweb.cs.vu.nl/2009/11/sem/"
	PROV   = "http://www.w3.org/ns/prov#"
	OA     = "http://www.w3.org/ns/oa#"
	ORG    = "http://www.w3.org/ns/org#"
	SKOS   = "http://www.w3.org/2004/02/skos/core#"
	RDF    = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	RDFS   = "http://www.w3.org/2000/01/rdf-schema#"
	OWL    = "http://www.w3.org/2002/07/owl#"
	XSD    = "http://www.w3.org/2001/XMLSchema#"
	DCT    = "http://purl.org/dc/terms/"
)

// Named graphs that ship with the project. An article's graph is the article.
const (
	GraphGazetteer = Res + "graph/gazetteer"
	GraphOntology  = Res + "graph/ontology"
)

// Reused terms.
const (
	RDFType          = RDF + "type"
	RDFLangString    = RDF + "langString"
	RDFSLabel        = RDFS + "label"
	RDFSComment      = RDFS + "comment"
	RDFSSubClassOf   = RDFS + "subClassOf"
	RDFSSubProperty  = RDFS + "subPropertyOf"
	SKOSAltLabel     = SKOS + "altLabel"
	OWLSameAs        = OWL + "sameAs"
	XSDString        = XSD + "string"
	XSDBoolean       = XSD + "boolean"
	XSDInteger       = XSD + "integer"
	XSDDate          = XSD + "date"
	XSDGYearMonth    = XSD + "gYearMonth"
	XSDGYear         = XSD + "gYear"
	XSDDateTime      = XSD + "dateTime"
	SchemaCountry    = Schema + "Country"
	SchemaCity       = Schema + "City"
	SchemaPerson     = Schema + "Person"
	SchemaOrg        = Schema + "Organization"
	SchemaEvent      = Schema + "Event"
	SchemaArticle    = Schema + "NewsArticle"
	SchemaStartDate  = Schema + "startDate"
	SchemaEndDate    = Schema + "endDate"
	SchemaLocation   = Schema + "location"
	SchemaSuperEvent = Schema + "superEvent"
	SchemaPublished  = Schema + "datePublished"
	SchemaInLanguage = Schema + "inLanguage"
	SchemaContained  = Schema + "containedInPlace"
	SEMEvent         = SEM + "Event"
	SEMHasActor      = SEM + "hasActor"
	ProvQuotedFrom   = PROV + "wasQuotedFrom"
	OASpecific       = OA + "SpecificResource"
	OAHasSource      = OA + "hasSource"
	OAHasSelector    = OA + "hasSelector"
	OATextPosition   = OA + "TextPositionSelector"
	OATextQuote      = OA + "TextQuoteSelector"
	OAStart          = OA + "start"
	OAEnd            = OA + "end"
	OAExact          = OA + "exact"
	ORGMembership    = ORG + "Membership"
	ORGMember        = ORG + "member"
	ORGOrganization  = ORG + "organization"
	ORGRole          = ORG + "role"
	ORGRoleClass     = ORG + "Role"
	ORGMemberOf      = ORG + "memberOf"
	ORGSubOrg        = ORG + "subOrganizationOf"
)

// Classes of the project.
const (
	Region   = DG + "Region"
	Document = DG + "Document"

	Agreement   = DG + "Agreement"
	Memorandum  = DG + "Memorandum"
	Declaration = DG + "Declaration"
	Treaty      = DG + "Treaty"

	Visit         = DG + "Visit"
	StateVisit    = DG + "StateVisit"
	OfficialVisit = DG + "OfficialVisit"
	WorkingVisit  = DG + "WorkingVisit"
	Meeting       = DG + "Meeting"
	Audience      = DG + "Audience"
	Summit        = DG + "Summit"
	Forum         = DG + "Forum"
	Assembly      = DG + "Assembly"
	Consultations = DG + "Consultations"
	Signing       = DG + "Signing"
	Founding      = DG + "Founding"
	Initiative    = DG + "Initiative"
	Establishment = DG + "EstablishmentOfRelations"
	CulturalDays  = DG + "CulturalDays"
)

// Properties of the project.
const (
	Visitor      = DG + "visitor"
	Host         = DG + "host"
	Participant  = DG + "participant"
	Attendee     = DG + "attendee"
	Signatory    = DG + "signatory"
	Party        = DG + "party"
	Initiator    = DG + "initiator"
	HasDocument  = DG + "document"
	Body         = DG + "body"
	Ordinal      = DG + "ordinal"
	InResponseTo = DG + "inResponseTo"
	Purpose      = DG + "purpose"
	Status       = DG + "status"
	Inferred     = DG + "inferred"

	Visited  = DG + "visited"
	Met      = DG + "met"
	Signed   = DG + "signed"
	Attended = DG + "attended"
	Hosted   = DG + "hosted"
)

// Statuses of an event as of its article's date.
const (
	Held    = DG + "Held"
	Planned = DG + "Planned"
	Ongoing = DG + "Ongoing"
)

// Roles of a person in a state or body (org:Role).
const (
	HeadOfState      = DG + "HeadOfState"
	HeadOfGovernment = DG + "HeadOfGovernment"
	DeputyHead       = DG + "DeputyHeadOfGovernment"
	Speaker          = DG + "Speaker"
	ForeignMinister  = DG + "ForeignMinister"
	Minister         = DG + "Minister"
	SecretaryGeneral = DG + "SecretaryGeneral"
	Chair            = DG + "Chair"
	CoChair          = DG + "CoChair"
	Ambassador       = DG + "Ambassador"
)

// Kinds of bodies, subclasses of schema:Organization.
const (
	InternationalOrganization = DG + "InternationalOrganization"
	Government                = DG + "Government"
	Parliament                = DG + "Parliament"
	UpperChamber              = DG + "UpperChamber"
	LowerChamber              = DG + "LowerChamber"
	Ministry                  = DG + "Ministry"
	ForeignMinistry           = DG + "ForeignMinistry"
	Commission                = DG + "Commission"
	Council                   = DG + "Council"
	Mechanism                 = DG + "Mechanism"
	Capital                   = DG + "Capital" // of a country; a subclass of schema:City
)

// A Prefix binds a short name to a namespace.
type Prefix struct{ Name, Namespace string }

// Prefixes are the bindings used everywhere that names are shortened, in the
// order in which documents declare them.
var Prefixes = []Prefix{
	{"dg", DG}, {"res", Res}, {"schema", Schema}, {"sem", SEM}, {"prov", PROV},
	{"oa", OA}, {"org", ORG}, {"skos", SKOS}, {"dct", DCT}, {"rdf", RDF},
	{"rdfs", RDFS}, {"owl", OWL}, {"xsd", XSD},
}

// Compact shortens an IRI with Prefixes ("dg:Visit"); an IRI that no prefix
// covers comes back as it is.
func Compact(iri string) string {
	for _, p := range Prefixes {
		if local, ok := strings.CutPrefix(iri, p.Namespace); ok {
			return p.Name + ":" + local
		}
	}
	return iri
}

// Expand turns a prefixed name ("dg:Visit") into its IRI.
func Expand(name string) (string, error) {
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		return "", fmt.Errorf("vocab: want a prefixed name such as dg:Visit, got %q", name)
	}
	for _, p := range Prefixes {
		if p.Name == prefix {
			return p.Namespace + local, nil
		}
	}
	return "", fmt.Errorf("vocab: unknown prefix %q in %q", prefix, name)
}
