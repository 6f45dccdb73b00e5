package syntax

// A Predicate is what stands between subject and object: *Variable, *Constant
// with an IRI, or another Path. A path of one IRI is always the *Constant.
type Predicate interface {
	Position() Pos
	predicate()
}

// A Path is a property path: *Constant with an IRI, *PathInverse,
// *PathSequence, *PathAlternative, *PathRepeat or *PathNegated.
type Path interface {
	Predicate
	path()
}

// PathInverse is ^Path.
type PathInverse struct {
	Pos
	Path Path
}

// PathSequence is Paths[0]/Paths[1]/..., at least two.
type PathSequence struct {
	Pos
	Paths []Path
}

// PathAlternative is Paths[0]|Paths[1]|..., at least two.
type PathAlternative struct {
	Pos
	Paths []Path
}

// PathRepeat is Path?, Path* or Path+.
type PathRepeat struct {
	Pos
	Path Path
	Mod  PathMod
}

// A PathMod says how often a path is taken.
type PathMod byte

const (
	ZeroOrOne  PathMod = '?'
	ZeroOrMore PathMod = '*'
	OneOrMore  PathMod = '+'
)

// PathNegated is a negated property set: !IRI, !^IRI, !(IRI|^IRI|...). It may be
// empty: !() is any predicate.
type PathNegated struct {
	Pos
	Items []NegatedIRI
}

// A NegatedIRI is one predicate that a PathNegated leaves out, forwards or
// backwards.
type NegatedIRI struct {
	IRI     *Constant
	Inverse bool
}

func (*Variable) predicate()        {}
func (*Constant) predicate()        {}
func (*PathInverse) predicate()     {}
func (*PathSequence) predicate()    {}
func (*PathAlternative) predicate() {}
func (*PathRepeat) predicate()      {}
func (*PathNegated) predicate()     {}

func (*Constant) path()        {}
func (*PathInverse) path()     {}
func (*PathSequence) path()    {}
func (*PathAlternative) path() {}
func (*PathRepeat) path()      {}
func (*PathNegated) path()     {}
