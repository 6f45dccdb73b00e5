package cayleyquery

import (
	"context"
	"errors"

	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/dop251/goja"
)

// entry is the name under which Gizmo calls the function that runs the query.
const entry = "__query"

func runGizmo(j *job) error {
	program, err := compileScript(j.request.Query)
	if err != nil {
		return err
	}
	session := gizmo.NewSession(j.guard)
	vm, err := machine(session)
	if err != nil {
		return err
	}
	if err := confine(vm); err != nil {
		return err
	}
	if err := putFacade(j, vm); err != nil {
		return err
	}

	// Gizmo runs "__query()" in a goroutine; that function runs the query.
	var failure error
	err = vm.Set(entry, func(goja.FunctionCall) goja.Value {
		result, err := runScript(j, vm, program)
		failure = err
		if err != nil || goja.IsNull(result) || goja.IsUndefined(result) {
			return goja.Undefined()
		}
		return vm.ToValue(true) // Gizmo makes a null result of the script's value
	})
	if err != nil {
		return err
	}
	it, err := session.Execute(j.ctx, entry+"()", query.Options{Collation: j.collation(), Limit: j.options.Limit + 1})
	if err != nil {
		return asQueryError(err)
	}
	interrupt := context.AfterFunc(j.ctx, func() { vm.Interrupt(context.Cause(j.ctx)) })
	defer interrupt()
	err = j.protect(func() error { return j.drain(it) })
	enough := err == nil && j.out.truncated
	// Closing interrupts the script, if it goes on. The goroutine has ended when
	// there is no next result.
	j.guard.halt()
	_ = it.Close()
	for it.Next(context.Background()) {
	}
	switch {
	case enough:
		return nil
	case failure != nil && failure != errEnough:
		return failure
	}
	return err
}

// runScript runs a query on the machine, whatever it does.
func runScript(j *job, vm *goja.Runtime, program *goja.Program) (v goja.Value, err error) {
	_ = vm.GlobalObject().Delete(entry)
	err = j.protect(func() error {
		var err error
		v, err = vm.RunProgram(program)
		return err
	})
	var interrupted *goja.InterruptedError
	var thrown *goja.Exception
	switch {
	case errors.As(err, &thrown):
		err = thrownError(thrown)
	case errors.As(err, &interrupted):
		err = asQueryError(err)
	}
	return v, err
}

// thrownError says what a script threw and where.
func thrownError(x *goja.Exception) error {
	e := &QueryError{Message: x.Value().String()}
	if err, ok := x.Value().Export().(error); ok {
		var inner *QueryError
		if errors.As(err, &inner) {
			e.Err = inner.Err
		}
		e.Message = err.Error()
	}
	for _, frame := range x.Stack() {
		if p := frame.Position(); p.Filename == "query" && p.Line > 0 {
			e.Line, e.Column = p.Line, p.Column
			break
		}
	}
	return e
}
