package results

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"diplograph/graph/rdf"
)

// A csvDecoder reads RFC 4180. An empty field that is not quoted is an unbound
// variable, anything else a string.
type csvDecoder struct {
	in   *bufio.Reader
	opts ReaderOptions
	vars int
}

// A field is one of a row of CSV.
type field struct {
	text   string
	quoted bool
}

func (c *csvDecoder) head() ([]string, *bool, error) {
	fields, err := c.line()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, nil, err
	}
	c.vars = len(fields)
	if c.vars == 1 && fields[0] == (field{}) {
		c.vars = 0
	}
	vars := make([]string, 0, c.vars)
	for _, f := range fields[:c.vars] {
		vars = append(vars, strings.TrimPrefix(f.text, "\ufeff"))
	}
	return vars, nil, nil
}

func (c *csvDecoder) next(row []rdf.Term) error {
	fields, err := c.line()
	if err != nil {
		return err
	}
	if len(fields) != max(1, c.vars) {
		return &SyntaxError{Expected: strconv.Itoa(c.vars) + " fields", Found: strconv.Itoa(len(fields))}
	}
	for i, f := range fields[:c.vars] {
		if f != (field{}) {
			row[i] = rdf.String(f.text)
		}
	}
	return nil
}

// line reads the fields of a row, io.EOF at the end of the document.
func (c *csvDecoder) line() (fields []field, err error) {
	if _, err := c.in.Peek(1); err != nil {
		return nil, err
	}
	for {
		f, last, err := c.field()
		if err != nil {
			return nil, err
		}
		fields = append(fields, f)
		if last {
			return fields, nil
		}
	}
}

func (c *csvDecoder) field() (f field, last bool, err error) {
	var text []byte
	b, err := c.in.ReadByte()
	if err == nil && b == '"' {
		f.quoted = true
		if text, err = c.quoted(); err != nil {
			return f, false, err
		}
		b, err = c.in.ReadByte()
	}
	for ; err == nil; b, err = c.in.ReadByte() {
		switch {
		case b == ',':
			f.text = string(text)
			return f, false, nil
		case b == '\n':
			f.text = strings.TrimSuffix(string(text), "\r")
			return f, true, nil
		case b == '"' || f.quoted && b != '\r':
			return f, false, &SyntaxError{Expected: "quotes around a whole field", Found: strconv.Quote(string(b))}
		case !f.quoted:
			text = append(text, b)
		}
	}
	if err == io.EOF { // the last line may lack its end
		f.text = string(text)
		return f, true, nil
	}
	return f, false, err
}

// quoted reads as far as the quote that ends a field.
func (c *csvDecoder) quoted() (text []byte, err error) {
	for {
		part, err := c.in.ReadBytes('"')
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		text = append(text, part[:len(part)-1]...)
		if next, err := c.in.Peek(1); err != nil || next[0] != '"' {
			return text, nil
		}
		_, _ = c.in.Discard(1)
		text = append(text, '"')
	}
}

// A tsvDecoder reads lines of terms as Turtle has them.
type tsvDecoder struct {
	in   *bufio.Reader
	opts ReaderOptions
	vars int
}

func (t *tsvDecoder) head() (vars []string, boolean *bool, err error) {
	line, err := t.line()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, nil, err
	}
	if line == "true" || line == "false" {
		value := line == "true"
		return nil, &value, nil
	}
	if line == "" {
		return nil, nil, nil
	}
	for name := range strings.SplitSeq(line, "\t") {
		bare, ok := strings.CutPrefix(name, "?")
		if !ok {
			bare, ok = strings.CutPrefix(name, "$")
		}
		if !ok {
			return nil, nil, &SyntaxError{Expected: "variables with ? before them", Found: strconv.Quote(name)}
		}
		vars = append(vars, bare)
	}
	t.vars = len(vars)
	return vars, nil, nil
}

func (t *tsvDecoder) next(row []rdf.Term) error {
	line, err := t.line()
	if err != nil {
		return err
	}
	fields := strings.Split(line, "\t")
	if len(fields) != max(1, t.vars) || t.vars == 0 && line != "" {
		return &SyntaxError{Expected: strconv.Itoa(t.vars) + " fields", Found: strconv.Itoa(len(fields))}
	}
	for i := range row {
		if row[i], err = parseTerm(fields[i], t.opts.MaxDepth); err != nil {
			return err
		}
	}
	return nil
}

func (t *tsvDecoder) line() (string, error) {
	line, err := t.in.ReadString('\n')
	if err == io.EOF && line != "" {
		err = nil
	}
	return strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r"), err
}
