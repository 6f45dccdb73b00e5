package explore_test

import (
	"context"
	"fmt"
	"log"
	"strings"

	"diplograph/graph"
	"diplograph/graph/explore"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// khivaMeeting is a store that knows of one meeting.
func khivaMeeting() *graph.Store {
	store, err := graph.Open("memory:", graph.Options{})
	if err != nil {
		log.Fatal(err)
	}
	meeting, khiva := rdf.IRI(vocab.Res+"event/meeting-2024-04-05-khiva"), rdf.IRI(vocab.Res+"city/khiva")
	var quads []rdf.Quad
	say := func(s rdf.Term, p string, o rdf.Term) {
		quads = append(quads, rdf.Quad{Subject: s, Predicate: rdf.IRI(p), Object: o, Graph: rdf.IRI(vocab.Res + "article/one")})
	}
	say(meeting, vocab.RDFType, rdf.IRI(vocab.Meeting))
	say(meeting, vocab.RDFSLabel, rdf.LangString("Meeting in Khiva, 5 April 2024", "en"))
	say(meeting, vocab.SchemaStartDate, rdf.Literal("2024-04-05", vocab.XSDDate))
	say(meeting, vocab.Status, rdf.IRI(vocab.Held))
	say(meeting, vocab.SchemaLocation, khiva)
	say(khiva, vocab.RDFType, rdf.IRI(vocab.SchemaCity))
	say(khiva, vocab.RDFSLabel, rdf.LangString("Хийўа", "kaa"))
	if _, err := store.Apply(context.Background(), graph.Changes{Add: quads}); err != nil {
		log.Fatal(err)
	}
	return store
}

func ExampleNeighborhood() {
	store := khivaMeeting()
	defer store.Close()
	ctx := context.Background()
	err := store.View(ctx, func(snap graph.Snapshot) error {
		picture, err := explore.Neighborhood(ctx, snap, explore.Options{IRI: vocab.Res + "city/khiva", Languages: []string{"kaa"}})
		if err != nil {
			return err
		}
		for _, n := range picture.Nodes {
			fmt.Println(n.Distance, n.Class, n.Label)
		}
		for _, e := range picture.Edges {
			fmt.Println(strings.TrimPrefix(e.Source, vocab.Res), e.Predicate, strings.TrimPrefix(e.Target, vocab.Res), e.Start, e.Status)
		}
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}
	// Output:
	// 0 city Хийўа
	// 1 event Meeting in Khiva, 5 April 2024
	// event/meeting-2024-04-05-khiva schema:location city/khiva 2024-04-05 dg:Held
}

func ExampleIndex_Search() {
	store := khivaMeeting()
	defer store.Close()
	ctx := context.Background()
	index, err := explore.NewIndex(ctx, store, 0)
	if err != nil {
		log.Fatal(err)
	}
	err = store.View(ctx, func(snap graph.Snapshot) error {
		for _, query := range []string{"Xiva", "Khiva", "hiwa"} {
			hits, err := index.Search(ctx, snap, explore.SearchOptions{Query: query})
			if err != nil {
				return err
			}
			fmt.Println(query, "->", hits.Entities[0].Label)
		}
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}
	// Output:
	// Xiva -> Хийўа
	// Khiva -> Хийўа
	// hiwa -> Хийўа
}
