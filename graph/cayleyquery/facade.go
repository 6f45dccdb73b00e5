package cayleyquery

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"diplograph/graph/vocab"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

const (
	maxPath     = 5000    // steps of a path, once it is written out
	maxArray    = 100_000 // elements of what toArray and tagArray give
	maxEmitted  = 100_000 // values in what one emit gives
	maxNesting  = 32      // how deep they nest
	maxArgument = 10_000  // elements of a list that is an argument
)

// A facade stands between a script and Gizmo's own objects, graph and paths. It
// lets through what they can take, since they panic at what they cannot; keeps
// paths from growing without end; and turns panics into exceptions.
type facade struct {
	job   *job
	vm    *goja.Runtime
	paths *goja.Object // the prototype of paths
	path  reflect.Type // Gizmo's own
}

// handle is a path as a script has it.
type handle struct {
	native *goja.Object
	size   size
}

// size counts the steps of a path, written out: both() writes what comes before
// it twice. From a source of n steps the path has times*n + plus; label is what
// each of its steps has for labelContext.
type size struct{ times, plus, label int }

func (s size) total() int { return s.times + s.plus }

// putFacade takes the place of graph, g and Gizmo's functions.
func putFacade(j *job, vm *goja.Runtime) error {
	f := &facade{job: j, vm: vm, paths: vm.NewObject()}
	native := vm.Get("graph").ToObject(vm)
	start, err := f.invoke(native, "M", nil)
	if err != nil {
		return err
	}
	f.path = start.ExportType()
	g := vm.NewObject()
	for _, name := range methodNames(native.ExportType()) {
		if err := g.Set(name, f.graphMethod(native, name)); err != nil {
			return err
		}
	}
	for _, name := range methodNames(f.path) {
		if err := f.paths.Set(name, f.pathMethod(name)); err != nil {
			return err
		}
	}
	for _, p := range vocab.Prefixes {
		if _, err := f.invoke(native, "addNamespace", []goja.Value{vm.ToValue(p.Name), vm.ToValue(p.Namespace)}); err != nil {
			return err
		}
	}
	for _, name := range []string{"iri", "bnode", "raw", "str", "lang", "typed", "lt", "lte", "gt", "gte", "regex", "like"} {
		if err := vm.Set(name, f.valueFunction(vm.Get(name))); err != nil {
			return err
		}
	}
	if err := vm.Set("graph", g); err != nil {
		return err
	}
	return vm.Set("g", g)
}

// methodNames gives the names under which Gizmo shows the methods of a type.
func methodNames(t reflect.Type) []string {
	var names []string
	for i := range t.NumMethod() {
		name := t.Method(i).Name
		if short, ok := strings.CutPrefix(name, "Capitalized"); ok {
			name = short
		} else if short, ok := strings.CutPrefix(name, "New"); ok {
			name = short
		} else {
			first, n := utf8.DecodeRuneInString(name)
			name = string(unicode.ToLower(first)) + name[n:]
		}
		names = append(names, name)
	}
	return names
}

// invoke calls a method of one of Gizmo's objects.
func (f *facade) invoke(o *goja.Object, name string, args []goja.Value) (goja.Value, error) {
	fn, ok := goja.AssertFunction(o.Get(name))
	if !ok {
		return nil, fmt.Errorf("this version of Cayley has no %s", name)
	}
	return fn(o, args...)
}

// call is invoke on behalf of a script: errors and panics become exceptions.
func (f *facade) call(o *goja.Object, name string, args []goja.Value) goja.Value {
	return f.guarded(name, func() (goja.Value, error) { return f.invoke(o, name, args) })
}

func (f *facade) guarded(name string, fn func() (goja.Value, error)) goja.Value {
	var result goja.Value
	var thrown error
	func() {
		defer func() {
			x := recover()
			if x == nil {
				return
			}
			if s, ok := x.(stopped); ok {
				f.vm.Interrupt(s.err)
				thrown = s.err
				return
			}
			thrown = fmt.Errorf("%s: %v", name, x)
		}()
		result, thrown = fn()
	}()
	switch err := thrown.(type) {
	case nil:
		return result
	case *goja.Exception, *goja.InterruptedError, *goja.StackOverflowError:
		panic(err)
	default:
		panic(f.vm.NewGoError(err))
	}
}

// throw ends a call with an exception.
func (f *facade) throw(format string, args ...any) {
	panic(f.vm.NewTypeError(fmt.Sprintf(format, args...)))
}

func (f *facade) graphMethod(native *goja.Object, name string) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		f.job.guardCheck(f.vm)
		if name == "emit" || name == "Emit" {
			left := maxEmitted
			return f.call(native, name, []goja.Value{f.vm.ToValue(f.plain(call.Argument(0), maxNesting, &left))})
		}
		args, _ := f.arguments(name, call.Arguments)
		result := f.call(native, name, args)
		if result != nil && result.ExportType() == f.path {
			return f.wrap(result, size{times: 1, plus: 1})
		}
		return result
	}
}

func (f *facade) pathMethod(name string) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		f.job.guardCheck(f.vm)
		h, ok := call.This.Export().(*handle)
		if !ok {
			f.throw("%s is a method of paths", name)
		}
		args, others := f.arguments(name, call.Arguments)
		switch strings.ToLower(name[:1]) + name[1:] {
		case "toArray", "tagArray":
			return f.array(h, name, args)
		case "getLimit":
			if n := call.Argument(0).ToInteger(); n <= 0 || n > int64(f.job.options.Limit) {
				args = []goja.Value{f.vm.ToValue(f.job.options.Limit + 1)}
			}
		}
		grown := f.grow(h.size, name, others)
		result := f.call(h.native, name, args)
		if result != nil && result.ExportType() == f.path {
			return f.wrap(result, grown)
		}
		return result
	}
}

// guardCheck has an interrupted query go no further.
func (j *job) guardCheck(vm *goja.Runtime) {
	if err := j.ctx.Err(); err != nil {
		vm.Interrupt(context.Cause(j.ctx))
		panic(vm.NewGoError(err))
	}
}

func (f *facade) wrap(native goja.Value, s size) goja.Value {
	o := f.vm.ToValue(&handle{native.ToObject(f.vm), s}).ToObject(f.vm)
	if err := o.SetPrototype(f.paths); err != nil {
		f.throw("%v", err)
	}
	return o
}

// grow gives the size of a path after a step that takes other paths.
func (f *facade) grow(s size, name string, others []*handle) size {
	others2 := 0
	for _, o := range others {
		others2 += o.size.total()
	}
	step := 1 + s.label + others2
	next := s
	switch strings.ToLower(name) {
	case "both":
		next.times, next.plus = 2*s.times, 2*s.plus+2*step
	case "back":
		next.plus = 2*s.total() + s.plus + step
	case "follow", "followr":
		for _, o := range others {
			next.times, next.plus = o.size.times*next.times, o.size.times*next.plus+o.size.plus
		}
		next.plus += s.label
	case "labelcontext":
		next.plus, next.label = s.plus+step, others2+1
	default:
		next.plus += step
	}
	if next.total() > maxPath {
		panic(f.vm.NewGoError(tooComplex("%s: the path has more than %d steps, with all that both() doubles", name, maxPath)))
	}
	return next
}

func (f *facade) array(h *handle, name string, args []goja.Value) goja.Value {
	asked := int64(-1)
	if len(args) > 0 {
		asked = args[0].ToInteger()
	}
	bounded := asked
	if asked < 0 || asked > maxArray {
		bounded = maxArray + 1
	}
	result := f.call(h.native, name, []goja.Value{f.vm.ToValue(bounded)})
	if n := result.ToObject(f.vm).Get("length").ToInteger(); n > maxArray {
		panic(f.vm.NewGoError(tooComplex("%s: there are more than %d results; ask for fewer, or use forEach", name, maxArray)))
	}
	return result
}

// valueFunction guards iri, lt and the like.
func (f *facade) valueFunction(native goja.Value) func(goja.FunctionCall) goja.Value {
	fn, _ := goja.AssertFunction(native)
	return func(call goja.FunctionCall) goja.Value {
		args, _ := f.arguments("a value", call.Arguments)
		return f.guarded("a value", func() (goja.Value, error) { return fn(goja.Undefined(), args...) })
	}
}

// arguments gives what Gizmo is to see of arguments, and the paths among them.
func (f *facade) arguments(name string, args []goja.Value) (out []goja.Value, paths []*handle) {
	out = make([]goja.Value, len(args))
	for i, a := range args {
		switch v := f.argument(name, a, &paths).(type) {
		case goja.Value:
			out[i] = v
		default:
			out[i] = f.vm.ToValue(v)
		}
	}
	return out, paths
}

var (
	quadValueType = reflect.TypeFor[quad.Value]()
	timeType      = reflect.TypeFor[time.Time]()
	handleType    = reflect.TypeFor[*handle]()
	listType      = reflect.TypeFor[[]any]()
)

// argument gives a value that Gizmo can take: a scalar, a path, a quad value, a
// filter, a list of those, or a function where one belongs.
func (f *facade) argument(name string, v goja.Value, paths *[]*handle) any {
	o, isObject := v.(*goja.Object)
	if !isObject {
		return v
	}
	switch t := o.ExportType(); {
	case t == handleType:
		h := o.Export().(*handle)
		*paths = append(*paths, h)
		return h.native
	case t == timeType, t.Implements(quadValueType), t.Name() == "valFilter":
		return v
	case t == listType:
		return f.list(name, o, paths)
	}
	if _, isFunction := goja.AssertFunction(v); isFunction {
		switch strings.ToLower(name) {
		case "foreach", "map":
			return v
		}
	}
	f.throw("%s cannot take %s", name, o.ClassName())
	return nil
}

func (f *facade) list(name string, o *goja.Object, paths *[]*handle) any {
	n := o.Get("length").ToInteger()
	if n > maxArgument {
		panic(f.vm.NewGoError(tooComplex("%s: a list has more than %d elements", name, maxArgument)))
	}
	list := make([]any, n)
	for i := range list {
		element := o.Get(fmt.Sprint(i))
		if element == nil {
			continue
		}
		if inner, ok := element.(*goja.Object); ok && inner.ExportType() == listType {
			f.throw("%s cannot take lists of lists", name)
		}
		switch v := f.argument(name, element, paths).(type) {
		case goja.Value:
			list[i] = v.Export()
		default:
			list[i] = v
		}
	}
	return list
}

// plain copies a value of the script to plain Go values of bounded depth and
// number.
func (f *facade) plain(v goja.Value, depth int, left *int) any {
	if *left--; *left < 0 || depth == 0 {
		panic(f.vm.NewGoError(tooComplex("emit: expected at most %d values, nested at most %d deep", maxEmitted, maxNesting)))
	}
	o, isObject := v.(*goja.Object)
	if !isObject {
		return scalar(v)
	}
	switch t := o.ExportType(); {
	case t == handleType:
		f.throw("emit cannot take a path; did you mean path.all()?")
	case t == timeType, t.Implements(quadValueType):
		return o.Export()
	}
	if _, isFunction := goja.AssertFunction(v); isFunction {
		f.throw("emit cannot take a function")
	}
	if o.ExportType() == listType {
		list := []any{}
		for i := range o.Get("length").ToInteger() {
			list = append(list, f.plain(orNull(o.Get(fmt.Sprint(i))), depth-1, left))
		}
		return list
	}
	m := map[string]any{}
	for _, key := range o.Keys() {
		m[key] = f.plain(orNull(o.Get(key)), depth-1, left)
	}
	return m
}

// scalar gives a value that is no object. JSON has no NaN and no infinities.
func scalar(v goja.Value) any {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return nil
	}
	x := v.Export()
	if n, ok := x.(float64); ok && (math.IsNaN(n) || math.IsInf(n, 0)) {
		return nil
	}
	return x
}

func orNull(v goja.Value) goja.Value {
	if v == nil {
		return goja.Null()
	}
	return v
}
