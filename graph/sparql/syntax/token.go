package syntax

// A kind is a class of tokens.
type kind uint8

const (
	tokEOF     kind = iota
	tokIRI          // <text>
	tokName         // prefix:text
	tokBlank        // _:text
	tokVar          // ?text
	tokLang         // @text, direction included
	tokInteger      // text with its sign
	tokDecimal
	tokDouble
	tokString
	tokWord   // text in upper case: a keyword, or what should have been one
	tokSymbol // text: an operator or punctuation
)

// A token is a terminal of the grammar.
type token struct {
	Pos
	kind   kind
	text   string // without delimiters, escapes undone
	prefix string // of tokName
	end    int    // offset of what follows
	long   bool   // tokString: written with three quotes
}

func (t *token) is(symbol string) bool { return t.kind == tokSymbol && t.text == symbol }

func (t *token) isWord(word string) bool { return t.kind == tokWord && t.text == word }

// describe tells a person what the token is; source is how it is written.
func (t *token) describe(source string) string {
	switch t.kind {
	case tokEOF:
		return "the end of the text"
	case tokVar:
		return "the variable " + clip(source)
	case tokBlank:
		return "the blank node " + clip(source)
	case tokString:
		return "the string " + clip(source)
	case tokInteger, tokDecimal, tokDouble:
		return "the number " + clip(source)
	case tokIRI, tokName:
		return "the IRI " + clip(source)
	case tokLang:
		return "the language tag " + clip(source)
	}
	return quote(source)
}

// clip shortens s so that it fits a message.
func clip(s string) string {
	const most = 40
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "..."
		}
		n++
	}
	return s
}
