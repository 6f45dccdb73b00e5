package syntax

import (
	"strconv"
	"strings"
)

// blankNodes names the blank nodes of a request and guards where labels may be
// used again: not in two basic graph patterns, not in two INSERT DATA (section 19.6).
type blankNodes struct {
	prefix string // of generated labels; no label of the text starts with it
	next   int

	pattern  int // the basic graph pattern at hand
	patterns int // how many there were
	data     int // the operation at hand, for INSERT DATA

	inPatterns map[string]int // label -> its basic graph pattern
	inData     map[string]int // label -> its INSERT DATA
}

func newBlankNodes(text string) blankNodes {
	return blankNodes{prefix: freshPrefix(text), inPatterns: map[string]int{}, inData: map[string]int{}}
}

// freshPrefix finds a prefix that no label in the text has: "anon", with more x
// than follow any "anon" there.
func freshPrefix(text string) string {
	const stem = "anon"
	longest := -1
	for {
		i := strings.Index(text, stem)
		if i < 0 {
			break
		}
		text = text[i+len(stem):]
		xs := len(text) - len(strings.TrimLeft(text, "x"))
		longest = max(longest, xs)
	}
	return stem + strings.Repeat("x", longest+1)
}

// fresh is a label for a node that has none.
func (b *blankNodes) fresh() string {
	b.next++
	return b.prefix + strconv.Itoa(b.next)
}

// startPattern begins another basic graph pattern.
func (b *blankNodes) startPattern() {
	b.patterns++
	b.pattern = b.patterns
}
