package table

import (
	"strconv"
	"strings"
)

// A numberFormat says how numbers are written (CSVW data model, 6.4.2).
type numberFormat struct {
	decimal, group string
}

// normal turns a number into the notation of XML Schema.
func (f numberFormat) normal(s string) (string, bool) {
	if f.group != "" && strings.Contains(s, f.group) {
		whole, rest, _ := strings.Cut(s, f.decimal)
		if strings.Contains(whole, f.group+f.group) || strings.Contains(rest, f.group) ||
			!endsInDigit(whole) || strings.HasPrefix(strings.TrimLeft(whole, "+-"), f.group) {
			return s, false
		}
		s = strings.ReplaceAll(s, f.group, "")
	}
	if f.decimal != "." {
		if strings.Contains(s, ".") {
			return s, false
		}
		s = strings.Replace(s, f.decimal, ".", 1)
	}
	return s, true
}

func endsInDigit(s string) bool {
	return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9'
}

// numberRanges are the datatypes of numbers: how many bits an integer may have,
// and of which signs it may be.
var numberRanges = map[string]struct {
	kind  byte // d decimal, f floating point, i integer, u without sign
	bits  int  // 0 for any number of digits
	signs string
}{
	"decimal": {kind: 'd'}, "double": {kind: 'f'}, "float": {kind: 'f'},
	"integer": {kind: 'i', signs: "-0+"}, "long": {kind: 'i', bits: 64}, "int": {kind: 'i', bits: 32},
	"short": {kind: 'i', bits: 16}, "byte": {kind: 'i', bits: 8},
	"nonNegativeInteger": {kind: 'i', signs: "0+"}, "positiveInteger": {kind: 'i', signs: "+"},
	"nonPositiveInteger": {kind: 'i', signs: "-0"}, "negativeInteger": {kind: 'i', signs: "-"},
	"unsignedLong": {kind: 'u', bits: 64}, "unsignedInt": {kind: 'u', bits: 32},
	"unsignedShort": {kind: 'u', bits: 16}, "unsignedByte": {kind: 'u', bits: 8},
}

func validNumber(base, s string) bool {
	r := numberRanges[base]
	switch r.kind {
	case 'd':
		return decimal.MatchString(s)
	case 'f':
		return double.MatchString(s)
	}
	if !integer.MatchString(s) {
		return false
	}
	var err error
	switch {
	case r.kind == 'u':
		_, err = strconv.ParseUint(strings.TrimPrefix(withoutSignOfZero(s), "+"), 10, r.bits)
	case r.bits > 0:
		_, err = strconv.ParseInt(s, 10, r.bits)
	default:
		return strings.IndexByte(r.signs, sign(s)) >= 0
	}
	return err == nil
}

func withoutSignOfZero(s string) string {
	if sign(s) == '0' {
		return "0"
	}
	return s
}

// sign gives -, 0 or +.
func sign(s string) byte {
	if strings.Trim(s, "+-0") == "" {
		return '0'
	}
	if s[0] == '-' {
		return '-'
	}
	return '+'
}
