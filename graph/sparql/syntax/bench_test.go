package syntax

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkQuery parses a query of the usual size.
func BenchmarkQuery(b *testing.B) {
	const text = `PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?actor ?name (COUNT(DISTINCT ?event) AS ?events) WHERE {
  ?event a sem:Event ; sem:hasActor ?actor ; sem:hasTimeStamp ?when .
  ?actor rdfs:label ?name .
  OPTIONAL { ?event sem:hasPlace/rdfs:label ?place }
  FILTER(?when >= "2024-01-01" && ?when < "2025-01-01" && LANGMATCHES(LANG(?name), "en"))
} GROUP BY ?actor ?name ORDER BY DESC(?events) LIMIT 20`
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseQuery(text, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkInsertData parses an update with 10,000 triples.
func BenchmarkInsertData(b *testing.B) {
	var t strings.Builder
	t.WriteString("PREFIX ex: <http://example.org/> INSERT DATA {\n")
	for i := range 10_000 {
		fmt.Fprintf(&t, "ex:s%d ex:p%d \"value %d\"@en .\n", i/5, i%5, i)
	}
	t.WriteString("}")
	b.SetBytes(int64(t.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseUpdate(t.String(), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
