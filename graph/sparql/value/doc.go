// Package value holds the values of SPARQL expressions: the operators and
// functions of section 17 of SPARQL 1.1 on RDF terms, and the order of section
// 15.1.
//
// A Value is a term that has been understood. It comes from a term or, without
// going through text, from an inline id, and goes back to the same term:
//
//	"007"^^xsd:integer  --FromTerm-->  Integer 7, written "007"  --Term-->  "007"^^xsd:integer
//	9800000000000007    --FromID---->  Integer 7, of that id     --ID---->  the same id
//	Add of the two      ------------>  Integer 14                --ID---->  980000000000000e
//
// The zero Value is none: an unbound variable, or a type error. Operators and
// functions given one give one, except for those that SPARQL makes an exception
// (&&, ||, COALESCE, IF, BOUND, IN), which the evaluator does itself, on Truth.
//
// Numbers are exact. Integers have no bound but MaxDigits; decimals are added,
// subtracted and multiplied exactly and divided to 34 digits or more; floats and
// doubles are IEEE 754. What is computed is written canonically: 7, 2.5 (an
// integral decimal as 3.0, if rounding did not make it so), 1.5E0.
//
// Where XPath asks for an implicit timezone it is UTC. Dates and their parts
// (xsd:date, xsd:gYear and so on), which SPARQL 1.1 leaves to extensions,
// compare as XML Schema says: one with a timezone and one without, at most 14
// hours apart, do not compare.
//
// Terms of known types that are different values are unequal (1 = "1" is
// false). Two literals, one of which has an unknown type or is ill-typed, are
// equal if they are the same term and otherwise give a type error.
//
// Everything may come from outside, so results are bounded: MaxDigits, Env's
// MaxString, the sizes of regular expressions. A result beyond is not a type
// error, which would hide it, but fails the query: see Env.Err.
package value
