package results

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"diplograph/graph/rdf"
)

// An xmlDecoder reads SPARQL Query Results XML row by row. encoding/xml knows no
// entities but the five of XML and fetches nothing.
type xmlDecoder struct {
	d    *xml.Decoder
	opts ReaderOptions
	vars []string
	done bool // the answer was that of ASK
}

func newXMLDecoder(r io.Reader, opts ReaderOptions) *xmlDecoder {
	return &xmlDecoder{d: xml.NewDecoder(r), opts: opts}
}

func (x *xmlDecoder) head() (vars []string, boolean *bool, err error) {
	if _, err := x.open("sparql"); err != nil {
		return nil, nil, err
	}
	if _, err := x.open("head"); err != nil {
		return nil, nil, err
	}
	for {
		start, err := x.child("variable", "link")
		if err != nil {
			return nil, nil, err
		}
		if start == nil {
			break
		}
		if start.Name.Local == "variable" {
			x.vars = append(x.vars, attribute(start, "", "name"))
		}
		if err := x.shut(); err != nil {
			return nil, nil, err
		}
		if len(x.vars) > x.opts.MaxVars {
			return nil, nil, limit("at most %d variables", x.opts.MaxVars)
		}
	}
	start, err := x.open("results", "boolean")
	if err != nil || start.Name.Local == "results" {
		return x.vars, nil, err
	}
	text, err := x.text()
	if err != nil {
		return nil, nil, err
	}
	value, known := map[string]bool{"true": true, "1": true, "false": false, "0": false}[strings.TrimSpace(text)]
	if !known {
		return nil, nil, &SyntaxError{Expected: "true or false", Found: strconv.Quote(text)}
	}
	x.done = true
	return nil, &value, x.ends()
}

// ends reads the end of the document.
func (x *xmlDecoder) ends() error {
	if err := x.shut(); err != nil {
		return err
	}
	for {
		token, err := x.d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return x.cause(err)
		}
		if blank(token) != nil {
			return &SyntaxError{Expected: "the end of the document", Found: describe(token)}
		}
	}
}

func (x *xmlDecoder) next(row []rdf.Term) error {
	if x.done {
		return io.EOF
	}
	start, err := x.child("result")
	if err != nil {
		return err
	}
	if start == nil {
		x.done = true
		if err := x.ends(); err != nil {
			return err
		}
		return io.EOF
	}
	for {
		binding, err := x.child("binding")
		if err != nil || binding == nil {
			return err
		}
		name := attribute(binding, "", "name")
		i := slices.Index(x.vars, name)
		if i < 0 || !row[i].IsZero() {
			return &SyntaxError{Expected: "variables of the head, each once", Found: strconv.Quote(name)}
		}
		if row[i], err = x.term(0); err != nil {
			return err
		}
		if err := x.shut(); err != nil {
			return err
		}
	}
}

func (x *xmlDecoder) term(depth int) (t rdf.Term, err error) {
	start, err := x.open("uri", "bnode", "literal", "triple")
	if err != nil {
		return t, err
	}
	if start.Name.Local == "triple" {
		return x.triple(depth)
	}
	text, err := x.text()
	if err != nil {
		return t, err
	}
	switch start.Name.Local {
	case "uri":
		return rdf.IRI(text), nil
	case "bnode":
		return rdf.Blank(text), nil
	}
	return literal(text, attribute(start, xmlNamespace, "lang"), attribute(start, itsNamespace, "dir"), attribute(start, "", "datatype"))
}

func (x *xmlDecoder) triple(depth int) (rdf.Term, error) {
	if depth == x.opts.MaxDepth {
		return rdf.Term{}, limit("triple terms at most %d deep", depth)
	}
	var parts [3]rdf.Term
	for i, name := range []string{"subject", "predicate", "object"} {
		if _, err := x.open(name); err != nil {
			return rdf.Term{}, err
		}
		var err error
		if parts[i], err = x.term(depth + 1); err != nil {
			return rdf.Term{}, err
		}
		if err := x.shut(); err != nil {
			return rdf.Term{}, err
		}
	}
	return rdf.TripleTerm(parts[0], parts[1], parts[2]), x.shut()
}

// open gives the start of an element that must come, one of some names.
func (x *xmlDecoder) open(names ...string) (*xml.StartElement, error) {
	start, err := x.child(names...)
	if err == nil && start == nil {
		err = &SyntaxError{Expected: "an element " + strings.Join(names, " or "), Found: "the end of the one before"}
	}
	return start, err
}

// child gives the start of the next element, one of some names, nil at the end
// of the element around it.
func (x *xmlDecoder) child(names ...string) (*xml.StartElement, error) {
	for {
		token, err := x.d.Token()
		if err != nil {
			return nil, x.cause(err)
		}
		switch token := blank(token).(type) {
		case nil:
		case xml.EndElement:
			return nil, nil
		case xml.StartElement:
			if token.Name.Space == resultsNamespace && slices.Contains(names, token.Name.Local) {
				return &token, nil
			}
			return nil, &SyntaxError{Expected: "an element " + strings.Join(names, " or ") + " of <" + resultsNamespace + ">", Found: describe(token)}
		default:
			return nil, &SyntaxError{Expected: "an element " + strings.Join(names, " or "), Found: describe(token)}
		}
	}
}

// shut reads the end of an element that has nothing more in it.
func (x *xmlDecoder) shut() error {
	for {
		token, err := x.d.Token()
		if err != nil {
			return x.cause(err)
		}
		switch token := blank(token).(type) {
		case nil:
		case xml.EndElement:
			return nil
		default:
			return &SyntaxError{Expected: "the end of an element", Found: describe(token)}
		}
	}
}

// text reads the text of an element and its end.
func (x *xmlDecoder) text() (string, error) {
	var text []byte
	for {
		token, err := x.d.Token()
		if err != nil {
			return "", x.cause(err)
		}
		switch token := token.(type) {
		case xml.CharData:
			text = append(text, token...)
		case xml.EndElement:
			return string(text), nil
		case xml.Comment, xml.ProcInst:
		default:
			return "", &SyntaxError{Expected: "text", Found: describe(token)}
		}
	}
}

// blank gives nil for what may stand anywhere: white space, comments and
// instructions.
func blank(token xml.Token) xml.Token {
	switch t := token.(type) {
	case xml.CharData:
		if strings.TrimSpace(string(t)) == "" {
			return nil
		}
	case xml.Comment, xml.ProcInst, xml.Directive:
		return nil
	}
	return token
}

func attribute(e *xml.StartElement, space, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local && (a.Name.Space == space || a.Name.Space == "xml" && space == xmlNamespace) {
			return a.Value
		}
	}
	return ""
}

func describe(token xml.Token) string {
	switch t := token.(type) {
	case xml.StartElement:
		return "an element " + t.Name.Local + " of <" + t.Name.Space + ">"
	case xml.CharData:
		return strconv.Quote(string(t[:min(len(t), 40)]))
	case xml.EndElement:
		return "the end of " + t.Name.Local
	}
	return fmt.Sprintf("%T", token)
}

func (x *xmlDecoder) cause(err error) error {
	var syntax *xml.SyntaxError
	switch {
	case err == io.EOF:
		return io.ErrUnexpectedEOF
	case errors.As(err, &syntax):
		if strings.Contains(syntax.Msg, "unexpected EOF") {
			return io.ErrUnexpectedEOF
		}
		return &SyntaxError{Expected: "results in XML", Found: fmt.Sprintf("%s at line %d", syntax.Msg, syntax.Line), Err: err}
	}
	return err
}
