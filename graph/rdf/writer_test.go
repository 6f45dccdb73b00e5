package rdf_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"diplograph/graph/rdf"
	"diplograph/graph/rdf/rdftest"
)

// sample is a small dataset that shows what writers do.
func sample() []rdf.Quad {
	iri := rdf.IRI
	khiva, visit := iri(benchRes+"city/khiva"), iri(benchNS+"v1")
	article := iri("http://news.example/1")
	return []rdf.Quad{
		{Subject: khiva, Predicate: iri(rdf.RDFType), Object: iri(benchSchema + "City")},
		{Subject: khiva, Predicate: iri(rdfs + "label"), Object: rdf.LangString("Khiva", "en")},
		{Subject: khiva, Predicate: iri(rdfs + "label"), Object: rdf.LangString("Хийўа", "kaa")},
		{Subject: visit, Predicate: iri(rdf.RDFType), Object: iri(benchNS + "Visit"), Graph: article},
		{Subject: visit, Predicate: iri(benchSchema + "startDate"), Object: rdf.Literal("2017-03", rdf.XSDNamespace+"gYearMonth"), Graph: article},
		{Subject: visit, Predicate: iri(benchNS + "ordinal"), Object: rdf.Literal("022", rdf.XSDInteger), Graph: article},
		{Subject: rdf.Blank("p"), Predicate: iri("http://www.w3.org/ns/oa#exact"), Object: rdf.String("<келди>\n"), Graph: article},
	}
}

func defaultGraph(quads []rdf.Quad) []rdf.Quad {
	for i := range quads {
		quads[i].Graph = rdf.Term{}
	}
	return quads
}

func printAs(f rdf.Format, quads []rdf.Quad) {
	w, err := rdf.NewWriter(os.Stdout, f, rdf.WriterOptions{Prefixes: benchPrefixes})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, q := range quads {
		if err := w.Write(q); err != nil {
			fmt.Println(err)
		}
	}
	w.Close()
}

func ExampleNewWriter_triG() {
	printAs(rdf.TriG, sample())
	// Output:
	// @prefix dg: <https://w3id.org/diplograph/ns#> .
	// @prefix res: <https://w3id.org/diplograph/id/> .
	// @prefix schema: <https://schema.org/> .
	// @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
	// @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
	// @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
	//
	// <https://w3id.org/diplograph/id/city/khiva> a schema:City ;
	//     rdfs:label "Khiva"@en, "Хийўа"@kaa .
	//
	// <http://news.example/1> {
	//     dg:v1 a dg:Visit ;
	//         schema:startDate "2017-03"^^xsd:gYearMonth ;
	//         dg:ordinal 022 .
	//
	//     _:p <http://www.w3.org/ns/oa#exact> "<келди>\n" .
	// }
}

func ExampleNewWriter_rdfXML() {
	printAs(rdf.RDFXML, defaultGraph(sample()))
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	//     xmlns:dg="https://w3id.org/diplograph/ns#"
	//     xmlns:res="https://w3id.org/diplograph/id/"
	//     xmlns:schema="https://schema.org/"
	//     xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"
	//     xmlns:xsd="http://www.w3.org/2001/XMLSchema#">
	//   <rdf:Description rdf:about="https://w3id.org/diplograph/id/city/khiva">
	//     <rdf:type rdf:resource="https://schema.org/City"/>
	//     <rdfs:label xml:lang="en">Khiva</rdfs:label>
	//     <rdfs:label xml:lang="kaa">Хийўа</rdfs:label>
	//   </rdf:Description>
	//   <rdf:Description rdf:about="https://w3id.org/diplograph/ns#v1">
	//     <rdf:type rdf:resource="https://w3id.org/diplograph/ns#Visit"/>
	//     <schema:startDate rdf:datatype="http://www.w3.org/2001/XMLSchema#gYearMonth">2017-03</schema:startDate>
	//     <dg:ordinal rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">022</dg:ordinal>
	//   </rdf:Description>
	//   <rdf:Description rdf:nodeID="p">
	//     <ns:exact xmlns:ns="http://www.w3.org/ns/oa#">&lt;келди&gt;
	// </ns:exact>
	//   </rdf:Description>
	// </rdf:RDF>
}

func ExampleNewWriter_jsonLD() {
	quads := append(sample(), rdf.Quad{Subject: rdf.IRI("dg:not-a-prefixed-name"), Predicate: rdf.IRI(rdf.RDFType), Object: rdf.IRI("http://e/C")})
	printAs(rdf.JSONLD, quads)
	// Output:
	// {"@context": {"dg": {"@id": "https://w3id.org/diplograph/ns#", "@prefix": true}, "res": {"@id": "https://w3id.org/diplograph/id/", "@prefix": true}, "schema": {"@id": "https://schema.org/", "@prefix": true}, "rdfs": {"@id": "http://www.w3.org/2000/01/rdf-schema#", "@prefix": true}, "xsd": {"@id": "http://www.w3.org/2001/XMLSchema#", "@prefix": true}, "rdf": {"@id": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "@prefix": true}}, "@graph": [
	// {"@id": "res:city/khiva", "@type": ["schema:City"], "rdfs:label": [{"@value": "Khiva", "@language": "en"}, {"@value": "Хийўа", "@language": "kaa"}]},
	// {"@id": "http://news.example/1", "@graph": [
	// {"@id": "dg:v1", "@type": ["dg:Visit"], "schema:startDate": [{"@value": "2017-03", "@type": "xsd:gYearMonth"}], "dg:ordinal": [{"@value": "022", "@type": "xsd:integer"}]},
	// {"@id": "_:p", "http://www.w3.org/ns/oa#exact": [{"@value": "<келди>\n"}]}
	// ]},
	// {"@context": null, "@id": "dg:not-a-prefixed-name", "@type": ["http://e/C"]}
	// ]}
}

// TestEmptyDocuments writes nothing and reads it.
func TestEmptyDocuments(t *testing.T) {
	for _, f := range rdf.Formats() {
		for _, prefixes := range [][]rdf.Prefix{nil, benchPrefixes} {
			if problem, holds := roundTrip(nil, f, prefixes); problem != "" || !holds {
				t.Errorf("%s: %s", f, problem)
			}
		}
	}
}

// TestTypes mixes values of rdf:type that JSON-LD writes in two ways.
func TestTypes(t *testing.T) {
	s, p, a := rdf.IRI("http://e/s"), rdf.IRI("http://e/p"), rdf.IRI(rdf.RDFType)
	var quads []rdf.Quad
	for _, po := range [][2]rdf.Term{
		{a, s}, {p, s}, {a, rdf.String("x")}, {a, s}, {a, rdf.Blank("b")}, {p, p}, {a, rdf.String("y")}, {a, rdf.String("z")},
	} {
		quads = append(quads, rdf.Quad{Subject: s, Predicate: po[0], Object: po[1]})
	}
	for _, f := range rdf.Formats() {
		if problem, holds := roundTrip(quads, f, benchPrefixes); problem != "" || !holds {
			t.Errorf("%s: %s", f, problem)
		}
	}
}

// TestRefused writes what is no RDF, or not for the format, and then goes on.
func TestRefused(t *testing.T) {
	iri := rdf.IRI("http://e/x")
	good := rdf.Quad{Subject: iri, Predicate: iri, Object: iri}
	with := func(change func(*rdf.Quad)) rdf.Quad {
		q := good
		change(&q)
		return q
	}
	everywhere := map[string]rdf.Quad{
		"literal subject":      with(func(q *rdf.Quad) { q.Subject = rdf.String("s") }),
		"no subject":           with(func(q *rdf.Quad) { q.Subject = rdf.Term{} }),
		"blank predicate":      with(func(q *rdf.Quad) { q.Predicate = rdf.Blank("p") }),
		"no object":            with(func(q *rdf.Quad) { q.Object = rdf.Term{} }),
		"literal graph":        with(func(q *rdf.Quad) { q.Graph = rdf.String("g") }),
		"relative IRI":         with(func(q *rdf.Quad) { q.Object = rdf.IRI("x") }),
		"IRI with space":       with(func(q *rdf.Quad) { q.Object = rdf.IRI("http://e/ ") }),
		"IRI with newline":     with(func(q *rdf.Quad) { q.Predicate = rdf.IRI("http://e/\n") }),
		"IRI not UTF-8":        with(func(q *rdf.Quad) { q.Predicate = rdf.IRI("http://e/\xFF") }),
		"label with space":     with(func(q *rdf.Quad) { q.Object = rdf.Blank("a b") }),
		"label ending in dot":  with(func(q *rdf.Quad) { q.Object = rdf.Blank("a.") }),
		"empty label":          with(func(q *rdf.Quad) { q.Object = rdf.Blank("") }),
		"literal not UTF-8":    with(func(q *rdf.Quad) { q.Object = rdf.String("\xFF") }),
		"no datatype":          with(func(q *rdf.Quad) { q.Object = rdf.Term{Kind: rdf.KindLiteral, Value: "x"} }),
		"langString, no tag":   with(func(q *rdf.Quad) { q.Object = rdf.Literal("x", rdf.RDFLangString) }),
		"tag, other datatype":  with(func(q *rdf.Quad) { q.Object = rdf.Term{Kind: rdf.KindLiteral, Language: "en", Datatype: rdf.XSDString} }),
		"bad tag":              with(func(q *rdf.Quad) { q.Object = rdf.LangString("x", "en_US") }),
		"empty triple term":    with(func(q *rdf.Quad) { q.Object = rdf.Term{Kind: rdf.KindTriple} }),
		"bad triple term":      with(func(q *rdf.Quad) { q.Object = rdf.TripleTerm(rdf.String("s"), iri, iri) }),
		"triple term subject":  with(func(q *rdf.Quad) { q.Subject = rdf.TripleTerm(iri, iri, iri) }),
		"unknown kind of term": with(func(q *rdf.Quad) { q.Object = rdf.Term{Kind: 9} }),
	}
	refused := func(f rdf.Format, name string, q rdf.Quad) {
		var b strings.Builder
		w, err := rdf.NewWriter(&b, f, rdf.WriterOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if w.Write(good) != nil || w.Write(q) == nil || w.Write(good) != nil || w.Close() != nil {
			t.Errorf("%s: %s was not refused, or what came after it was", f, name)
		}
		if quads, err := rdftest.ReadAll(strings.NewReader(b.String()), f, rdf.ReaderOptions{}); err != nil || len(quads) == 0 {
			t.Errorf("%s: %s was refused but left its mark: %v\n%s", f, name, err, b.String())
		}
	}
	for _, f := range rdf.Formats() {
		for name, q := range everywhere {
			refused(f, name, q)
		}
		if !f.HasGraphs() {
			refused(f, "named graph", with(func(q *rdf.Quad) { q.Graph = iri }))
		}
	}
	for _, p := range []string{rdf.RDFNamespace + "li", rdf.RDFNamespace + "Description", "http://e/", "http://e/1"} {
		refused(rdf.RDFXML, p, with(func(q *rdf.Quad) { q.Predicate = rdf.IRI(p) }))
	}
	refused(rdf.RDFXML, "control character", with(func(q *rdf.Quad) { q.Object = rdf.String("\x00") }))
	refused(rdf.JSONLD, "triple term", with(func(q *rdf.Quad) { q.Object = rdf.TripleTerm(iri, iri, iri) }))
}

func TestBadPrefixes(t *testing.T) {
	for _, prefixes := range [][]rdf.Prefix{
		{{Name: "1a", Namespace: "http://e/"}},
		{{Name: "a", Namespace: "e"}},
		{{Name: "a", Namespace: "http://e/"}, {Name: "a", Namespace: "http://f/"}},
	} {
		for _, f := range []rdf.Format{rdf.Turtle, rdf.TriG, rdf.RDFXML, rdf.JSONLD} {
			if _, err := rdf.NewWriter(nil, f, rdf.WriterOptions{Prefixes: prefixes}); err == nil {
				t.Errorf("%s: %v was not refused", f, prefixes)
			}
		}
	}
}

type fullDisk struct{ left int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if d.left -= len(p); d.left < 0 {
		return 0, errors.New("disk full")
	}
	return len(p), nil
}

// TestWriteError checks that an error of the io.Writer is returned and stays.
func TestWriteError(t *testing.T) {
	for _, f := range rdf.Formats() {
		w, err := rdf.NewWriter(&fullDisk{100_000}, f, rdf.WriterOptions{})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for ; err == nil && n < 100_000; n++ {
			err = w.Write(defaultGraph(sample())[0])
		}
		if err == nil || w.Write(defaultGraph(sample())[0]) == nil || w.Close() == nil {
			t.Errorf("%s: after %d quads %v", f, n, err)
		}
	}
}
