package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"diplograph/graph/vocab"
)

// A row is one result: column to value.
type row = map[string]any

// resultRows finds the results in an answer of Cayley's API: the list under
// "result", or in GraphQL the lists under the fields of "data".
//
//	{"result": [{"id": "<x>", "city": "<y>"}, ...]}
//	{"data": {"nodes": [{"id": "<x>"}, ...]}}
func resultRows(body []byte) ([]row, error) {
	var answer struct {
		Result any
		Data   map[string]any
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if err := d.Decode(&answer); err != nil {
		return nil, fmt.Errorf("expected an answer in JSON: %w", err)
	}
	rows := rowsOf(answer.Result)
	for _, field := range sortedKeys(answer.Data) {
		rows = append(rows, rowsOf(answer.Data[field])...)
	}
	return rows, nil
}

func rowsOf(v any) (rows []row) {
	switch v := v.(type) {
	case nil:
	case []any:
		for _, item := range v {
			rows = append(rows, rowsOf(item)...)
		}
	case row:
		rows = append(rows, v)
	default:
		rows = append(rows, row{"value": v})
	}
	return rows
}

// writeRows writes results as a table: a column for each name that any of them
// has, "id" first.
func writeRows(out io.Writer, rows []row) error {
	var columns []string
	for _, r := range rows {
		for name := range r {
			if !slices.Contains(columns, name) {
				columns = append(columns, name)
			}
		}
	}
	slices.Sort(columns)
	if i := slices.Index(columns, "id"); i > 0 {
		columns = slices.Insert(slices.Delete(columns, i, i+1), 0, "id")
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	cells := make([]string, len(columns))
	line := func(in func(column string) string) {
		for i, name := range columns {
			cells[i] = in(name)
		}
		fmt.Fprintln(w, strings.Join(cells, "\t"))
	}
	if len(rows) > 0 {
		line(short)
	}
	for _, r := range rows {
		line(func(column string) string { return cell(r[column]) })
	}
	return w.Flush()
}

// cell writes a value on one line, IRIs in their short form.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return strings.Join(strings.Fields(short(v)), " ")
	case map[string]any:
		if text, tag := v["Value"], v["Lang"]; len(v) == 2 && text != nil && tag != nil {
			return fmt.Sprintf("%s@%s", cell(text), tag)
		}
	}
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(text)
}

// short is an IRI, in < > or not, with a prefix of the project; what is none
// comes back as it is.
func short(s string) string {
	if iri, ok := strings.CutPrefix(s, "<"); ok && strings.HasSuffix(iri, ">") {
		s = strings.TrimSuffix(iri, ">")
	}
	return vocab.Compact(s)
}

func sortedKeys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
