package value

import (
	"fmt"
	"strings"
)

// A Function is a function of the language, a cast or an extension.
type Function struct {
	Name     string // STRLEN, or the IRI
	Min, Max int    // number of arguments; Max < 0 is any
	// Volatile functions give another value for the same arguments.
	Volatile bool
	call     func(e *Env, a []Value) Value
}

// Call applies f. With an argument that is none the result is none.
func (f *Function) Call(e *Env, args []Value) Value {
	size := 0
	for i := range args {
		if args[i].kind == None {
			return Value{}
		}
		size += len(args[i].str)
	}
	if size > longArguments && e.ended() {
		return Value{}
	}
	return f.call(e, args)
}

// longArguments is how many bytes of strings take so long that a query may have
// ended before.
const longArguments = 1 << 12

// CheckArity gives an error if f does not take n arguments.
func (f *Function) CheckArity(n int) error {
	switch {
	case n >= f.Min && (f.Max < 0 || n <= f.Max):
		return nil
	case f.Max < 0:
		return fmt.Errorf("%s takes %d arguments or more, found %d", f.Name, f.Min, n)
	case f.Min == f.Max:
		return fmt.Errorf("%s takes %d arguments, found %d", f.Name, f.Min, n)
	}
	return fmt.Errorf("%s takes %d to %d arguments, found %d", f.Name, f.Min, f.Max, n)
}

// Functions are the functions by name: keywords in capital letters, others by
// IRI. BOUND, IF, COALESCE, EXISTS, IN and the operators are not among them,
// since they do not take values alone.
var Functions = map[string]*Function{}

// Lookup gives the function of a keyword in any case, or of an IRI.
func Lookup(name string) (*Function, bool) {
	if f, ok := Functions[name]; ok {
		return f, true
	}
	f, ok := Functions[strings.ToUpper(name)]
	return f, ok
}

func define(name string, low, high int, call func(e *Env, a []Value) Value) *Function {
	f := &Function{Name: name, Min: low, Max: high, call: call}
	Functions[name] = f
	return f
}

// define1 defines a function of one value.
func define1(name string, call func(v Value) Value) {
	define(name, 1, 1, func(_ *Env, a []Value) Value { return call(a[0]) })
}
