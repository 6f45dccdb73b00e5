package cayleyquery

import (
	_ "embed"
	"fmt"
	"reflect"
	"slices"

	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/dop251/goja"
)

//go:embed prelude.js
var preludeText string

var prelude = goja.MustCompile("prelude", preludeText, true)

// machine gives the virtual machine of a Gizmo session. Gizmo runs a query in a
// goroutine of its own, where what goes wrong ends the process, and lets nobody
// at the machine; it is needed to interrupt the query, to bound its calls, and
// to have the query run inside a function that recovers.
func machine(s *gizmo.Session) (*goja.Runtime, error) {
	field := reflect.ValueOf(s).Elem().FieldByName("vm")
	if !field.IsValid() || field.Type() != reflect.TypeFor[*goja.Runtime]() {
		return nil, fmt.Errorf("this version of Cayley keeps Gizmo's virtual machine elsewhere than in gizmo.Session.vm")
	}
	return (*goja.Runtime)(field.UnsafePointer()), nil
}

// What is left of the standard library. The methods that prelude.js defines
// take the place of the engine's.
var (
	keptGlobals = []string{
		"Array", "Boolean", "Date", "Error", "Infinity", "Math", "NaN", "Number", "Object", "String",
		"RangeError", "TypeError", "isFinite", "isNaN", "parseFloat", "parseInt", "undefined",
		// Gizmo's
		"g", "graph", "iri", "bnode", "raw", "str", "lang", "typed", "lt", "lte", "gt", "gte", "regex", "like",
	}
	keptStatics = map[string][]string{
		"Array":      {"isArray"},
		"Boolean":    {},
		"Date":       {"UTC", "now", "parse"},
		"Error":      {},
		"RangeError": {},
		"TypeError":  {},
		"Number":     {"isFinite", "isInteger", "isNaN", "parseFloat", "parseInt", "MAX_SAFE_INTEGER", "MAX_VALUE", "MIN_SAFE_INTEGER", "MIN_VALUE"},
		"Object":     {"assign", "entries", "keys", "values"},
		"String":     {"fromCharCode"},
	}
	keptMethods = map[string][]string{
		"Array":      {"length", "pop", "push"},
		"Boolean":    {"toString", "valueOf"},
		"Error":      {"message", "name", "toString"},
		"RangeError": {"message", "name"},
		"TypeError":  {"message", "name"},
		"Number":     {"toFixed", "toPrecision", "toString", "valueOf"},
		"Object":     {"hasOwnProperty", "toString", "valueOf"},
		"String": {"charAt", "charCodeAt", "concat", "endsWith", "includes", "indexOf", "lastIndexOf", "length",
			"localeCompare", "slice", "startsWith", "substr", "substring", "toLowerCase", "toString",
			"toUpperCase", "trim", "valueOf"},
	}
)

// confine takes from a machine what a query could do harm with.
func confine(vm *goja.Runtime) error {
	vm.SetMaxCallStackSize(maxCall)
	made, err := vm.RunProgram(prelude)
	if err != nil {
		return err
	}
	global := vm.GlobalObject()
	for name, statics := range keptStatics {
		constructor := global.Get(name).ToObject(vm)
		proto := constructor.Get("prototype").ToObject(vm)
		if methods, ok := keptMethods[name]; ok {
			keep(proto, methods)
		}
		keep(constructor, append([]string{"prototype", "name", "length"}, statics...))
	}
	keep(vm.ToValue(func() {}).ToObject(vm).Prototype(), []string{"call"})
	for _, into := range []string{"array", "string"} {
		proto := global.Get(map[string]string{"array": "Array", "string": "String"}[into]).ToObject(vm).Get("prototype").ToObject(vm)
		methods := made.ToObject(vm).Get(into).ToObject(vm)
		for _, name := range methods.Keys() {
			if err := proto.DefineDataProperty(name, methods.Get(name), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
				return err
			}
		}
	}
	keep(global, keptGlobals)
	for name := range constructible {
		if err := global.DefineDataProperty(name, global.Get(name), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE); err != nil {
			return err
		}
	}
	return nil
}

// keep deletes all properties of an object but these. What the language does
// not let go of, a function's name and the like, does no harm.
func keep(o *goja.Object, names []string) {
	for _, name := range o.GetOwnPropertyNames() {
		if !slices.Contains(names, name) {
			_ = o.Delete(name)
		}
	}
}
