package cayleyquery

import (
	"errors"
	"reflect"
	"strings"

	"github.com/cayleygraph/cayley/query/linkedql"
	"github.com/cayleygraph/cayley/query/linkedql/steps"
	"github.com/cayleygraph/quad/voc"
)

const (
	maxBranching = 8 // steps that double what is before them
	maxPattern   = 8 // nesting of a pattern, which doubles too
)

func runLinkedQL(j *job) error {
	v, err := parseJSON(j.request.Query)
	if err != nil {
		return err
	}
	if err := localContexts(v); err != nil {
		return err
	}
	item, err := linkedql.Unmarshal([]byte(j.request.Query))
	if err != nil {
		return asQueryError(err)
	}
	step, ok := item.(linkedql.Step)
	if !ok {
		return wrong("expected a step, found %T", item)
	}
	if err := checkSteps(step); err != nil {
		return err
	}
	it, err := linkedql.BuildIterator(step, j.guard, &voc.Namespaces{})
	if err != nil {
		return asQueryError(err)
	}
	defer it.Close()
	return j.drain(it)
}

// localContexts refuses contexts by reference, which the JSON-LD processor would
// fetch from the network or the disk.
func localContexts(v any) error {
	switch v := v.(type) {
	case map[string]any:
		for key, x := range v {
			if key == "@import" || key == "@context" && remote(x) {
				return wrong("%s may not refer to another document; write the context out", key)
			}
			if err := localContexts(x); err != nil {
				return err
			}
		}
	case []any:
		for _, x := range v {
			if err := localContexts(x); err != nil {
				return err
			}
		}
	}
	return nil
}

func remote(context any) bool {
	switch c := context.(type) {
	case string:
		return true
	case []any:
		for _, x := range c {
			if remote(x) {
				return true
			}
		}
	}
	return false
}

// checkSteps bounds what Cayley makes of steps and patterns before it first asks
// the store for anything.
func checkSteps(step linkedql.Step) error {
	branching := 0
	var check func(v reflect.Value) error
	check = func(v reflect.Value) error {
		switch v.Kind() {
		case reflect.Interface:
			if !v.IsNil() {
				return check(v.Elem())
			}
		case reflect.Pointer:
			switch v.Interface().(type) {
			case *steps.Both, *steps.Back:
				if branching++; branching > maxBranching {
					return tooComplex("there are more than %d steps Both and Back", maxBranching)
				}
			}
			if !v.IsNil() {
				return check(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				if err := check(v.Index(i)); err != nil {
					return err
				}
			}
		case reflect.Struct:
			for i := range v.NumField() {
				if err := check(v.Field(i)); err != nil {
					return err
				}
			}
		case reflect.Map:
			return checkPattern(v.Interface())
		}
		return nil
	}
	return check(reflect.ValueOf(step))
}

// checkPattern keeps patterns trees: Cayley follows blank nodes without end if
// they form a cycle.
func checkPattern(v any) error {
	if depth(v) > maxPattern {
		return tooComplex("a pattern is more than %d levels deep", maxPattern)
	}
	var check func(v any) error
	check = func(v any) error {
		switch v := v.(type) {
		case string:
			if strings.HasPrefix(v, "_:") {
				return wrong("a pattern may not label blank nodes, as %s; write what is known of one as a nested object", v)
			}
		case []any:
			for _, x := range v {
				if err := check(x); err != nil {
					return err
				}
			}
		case map[string]any:
			for key, x := range v {
				if key == "@context" {
					return wrong("a pattern may not have a context of its own")
				}
				if err := errors.Join(check(key), check(x)); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return check(v)
}
