package article

// ordinal is the number of a session or forum told before its noun: "22-",
// "fourth", "XXII"; 0 if there is none.
func (r *reader) ordinal(u *unit, at int) int {
	if n := ordinalAt(u.s.Tokens, at); n > 0 {
		return n
	}
	steps := 0
	for i := at - 1; i >= u.From && steps < 6; i-- {
		t := &u.s.Tokens[i]
		if t.is("\"") { // a name in quotation marks is one step
			for i--; i > u.From && !u.s.Tokens[i].is("\""); i-- {
			}
			continue
		}
		steps++
		if r.inWhen(u, i) {
			break
		}
		if n := ordinalAt(u.s.Tokens, i); n > 0 {
			return n
		}
		if t.Kind == Number && i+1 < u.To && u.s.Tokens[i+1].is("-") && !u.s.Tokens[i+1].Spaced {
			return t.Value
		}
		if t.Kind == Word && t.Value > 0 {
			return t.Value
		}
	}
	return 0
}

// ordinalAt is the ordinal in words whose last word is token i: "fourth",
// "twenty-fourth"; 0 if it is none.
func ordinalAt(tokens []Token, i int) int {
	c := reading(&tokens[i], "ordinal")
	if c == nil {
		return 0
	}
	n := atoi(c.value)
	if n < 10 && c.From > 0 {
		if tens := reading(&tokens[c.From-1], "number"); tens != nil && atoi(tens.value) >= 10 && atoi(tens.value) < 100 {
			n += atoi(tens.value)
		}
	}
	return n
}

// ordinalLen is how many tokens an ordinal takes that begins at token i.
func (r *reader) ordinalLen(u *unit, i int) int {
	t := &u.s.Tokens[i]
	switch {
	case reading(t, "ordinal") != nil, t.Kind == Word && t.Value > 0:
		return 1
	case t.Kind == Number && i+1 < u.To && u.s.Tokens[i+1].is("-") && !u.s.Tokens[i+1].Spaced:
		if i+2 < u.To && hasClass(&u.s.Tokens[i+2], "ordinalsuffix") {
			return 3
		}
		return 2
	}
	return 0
}
