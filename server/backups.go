package server

import (
	"net/http"
	"path/filepath"
	"time"
)

// A backedUp is the answer for a backup that was made.
type backedUp struct {
	Folder string `json:"folder"` // in Options.Backups
}

// backUp copies the store as it is now to a new folder. Where, is the operator's
// choice alone.
func (s *Server) backUp(r *http.Request) (*answer, error) {
	if p := readParams(r); p.err != nil {
		return nil, p.err
	}
	if s.opts.Backups == "" {
		return nil, problem(http.StatusServiceUnavailable, CodeUnavailable, "this server was started without a folder for backups (--backups)")
	}
	if _, err := negotiate(r, jsonType); err != nil {
		return nil, err
	}
	name := time.Now().UTC().Format("20060102T150405.000000000Z")
	if err := s.store.Backup(filepath.Join(s.opts.Backups, name)); err != nil {
		return nil, err
	}
	a, err := jsonAnswer(backedUp{name})
	if err == nil {
		a.status = http.StatusCreated
	}
	return a, err
}
