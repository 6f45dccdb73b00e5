package server_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/server"
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
	for _, test := range []struct {
		backups string
		status  int
	}{{"", http.StatusServiceUnavailable}, {folder, http.StatusCreated}, {folder, http.StatusCreated}} {
		s, err := server.New(t.Context(), store, server.Options{Backups: test.backups})
		if err != nil {
			t.Fatal(err)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/v1/backups", nil))
		if w.Code != test.status {
			t.Fatalf("status %d, want %d: %s", w.Code, test.status, w.Body)
		}
		if w.Code != http.StatusCreated {
			continue
		}
		var made struct{ Folder string }
		if err := json.Unmarshal(w.Body.Bytes(), &made); err != nil {
			t.Fatal(err)
		}
		copied, err := graph.Open(filepath.Join(folder, made.Folder), graph.Options{ReadOnly: true})
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
