package server

import (
	"net/http"
	"path/filepath"
	"testing"

	"diplograph/graph"
	"diplograph/graph/rdf"
)

func TestBackupsWhileServing(t *testing.T) {
	store, err := graph.Open(t.TempDir(), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	q := rdf.Quad{Subject: rdf.IRI("x:s"), Predicate: rdf.IRI("x:p"), Object: rdf.String("o")}
	if _, err := store.Apply(t.Context(), graph.Changes{Add: []rdf.Quad{q}}); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	call{"POST", "/v1/backups", nil, "", http.StatusServiceUnavailable, CodeUnavailable}.make(t, newServer(t, store, quiet()))
	s := newServer(t, store, Options{Log: quiet().Log, Backups: folder})
	call{"POST", "/v1/backups", with("Accept", "text/csv"), "", http.StatusNotAcceptable, CodeAccept}.make(t, s)
	call{"POST", "/v1/backups", with("Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"), "", http.StatusForbidden, CodeOrigin}.make(t, s)
	for range 2 {
		type made struct{ Folder string }
		m := decode[made](t, call{"POST", "/v1/backups", nil, "", http.StatusCreated, ""}.make(t, s))
		copied, err := graph.Open(filepath.Join(folder, m.Folder), graph.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		if st, err := copied.Stats(t.Context()); st.Quads != 1 || err != nil {
			t.Errorf("the backup holds %d quads, %v; want 1", st.Quads, err)
		}
		if err := copied.Close(); err != nil {
			t.Error(err)
		}
	}
}
