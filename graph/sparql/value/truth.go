package value

// Truth is the outcome of a test: false, true, or a type error (section 17.2).
type Truth uint8

const (
	False Truth = iota
	True
	Error
)

// TruthOf is True or False.
func TruthOf(b bool) Truth {
	if b {
		return True
	}
	return False
}

// Not is !a.
func Not(a Truth) Truth {
	switch a {
	case False:
		return True
	case True:
		return False
	}
	return Error
}

// And is a && b.
func And(a, b Truth) Truth {
	switch {
	case a == False || b == False:
		return False
	case a == True && b == True:
		return True
	}
	return Error
}

// Value gives the literal of a, none for Error.
func (a Truth) Value() Value {
	if a == Error {
		return Value{}
	}
	return OfBool(a == True)
}

// EBV is the effective boolean value of v (section 17.2.2).
func EBV(v Value) Truth {
	switch v.kind {
	case Boolean:
		return TruthOf(v.num != 0)
	case String, LangString:
		return TruthOf(v.str != "")
	case Integer, Decimal:
		return TruthOf(v.num != 0 || v.ext != nil)
	case Float, Double:
		f := v.float()
		return TruthOf(f != 0 && f == f)
	case Other:
		// Of these types, but ill-typed.
		if t := datatypes[v.aux]; t.kind == Boolean || t.kind >= Integer && t.kind <= Double {
			return False
		}
	}
	return Error
}
