package cayleyquery

import (
	"bytes"
	"encoding/json"
)

// answer gathers results as JSON.
type answer struct {
	limit    int
	maxBytes int

	results   [][]byte
	bytes     int
	truncated bool
}

// add takes one result and reports whether more are welcome.
func (a *answer) add(v any) (more bool, err error) {
	if len(a.results) == a.limit {
		a.truncated = true
		return false, nil
	}
	text, err := encode(v)
	if err != nil {
		return false, wrong("a result cannot be written as JSON: %v", err)
	}
	if a.bytes += len(text); a.bytes > a.maxBytes {
		a.truncated = true
		return false, nil
	}
	a.results = append(a.results, text)
	return true, nil
}

// resultBody is {"result": [...]}, with null for no results as Cayley has it.
func resultBody(a *answer) []byte {
	list := []byte("null")
	if len(a.results) > 0 {
		list = append(append([]byte("["), bytes.Join(a.results, []byte(","))...), ']')
	}
	return a.body("result", list)
}

// dataBody is GraphQL's {"data": {...}}.
func dataBody(a *answer) []byte {
	data := []byte("{}")
	if len(a.results) > 0 {
		data = a.results[0]
	}
	return a.body("data", data)
}

func (a *answer) body(key string, value []byte) []byte {
	b := append([]byte(`{"`+key+`":`), value...)
	if a.truncated {
		b = append(b, `,"truncated":true`...)
	}
	return append(b, "}\n"...)
}

// ErrorBody gives the body that Cayley's API has for an error in a language:
// GraphQL's own, {"error": "..."} else.
func ErrorBody(language string, err error) []byte {
	type message struct {
		Message   string `json:"message"`
		Locations []any  `json:"locations"`
	}
	var v any = map[string]string{"error": err.Error()}
	if language == "graphql" {
		v = struct {
			Data   any       `json:"data"`
			Errors []message `json:"errors"`
		}{Errors: []message{{Message: err.Error()}}}
	}
	text, err := encode(v)
	if err != nil {
		text = []byte(`{"error":"unknown"}`)
	}
	return append(text, '\n')
}

// encode is json.Marshal that leaves < and > as they are: they stand around
// every IRI.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}
