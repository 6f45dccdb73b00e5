package rdf

import (
	"strconv"
	"strings"
)

// anon is the prefix of the labels of blank nodes that have none in the
// document. A label of the document that begins so has it twice.
const anon = "anon"

// blankNodes makes blank nodes for what a document leaves unlabelled.
type blankNodes struct {
	count   int
	strings arena
}

func (b *blankNodes) fresh() Term {
	b.count++
	label := append(make([]byte, 0, 24), anon...)
	return Blank(b.strings.string(strconv.AppendInt(label, int64(b.count), 10)))
}

// documentLabel keeps the labels of the document apart from those of fresh. It
// also makes XML names that end in a dot into labels, which must not.
func documentLabel(label string) string {
	switch {
	case strings.HasSuffix(label, "."):
		return anon + "." + label + "_"
	case strings.HasPrefix(label, anon):
		return anon + "_" + label
	}
	return label
}
