package cayleyquery

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/quad"
	"github.com/dennwc/graphql/gqlerrors"
	"github.com/dennwc/graphql/language/ast"
	"github.com/dennwc/graphql/language/parser"
)

// maxGraphQL bounds the brackets of one kind in a GraphQL query. Its parser
// goes one call deeper for each that is open.
const maxGraphQL = 5000

func runGraphQL(j *job) error {
	limited, err := limitFields(j.request.Query, j.options.Limit)
	if err != nil {
		return err
	}
	it, err := graphql.NewSession(j.guard).Execute(j.ctx, limited, query.Options{Collation: query.JSON})
	if err != nil {
		return asQueryError(err)
	}
	defer it.Close()
	if !it.Next(j.ctx) {
		return asQueryError(it.Err())
	}
	_, err = j.out.add(j.out.cut(it.Result()))
	return err
}

// limitFields has every field of a query ask for at most one object more than
// the limit, so that an answer that is cut can be told from one that is whole.
func limitFields(text string, limit int) (string, error) {
	for _, open := range []string{"{", "[", "("} {
		if strings.Count(text, open) > maxGraphQL {
			return "", tooComplex("there are more than %d brackets %s", maxGraphQL, open)
		}
	}
	doc, err := parser.Parse(parser.ParseParams{Source: text})
	if err != nil {
		return "", graphQLError(err)
	}
	l := limiter{text: text, limit: limit}
	for _, def := range doc.Definitions {
		op, ok := def.(*ast.OperationDefinition)
		if !ok {
			return "", wrong("expected a query, found %s", def.GetKind())
		}
		if err := l.selection(op.SelectionSet, 1); err != nil {
			return "", err
		}
	}
	return l.apply(), nil
}

func graphQLError(err error) error {
	var at *gqlerrors.Error
	if errors.As(err, &at) && len(at.Locations) > 0 {
		message, _, _ := strings.Cut(at.Message, "\n\n")
		return &QueryError{Line: at.Locations[0].Line, Column: at.Locations[0].Column, Message: message}
	}
	return wrong("%v", err)
}

// limiter gathers edits of a query's text.
type limiter struct {
	text  string
	limit int
	edits []edit
}

type edit struct {
	start, end int
	text       string
}

func (l *limiter) selection(set *ast.SelectionSet, level int) error {
	if set == nil {
		return nil
	}
	if level > maxDepth {
		return tooComplex("the query is more than %d levels deep", maxDepth)
	}
	for _, s := range set.Selections {
		f, ok := s.(*ast.Field)
		if !ok {
			return wrong("expected a field, found %T; fragments are not known here", s)
		}
		if err := l.field(f); err != nil {
			return err
		}
		if err := l.selection(f.SelectionSet, level+1); err != nil {
			return err
		}
	}
	return nil
}

// field limits a field that gives objects: one with a selection, or with
// conditions. Any other is a value of its object.
func (l *limiter) field(f *ast.Field) error {
	arguments := slices.Clone(f.Arguments)
	for _, d := range f.Directives {
		if d.Name != nil && d.Name.Value != "label" {
			arguments = append(arguments, d.Arguments...)
		}
	}
	if f.SelectionSet == nil && len(arguments) == 0 {
		return nil
	}
	limited := false
	for _, a := range arguments {
		if !isFirst(a.Name) {
			continue
		}
		n, ok := a.Value.(*ast.IntValue)
		if !ok {
			return wrong("expected a number for %s", graphql.LimitKey)
		}
		limited = true
		if v, err := strconv.Atoi(n.Value); err != nil || v < 0 || v > l.limit {
			l.edits = append(l.edits, edit{n.Loc.Start, n.Loc.End, strconv.Itoa(l.limit + 1)})
		}
	}
	switch first := fmt.Sprintf("%s: %d", graphql.LimitKey, l.limit+1); {
	case limited:
	case len(f.Arguments) > 0:
		at := f.Arguments[0].Loc.Start
		l.edits = append(l.edits, edit{at, at, first + ", "})
	default:
		at := f.Name.Loc.End
		l.edits = append(l.edits, edit{at, at, "(" + first + ")"})
	}
	return nil
}

// isFirst reads a name as Cayley does: ~ and <> do not belong to it.
func isFirst(name *ast.Name) bool {
	if name == nil {
		return false
	}
	s := strings.TrimPrefix(name.Value, "~")
	return s == graphql.LimitKey || s == "<"+graphql.LimitKey+">"
}

func (l *limiter) apply() string {
	slices.SortStableFunc(l.edits, func(a, b edit) int { return a.start - b.start })
	var b strings.Builder
	at := 0
	for _, e := range l.edits {
		b.WriteString(l.text[at:e.start])
		b.WriteString(e.text)
		at = e.end
	}
	b.WriteString(l.text[at:])
	return b.String()
}

// cut shortens every list in a GraphQL answer to the limit.
func (a *answer) cut(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			v[k] = a.cut(x)
		}
	case []map[string]any:
		if len(v) > a.limit {
			v, a.truncated = v[:a.limit], true
		}
		for i := range v {
			a.cut(v[i])
		}
		return v
	case []quad.Value:
		if len(v) > a.limit {
			a.truncated = true
			return v[:a.limit]
		}
	}
	return v
}
