package article

// A Fact is a standing relation that a text tells without an occasion: a state
// is a member of a body, a person holds a post.
type Fact struct {
	Member, Organization *Entity
	Role                 string // IRI; "" for a plain membership
	Passage              Passage
}

func (r *reader) facts(s *Sentence, ms []Mention) {}
