package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// An object is a JSON object of a mapping, read property by property. The first
// thing wrong with it is kept in err; what nobody asked for is an error, too, so
// that a misspelt property is not passed over.
type object struct {
	where      string // "tableSchema: columns[2]"
	properties map[string]json.RawMessage
	known      []string
	err        error
}

func newObject(where string, text json.RawMessage) *object {
	o := &object{where: where}
	if err := json.Unmarshal(text, &o.properties); err != nil || o.properties == nil {
		o.fail("", "an object", text)
	}
	return o
}

func (o *object) at(property string) string {
	if o.where == "" || property == "" {
		return o.where + property
	}
	return o.where + ": " + property
}

func (o *object) fail(property, expected string, found json.RawMessage) {
	o.failf(property, "expected %s, found %s", expected, compact(found))
}

func (o *object) failf(property, format string, args ...any) {
	if o.err != nil {
		return
	}
	o.err = fmt.Errorf(format, args...)
	if where := o.at(property); where != "" {
		o.err = fmt.Errorf("%s: %w", where, o.err)
	}
}

// compact shows JSON in one line.
func compact(text json.RawMessage) string {
	var b bytes.Buffer
	if err := json.Compact(&b, text); err != nil {
		return quote(string(text))
	}
	if b.Len() > 60 {
		return strings.ToValidUTF8(b.String()[:60], "") + "..."
	}
	return b.String()
}

// get gives a property, and whether it is there.
func (o *object) get(property string) (json.RawMessage, bool) {
	o.known = append(o.known, property)
	text, ok := o.properties[property]
	return text, ok
}

// read decodes a property into v, which stays as it is if there is none.
func (o *object) read(property, expected string, v any) {
	if text, ok := o.get(property); ok {
		if string(text) == "null" || json.Unmarshal(text, v) != nil {
			o.fail(property, expected, text)
		}
	}
}

func (o *object) string(property string, v *string) { o.read(property, "a string", v) }
func (o *object) boolean(property string, v *bool)  { o.read(property, "true or false", v) }

// optional reads a string that null takes away.
func (o *object) optional(property string, v **string) {
	if text, ok := o.get(property); ok && json.Unmarshal(text, v) != nil {
		o.fail(property, "a string or null", text)
	}
}

// count reads a number of rows or columns.
func (o *object) count(property string, v *int) {
	o.read(property, fmt.Sprintf("a number from 0 to %d", MaxColumns), v)
	if *v < 0 || *v > MaxColumns {
		o.failf(property, "expected a number from 0 to %d, found %d", MaxColumns, *v)
	}
}

// oneOrMore reads a string or an array of strings.
func (o *object) oneOrMore(property string, v *[]string) {
	if text, ok := o.get(property); ok {
		list, good := stringList(text)
		if !good {
			o.fail(property, "a string or an array of strings", text)
		}
		*v = list
	}
}

func stringList(text json.RawMessage) ([]string, bool) {
	var one string
	if len(text) > 0 && text[0] == '"' && json.Unmarshal(text, &one) == nil {
		return []string{one}, true
	}
	list := []string{}
	err := json.Unmarshal(text, &list)
	return list, err == nil && list != nil
}

// close reports what is wrong with the object. Annotations (dc:title, notes) say
// nothing of how a table is read, and so do the properties named here.
func (o *object) close(passedOver ...string) error {
	for _, p := range slices.Sorted(maps.Keys(o.properties)) {
		if o.err != nil {
			break
		}
		if strings.Contains(p, ":") || slices.Contains(passedOver, p) || slices.Contains(o.known, p) {
			continue
		}
		hint := ""
		for _, k := range o.known {
			if strings.EqualFold(k, p) {
				hint = "; is " + k + " meant?"
			}
		}
		o.failf(p, "expected a property of CSVW, found an unknown one%s", hint)
	}
	return o.err
}

// whereInText says where in a JSON text an error of package json is.
func whereInText(text []byte, err error) error {
	s, ok := errors.AsType[*json.SyntaxError](err)
	if !ok {
		return err
	}
	before := text[:min(int(s.Offset), len(text))]
	line := bytes.Count(before, []byte("\n")) + 1
	return fmt.Errorf("line %d, column %d: %w", line, len(before)-bytes.LastIndexByte(before, '\n')-1, err)
}
