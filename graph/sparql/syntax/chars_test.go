package syntax

import (
	"testing"

	"diplograph/graph/rdf"
)

// TestNameCharacters holds the classes to productions 164, 166 and 167 at the
// ends of their ranges.
func TestNameCharacters(t *testing.T) {
	base := [][2]rune{{'A', 'Z'}, {'a', 'z'}, {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D}, {0x37F, 0x1FFF}, {0x200C, 0x200D},
		{0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}}
	more := [][2]rune{{'0', '9'}, {'_', '_'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}}
	in := func(r rune, ranges [][2]rune) bool {
		for _, x := range ranges {
			if r >= x[0] && r <= x[1] {
				return true
			}
		}
		return false
	}
	for r := rune(-1); r <= 0x110000; r++ {
		start := in(r, base)
		inVar := start || in(r, more)
		if isNameStart(r) != start || isVarChar(r) != inVar || rdf.IsPNChars(r) != (inVar || r == '-') {
			t.Fatalf("U+%04X is judged wrongly", r)
		}
	}
}

// TestForeignBytes shows texts and trees with what SPARQL cannot hold.
func TestForeignBytes(t *testing.T) {
	_, err := ParseQuery("ASK {\n é \xff }", Options{})
	if want := "line 2, column 4: expected UTF-8, found the byte 0xFF"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if got, want := PrintExpr(iri("http://e/> } DROP ALL #"), nil), "<http://e/%3E%20%7D%20DROP%20ALL%20#>"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
