package main

import (
	"strings"
	"testing"

	"diplograph/graph"
	"diplograph/graph/cayleyquery"
)

// A text that is too long is refused, not cut.
func TestLongQueriesAreRefused(t *testing.T) {
	q := querier{script: "-"}
	longest := "ASK {} #" + strings.Repeat("x", cayleyquery.MaxQuery-8)
	if text, err := q.text(strings.NewReader(longest), nil); err != nil || text != longest {
		t.Errorf("a query of %d bytes: read %d, %v", len(longest), len(text), err)
	}
	if _, err := q.text(strings.NewReader(longest+"x"), nil); err == nil || !strings.Contains(err.Error(), "at most 1048576 bytes") {
		t.Errorf("a query of a byte more: %v", err)
	}
}

// The index of names is made once, however often a query asks for names.
func TestNamesAreIndexedOnce(t *testing.T) {
	store, err := graph.Open("memory:", graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	names := &lazyNames{store: store}
	if _, err := names.Find(t.Context(), "Khiva"); err != nil {
		t.Fatal(err)
	}
	first := names.index
	if _, err := names.Find(t.Context(), "Nukus"); err != nil || first == nil || names.index != first {
		t.Errorf("the index is made again (%v)", err)
	}
}
