package server

import (
	"bytes"
	"net/http"
	"strconv"

	"diplograph/graph"
	"diplograph/graph/rdf"
)

const (
	sdNamespace   = "http://www.w3.org/ns/sparql-service-description#"
	voidNamespace = "http://rdfs.org/ns/void#"
	w3cFormats    = "http://www.w3.org/ns/formats/"
)

// describeService answers a GET without a query: what is here, in the terms of
// SPARQL 1.1 Service Description.
//
//	[] a sd:Service ;
//		sd:endpoint <http://host/sparql> ;
//		sd:supportedLanguage sd:SPARQL11Query, sd:SPARQL11Update ;
//		sd:resultFormat formats:SPARQL_Results_JSON, … ;
//		sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ; void:triples 42 ] ] .
func (s *Server) describeService(r *http.Request) (*answer, error) {
	mediaType, format, err := negotiateGraph(r)
	if err != nil {
		return nil, err
	}
	service, dataset, unnamed := rdf.Blank("service"), rdf.Blank("dataset"), rdf.Blank("default")
	d := description{}
	d.add(service, rdf.RDFType, rdf.IRI(sdNamespace+"Service"))
	d.add(service, sdNamespace+"endpoint", rdf.IRI(endpointURL(r)))
	d.add(service, sdNamespace+"supportedLanguage", rdf.IRI(sdNamespace+"SPARQL11Query"))
	if !s.store.ReadOnly() {
		d.add(service, sdNamespace+"supportedLanguage", rdf.IRI(sdNamespace+"SPARQL11Update"))
	}
	for _, name := range []string{
		"SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
		"Turtle", "N-Triples", "RDF_XML", "JSON-LD",
	} {
		d.add(service, sdNamespace+"resultFormat", rdf.IRI(w3cFormats+name))
	}
	for _, name := range []string{"Turtle", "N-Triples", "N-Quads", "TriG", "RDF_XML", "JSON-LD"} {
		d.add(service, sdNamespace+"inputFormat", rdf.IRI(w3cFormats+name))
	}
	if !s.opts.EmptyDefaultGraph {
		d.add(service, sdNamespace+"feature", rdf.IRI(sdNamespace+"UnionDefaultGraph"))
	}
	if len(s.opts.RemoteHosts) > 0 {
		d.add(service, sdNamespace+"feature", rdf.IRI(sdNamespace+"BasicFederatedQuery"))
	}
	d.add(service, sdNamespace+"defaultDataset", dataset)
	d.add(dataset, rdf.RDFType, rdf.IRI(sdNamespace+"Dataset"))
	d.add(dataset, sdNamespace+"defaultGraph", unnamed)
	d.add(unnamed, rdf.RDFType, rdf.IRI(sdNamespace+"Graph"))
	n, err := s.defaultGraphSize(r)
	if err != nil {
		return nil, err
	}
	d.add(unnamed, voidNamespace+"triples", rdf.Literal(strconv.FormatInt(n, 10), rdf.XSDInteger))
	body, err := d.in(format)
	return varyBy(&answer{mediaType: withCharset(mediaType), body: body}, "Accept"), err
}

// defaultGraphSize counts the triples that queries see without GRAPH.
func (s *Server) defaultGraphSize(r *http.Request) (int64, error) {
	return looking(s, r.Context(), func(snap graph.Snapshot) (int64, error) {
		if s.opts.EmptyDefaultGraph {
			return snap.Count(r.Context(), graphPattern(rdf.Term{}))
		}
		statistics, err := snap.Index().Statistics()
		return statistics.Triples, err
	})
}

type description []rdf.Quad

func (d *description) add(s rdf.Term, predicate string, o rdf.Term) {
	*d = append(*d, rdf.Quad{Subject: s, Predicate: rdf.IRI(predicate), Object: o})
}

// in writes the description in a format.
func (d description) in(format rdf.Format) ([]byte, error) {
	var b bytes.Buffer
	w, err := rdf.NewWriter(&b, format, rdf.WriterOptions{Prefixes: []rdf.Prefix{
		{Name: "sd", Namespace: sdNamespace}, {Name: "void", Namespace: voidNamespace},
		{Name: "formats", Namespace: w3cFormats}, {Name: "rdf", Namespace: rdf.RDFNamespace},
	}})
	if err != nil {
		return nil, err
	}
	for _, q := range d {
		if err := w.Write(q); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return b.Bytes(), err
}
