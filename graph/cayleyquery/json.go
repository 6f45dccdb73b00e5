package cayleyquery

import (
	"encoding/json"
	"errors"
	"strings"
)

// maxDepth bounds the nesting of a query in MQL, LinkedQL or GraphQL.
const maxDepth = 64

// parseJSON reads a query that is a JSON value.
func parseJSON(text string) (any, error) {
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		return nil, jsonError(text, err)
	}
	if depth(v) > maxDepth {
		return nil, tooComplex("the query is more than %d levels deep", maxDepth)
	}
	return v, nil
}

func jsonError(text string, err error) error {
	var at *json.SyntaxError
	if !errors.As(err, &at) {
		return wrong("%v", err)
	}
	line, column := position(text, int(at.Offset)-1)
	return &QueryError{Line: line, Column: column, Message: "the query is not JSON: " + at.Error()}
}

// position gives line and column, in characters from 1, of a byte of a text.
func position(text string, offset int) (line, column int) {
	before := text[:min(max(offset, 0), len(text))]
	last := before[strings.LastIndexByte(before, '\n')+1:]
	return strings.Count(before, "\n") + 1, len([]rune(last)) + 1
}

func depth(v any) int {
	deepest := 0
	switch v := v.(type) {
	case map[string]any:
		for _, x := range v {
			deepest = max(deepest, depth(x))
		}
	case []any:
		for _, x := range v {
			deepest = max(deepest, depth(x))
		}
	}
	return deepest + 1
}
