package syntax

// A varSet is the names of variables.
type varSet map[string]struct{}

func (s varSet) has(name string) bool {
	_, ok := s[name]
	return ok
}

// union adds one set to the other and gives the result; it may take over either.
// Adding the smaller to the larger keeps deep nesting cheap.
func union(s, t varSet) varSet {
	if len(s) < len(t) {
		s, t = t, s
	}
	for name := range t {
		s[name] = struct{}{}
	}
	return s
}
