package index

// A Position is a place in a quad.
type Position uint8

const (
	Subject Position = iota
	Predicate
	Object
	Graph
)

// Positions is a set of places in a quad: 1<<Subject | 1<<Object.
type Positions uint8

// AllPositions is every place.
const AllPositions Positions = 1<<Subject | 1<<Predicate | 1<<Object | 1<<Graph

// Has reports whether p is in the set.
func (s Positions) Has(p Position) bool { return s&(1<<p) != 0 }

// A Quad is a quad of ids by Position. In a pattern None matches any id.
type Quad [4]ID

// Bound gives the places where the pattern q has an id.
func (q Quad) Bound() Positions {
	var b Positions
	for p, id := range q {
		if id != None {
			b |= 1 << p
		}
	}
	return b
}

// Matches reports whether the quad r is one of the pattern q.
func (q Quad) Matches(r Quad) bool {
	for p, id := range q {
		if id != None && id != r[p] {
			return false
		}
	}
	return true
}

// An Order is a sequence in which quads are sorted: by its first place, then by
// its second, and so on.
type Order uint8

const (
	SPOG Order = iota
	PSOG
	POSG
	OSPG
	GSPO
	GPOS
	GOSP
	Orders = iota // the number of orders
)

var orders = [Orders][4]Position{
	SPOG: {Subject, Predicate, Object, Graph},
	PSOG: {Predicate, Subject, Object, Graph},
	POSG: {Predicate, Object, Subject, Graph},
	OSPG: {Object, Subject, Predicate, Graph},
	GSPO: {Graph, Subject, Predicate, Object},
	GPOS: {Graph, Predicate, Object, Subject},
	GOSP: {Graph, Object, Subject, Predicate},
}

// Positions gives the places of o, the most significant first.
func (o Order) Positions() [4]Position { return orders[o] }

// String gives "SPOG" and so on.
func (o Order) String() string {
	var s [4]byte
	for i, p := range orders[o] {
		s[i] = "SPOG"[p]
	}
	return string(s[:])
}

// Prefix gives how many of the first places of o are in bound: the quads of a
// pattern that binds them stand together in o, sorted by the places after.
func (o Order) Prefix(bound Positions) int {
	n := 0
	for n < 4 && bound.Has(orders[o][n]) {
		n++
	}
	return n
}

// Arrange gives q with its ids in the sequence of o.
func (o Order) Arrange(q Quad) Quad {
	p := &orders[o]
	return Quad{q[p[0]], q[p[1]], q[p[2]], q[p[3]]}
}

// Restore is the inverse of Arrange.
func (o Order) Restore(a Quad) (q Quad) {
	for i, p := range orders[o] {
		q[p] = a[i]
	}
	return q
}

// OrderFor gives an order in which the quads of a pattern that binds these
// places stand together.
func OrderFor(bound Positions) Order {
	best := SPOG
	for o := range Order(Orders) {
		if o.Prefix(bound) > best.Prefix(bound) {
			best = o
		}
	}
	return best
}

// Compare orders quads that are arranged alike.
func (q Quad) Compare(r Quad) int {
	for i := range q {
		if q[i] != r[i] {
			if q[i] < r[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}
