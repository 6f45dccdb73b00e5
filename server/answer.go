package server

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
)

// An answer is a response: complete before anything is sent, so that an error on
// the way is a problem document and not half an answer, or one that is streamed.
type answer struct {
	status    int // 0 means 200
	mediaType string
	header    http.Header
	body      []byte
	stream    func(*stream) error // writes the body, if it is not nil
}

const jsonType = "application/json"

// jsonAnswer answers with v as JSON.
func jsonAnswer(v any) (*answer, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return &answer{mediaType: jsonType, body: b.Bytes()}, nil
}

func (a *answer) write(w http.ResponseWriter) {
	if a.mediaType != "" {
		w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	}
	a.writeHeader(w)
	_, _ = w.Write(a.body) // the client may be gone; the log has the status
}

func (a *answer) writeHeader(w http.ResponseWriter) {
	h := w.Header()
	for name, values := range a.header {
		h[name] = values
	}
	if a.mediaType != "" {
		h.Set("Content-Type", a.mediaType)
	}
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache")
	}
	if a.status == 0 {
		a.status = http.StatusOK
	}
	w.WriteHeader(a.status)
}
