package results

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"diplograph/graph/rdf"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// A jsonDecoder reads SPARQL Query Results JSON row by row, if the head comes
// before the results as it should; else it keeps them until it has the head.
type jsonDecoder struct {
	d        *json.Decoder
	opts     ReaderOptions
	index    map[string]int
	held     []map[string]jsonTerm
	inRows   bool
	seenHead bool
	found    []string // top-level members read
}

func newJSONDecoder(r io.Reader, opts ReaderOptions) *jsonDecoder {
	return &jsonDecoder{d: json.NewDecoder(transform.NewReader(r, encoding.UTF8Validator)), opts: opts}
}

// A jsonTerm is a term as JSON has it.
type jsonTerm struct {
	Type      string          `json:"type"`
	Value     json.RawMessage `json:"value"`
	Language  string          `json:"xml:lang"`
	Direction string          `json:"its:dir"`
	Datatype  string          `json:"datatype"`
}

func (j *jsonDecoder) head() (vars []string, boolean *bool, err error) {
	if err := j.delimiter('{'); err != nil {
		return nil, nil, err
	}
	for {
		key, more, err := j.member()
		if err != nil {
			return nil, nil, err
		}
		if !more {
			return j.wholeHead(vars, boolean)
		}
		switch key {
		case "head":
			var head struct{ Vars []string }
			if err := j.decode(&head); err != nil {
				return nil, nil, err
			}
			vars, j.seenHead = head.Vars, true
		case "boolean":
			if err := j.decode(&boolean); err != nil {
				return nil, nil, err
			}
		case "results":
			rows, err := j.openRows()
			if err != nil {
				return nil, nil, err
			}
			if rows && j.seenHead && boolean == nil {
				j.setVars(vars)
				j.inRows = true
				return vars, nil, nil
			}
			for rows && j.d.More() {
				var row map[string]jsonTerm
				if err := j.decode(&row); err != nil {
					return nil, nil, err
				}
				j.held = append(j.held, row)
			}
			if rows {
				if err := j.closeRows(); err != nil {
					return nil, nil, err
				}
			}
		default:
			if err := j.skip(); err != nil {
				return nil, nil, err
			}
		}
	}
}

// wholeHead judges a document that has been read to its end.
func (j *jsonDecoder) wholeHead(vars []string, boolean *bool) ([]string, *bool, error) {
	if err := j.atEnd(); err != nil {
		return nil, nil, err
	}
	results := slices.Contains(j.found, "results")
	switch {
	case boolean != nil && !results:
		return nil, boolean, nil
	case !results || !j.seenHead || boolean != nil:
		return nil, nil, &SyntaxError{Expected: `"head" and either "results" or "boolean"`, Found: fmt.Sprintf("%q", j.found)}
	}
	j.setVars(vars)
	return vars, nil, nil
}

func (j *jsonDecoder) setVars(vars []string) {
	j.index = make(map[string]int, len(vars))
	for i, v := range vars {
		j.index[v] = i
	}
}

func (j *jsonDecoder) next(row []rdf.Term) error {
	if len(j.held) > 0 {
		held := j.held[0]
		j.held = j.held[1:]
		return j.fill(row, held)
	}
	if !j.inRows {
		return io.EOF
	}
	if j.d.More() {
		var found map[string]jsonTerm
		if err := j.decode(&found); err != nil {
			return err
		}
		return j.fill(row, found)
	}
	return j.rest()
}

// rest reads what follows the rows and gives io.EOF if all is well.
func (j *jsonDecoder) rest() error {
	j.inRows = false
	if err := j.closeRows(); err != nil {
		return err
	}
	for {
		key, more, err := j.member()
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if key == "boolean" || key == "results" || key == "head" {
			return &SyntaxError{Expected: `"head" and "results" alone`, Found: strconv.Quote(key)}
		}
		if err := j.skip(); err != nil {
			return err
		}
	}
	if err := j.atEnd(); err != nil {
		return err
	}
	return io.EOF
}

func (j *jsonDecoder) fill(row []rdf.Term, found map[string]jsonTerm) error {
	for name, value := range found {
		i, ok := j.index[name]
		if !ok {
			return &SyntaxError{Expected: "variables of the head", Found: strconv.Quote(name)}
		}
		t, err := j.term(value, 0)
		if err != nil {
			return err
		}
		row[i] = t
	}
	return nil
}

func (j *jsonDecoder) term(v jsonTerm, depth int) (rdf.Term, error) {
	if v.Type == "triple" {
		return j.triple(v, depth)
	}
	var text *string
	if err := json.Unmarshal(v.Value, &text); err != nil || text == nil {
		return rdf.Term{}, &SyntaxError{Expected: `a string as "value" of a ` + strconv.Quote(v.Type), Found: found(v.Value), Err: err}
	}
	switch v.Type {
	case "uri":
		return rdf.IRI(*text), nil
	case "bnode":
		return rdf.Blank(*text), nil
	case "literal", "typed-literal":
		return literal(*text, v.Language, v.Direction, v.Datatype)
	}
	return rdf.Term{}, &SyntaxError{Expected: `a term of type "uri", "bnode", "literal" or "triple"`, Found: strconv.Quote(v.Type)}
}

func (j *jsonDecoder) triple(v jsonTerm, depth int) (rdf.Term, error) {
	if depth == j.opts.MaxDepth {
		return rdf.Term{}, limit("triple terms at most %d deep", depth)
	}
	var parts struct{ Subject, Predicate, Object *jsonTerm }
	if err := json.Unmarshal(v.Value, &parts); err != nil || parts.Subject == nil || parts.Predicate == nil || parts.Object == nil {
		return rdf.Term{}, &SyntaxError{Expected: "a triple with subject, predicate and object", Found: found(v.Value), Err: err}
	}
	var t rdf.Triple
	for _, part := range []struct {
		to   *rdf.Term
		from *jsonTerm
	}{{&t.Subject, parts.Subject}, {&t.Predicate, parts.Predicate}, {&t.Object, parts.Object}} {
		term, err := j.term(*part.from, depth+1)
		if err != nil {
			return rdf.Term{}, err
		}
		*part.to = term
	}
	return rdf.TripleTerm(t.Subject, t.Predicate, t.Object), nil
}

// literal makes a literal of what a format says of it.
func literal(text, language, direction, datatype string) (rdf.Term, error) {
	if language == "" && direction == "" {
		if datatype == "" {
			datatype = rdf.XSDString
		}
		return rdf.Literal(text, datatype), nil
	}
	d := rdf.NoDirection
	switch direction {
	case "":
	case "ltr":
		d = rdf.LTR
	case "rtl":
		d = rdf.RTL
	default:
		return rdf.Term{}, &SyntaxError{Expected: "a direction of ltr or rtl", Found: strconv.Quote(direction)}
	}
	t := rdf.DirLangString(text, language, d)
	if datatype != "" && datatype != t.Datatype {
		return t, &SyntaxError{Expected: "a language or a datatype", Found: strconv.Quote(language) + " and " + strconv.Quote(datatype)}
	}
	return t, nil
}

// openRows enters "bindings" of "results"; false says that there are none.
func (j *jsonDecoder) openRows() (bool, error) {
	if err := j.delimiter('{'); err != nil {
		return false, err
	}
	for j.d.More() {
		key, err := j.token()
		if err != nil {
			return false, err
		}
		if key == "bindings" {
			return true, j.delimiter('[')
		}
		if err := j.skip(); err != nil {
			return false, err
		}
	}
	return false, &SyntaxError{Expected: `"bindings" in "results"`, Found: "none"}
}

func (j *jsonDecoder) closeRows() error {
	if err := j.delimiter(']'); err != nil {
		return err
	}
	for j.d.More() {
		key, err := j.token()
		if err != nil {
			return err
		}
		if key == "bindings" {
			return &SyntaxError{Expected: `"bindings" once`, Found: "it twice"}
		}
		if err := j.skip(); err != nil {
			return err
		}
	}
	return j.delimiter('}')
}

// member gives the next key of the document, false at its end.
func (j *jsonDecoder) member() (key string, more bool, err error) {
	if !j.d.More() {
		return "", false, j.delimiter('}')
	}
	token, err := j.token()
	if err != nil {
		return "", false, err
	}
	key, ok := token.(string)
	if !ok || slices.Contains(j.found, key) {
		return "", false, &SyntaxError{Expected: "different members", Found: fmt.Sprintf("%q", token)}
	}
	if len(j.found) > 100 {
		return "", false, limit("at most 100 members")
	}
	j.found = append(j.found, key)
	return key, true, nil
}

func (j *jsonDecoder) delimiter(want json.Delim) error {
	token, err := j.token()
	if err != nil {
		return err
	}
	if token != want {
		return &SyntaxError{Expected: strconv.Quote(want.String()), Found: fmt.Sprintf("%q", fmt.Sprint(token))}
	}
	return nil
}

func (j *jsonDecoder) token() (json.Token, error) {
	token, err := j.d.Token()
	return token, j.cause(err)
}

func (j *jsonDecoder) decode(into any) error { return j.cause(j.d.Decode(into)) }

func (j *jsonDecoder) skip() error {
	var raw json.RawMessage
	return j.decode(&raw)
}

func (j *jsonDecoder) atEnd() error {
	if _, err := j.d.Token(); err == io.EOF {
		return nil
	} else if err != nil {
		return j.cause(err)
	}
	return &SyntaxError{Expected: "the end of the document", Found: "more"}
}

// cause says what is wrong with the JSON.
func (j *jsonDecoder) cause(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case err == io.EOF:
		return io.ErrUnexpectedEOF
	case errors.As(err, &syntax), errors.As(err, &kind), errors.Is(err, encoding.ErrInvalidUTF8):
		return &SyntaxError{Expected: "results in JSON", Found: fmt.Sprintf("%v at byte %d", err, j.d.InputOffset()), Err: err}
	}
	return err
}

func found(raw []byte) string {
	if len(raw) == 0 {
		return "none"
	}
	return string(bytes.ToValidUTF8(raw[:min(len(raw), 60)], nil))
}
