package index

// An ID names a term within a store. The same term has the same ID everywhere in
// a store, for as long as some quad has the term.
type ID uint64

const (
	// None is no term: a hole in a pattern, an unbound variable.
	None ID = 0
	// DefaultGraph stands in the graph column of a quad of the unnamed graph.
	DefaultGraph ID = 1
)

// A Tag is the kind of term that an ID names.
type Tag uint8

const (
	TagSpecial Tag = iota
	TagIRI
	TagBlank
	TagString
	TagLangString
	TagValue // of a type with inline ids, but without one
	TagLiteral
	TagTriple
	TagBoolean
	TagInteger
	TagDecimal
	TagYear
	TagYearMonth
	TagDate
	TagDateTime
	TagLocal // made by a query, never stored
)

const payloadBits = 60

// MaxPayload is the largest number that an ID holds beside its tag.
const MaxPayload = 1<<payloadBits - 1

// MakeID gives the ID of a tag and a number up to MaxPayload.
func MakeID(t Tag, payload uint64) ID { return ID(t)<<payloadBits | ID(payload) }

// Tag gives what kind of term id names.
func (id ID) Tag() Tag { return Tag(id >> payloadBits) }

// Payload gives the number in id beside its tag.
func (id ID) Payload() uint64 { return uint64(id) & MaxPayload }

// IsInline reports whether id holds its term.
func (id ID) IsInline() bool { return id.Tag() >= TagBoolean && id.Tag() <= TagDateTime }
