package pebblestore

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

var updateDoc = flag.Bool("update", false, "write the example of the package comment anew")

const exampleHead = "//\t<http://ex.org/a> <http://ex.org/p> \"7\"^^xsd:integer <http://ex.org/g> .\n//\n"

// The example of the package comment is what a store has in it.
func TestExample(t *testing.T) {
	db := openMemory(t, vfs.NewMem())
	defer db.Close()
	db.hash = termHasher([16]byte{})
	iri := func(s string) rdf.Term { return rdf.IRI("http://ex.org/" + s) }
	mustApply(t, db, []rdf.Quad{
		{Subject: iri("a"), Predicate: iri("p"), Object: rdf.String("x")},
		{Subject: iri("a"), Predicate: iri("p"), Object: rdf.Literal("7", rdf.XSDInteger), Graph: iri("g")},
	}, nil)
	if err := db.foldOrder(ctx, index.SPOG); err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	iter, err := db.p.NewIter(&pebble.IterOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer iter.Close()
	for ok := iter.First(); ok; ok = iter.Next() {
		drawKey(&want, iter.Key(), iter.Value())
	}
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	text, rest, found := strings.Cut(string(doc), exampleHead)
	if !found {
		t.Fatal("doc.go has no example")
	}
	got, _, _ := strings.Cut(rest, "package pebblestore")
	if *updateDoc {
		if err := os.WriteFile("doc.go", []byte(text+exampleHead+want.String()+"package pebblestore\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != want.String() {
		t.Errorf("doc.go draws\n%s\nthe store has\n%s", got, want.String())
	}
}

// drawKey writes a key and its value as the package comment has them.
func drawKey(w *strings.Builder, key, value []byte) {
	line := func(format string, args ...any) {
		fmt.Fprintf(w, "//\t"+format+"\n", args...)
	}
	quad := func(b []byte) string { q := readQuad(b); return fmt.Sprintf("%x %x %x %x", q[0], q[1], q[2], q[3]) }
	switch key[0] {
	case spaceMeta:
		switch name := string(key[1:]); name {
		case metaKey:
			line("m key                                16 random bytes: the key of the hash")
		case metaState:
			s, _ := readState(value)
			line("m state                              generation %d, layout %d, version %d, next term %d,", s.generation, s.layout, s.version, s.next)
			line("                                     %+v,", s.statistics)
			line("                                     delta %v, removed %v", s.delta, s.removed)
		default:
			line("m %s                             %x", name, value)
		}
	case spaceTerms:
		line("i %x                   %q", key[1:], value)
	case spaceHashes:
		line("h %x                   %x", key[1:], value)
	default:
		drawGeneration(line, quad, key, value)
	}
}

func drawGeneration(line func(string, ...any), quad func([]byte) string, key, value []byte) {
	prefix := fmt.Sprintf("g %x %c", key[1:5], key[5])
	switch key[5] {
	case kindStatistics:
		line("%s p %x      %x %x %x", prefix, key[7:], value[:8], value[8:16], value[16:])
		line("                                     quads, subjects, objects of predicate p")
	case kindDelta:
		line("%s %d %s  %x", prefix, key[6], quad(key[7:]), value)
	case kindBlock:
		line("%s %d %s", prefix, key[6], quad(key[7:]))
		line("                                     a block of %d bytes", len(value))
	case kindDirectory:
		line("%s %d %s", prefix, key[6], quad(key[7:]))
		line("                                     last quad %s,", quad(value))
		line("                                     rows %x, triples %x, least and largest id of", value[32:36], value[36:40])
		for i, column := range []string{"second", "third", "fourth"} {
			line("                                       the %s column %x %x", column, value[40+16*i:48+16*i], value[48+16*i:56+16*i])
		}
	}
}
