package pebblestore

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2/vfs"
	"pgregory.net/rapid"
)

// The vectors of the paper: SipHash-2-4 of 00, 00 01, ... under key 00 01 ... 0f.
func TestSipHash(t *testing.T) {
	key := [2]uint64{0x0706050403020100, 0x0f0e0d0c0b0a0908}
	in := make([]byte, 15)
	for i := range in {
		in[i] = byte(i)
	}
	for n, want := range map[int]uint64{0: 0x726fdb47dd0e0e31, 1: 0x74f839c593dc67fd, 8: 0x93f5f5799a932462, 15: 0xa129ca6149be45e5} {
		if got := sipHash(key, in[:n]); got != want {
			t.Errorf("SipHash of %d bytes: %#x, want %#x", n, got, want)
		}
	}
}

// Terms are told apart though their hashes are the same, in transactions and
// when some of them are collected.
func TestHashCollisions(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	db := openMemory(t, vfs.NewMem())
	defer db.Close()
	db.hash = func(_ index.Tag, code []byte) uint64 { return uint64(len(code) % 2) }
	m := model{}
	for range 4 {
		add, remove := randomQuads(r, 40), randomQuads(r, 200)
		mustApply(t, db, add, remove)
		m.change(remove, false)
		m.change(add, true)
		if err := db.Compact(ctx); err != nil {
			t.Fatal(err)
		}
		mustCheck(t, db)
		s := mustSnapshot(t, db)
		equalSnapshots(t, s, m.quads(), r)
		s.Close()
	}
}

// Terms come back as they went in, also long ones; those that no quad has are
// forgotten.
func TestTerms(t *testing.T) {
	db := testOpen(t)
	long := strings.Repeat("a long text ", 300_000)
	_, _, objects, _ := testTerms()
	objects = append(objects, rdf.String(long), rdf.IRI("http://example.org/"+long[:100_000]), rdf.String("\x00\xff"))
	var quads []rdf.Quad
	for i, o := range objects {
		quads = append(quads, rdf.Quad{Subject: ex(fmt.Sprint(i)), Predicate: ex("p"), Object: o})
	}
	mustApply(t, db, quads, nil)
	s := mustSnapshot(t, db)
	defer s.Close()
	ids := make([]index.ID, len(objects))
	terms := make([]rdf.Term, len(objects))
	if err := s.IDs(ctx, objects, ids); err != nil {
		t.Fatal(err)
	}
	rand.Shuffle(len(ids), func(i, j int) {
		ids[i], ids[j] = ids[j], ids[i]
		objects[i], objects[j] = objects[j], objects[i]
	})
	if err := s.Terms(ctx, ids, terms); err != nil {
		t.Fatal(err)
	}
	for i := range terms {
		if !terms[i].Equal(objects[i]) {
			t.Errorf("%.80s came back as %.80s", objects[i], terms[i])
		}
	}
	mustApply(t, db, nil, quads)
	if err := db.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	mustCheck(t, db)
	after := mustSnapshot(t, db)
	defer after.Close()
	for _, prefix := range []byte{spaceTerms, spaceHashes} {
		iter, err := after.r.NewIter(nil)
		if err != nil {
			t.Fatal(err)
		}
		if iter.SeekGE([]byte{prefix}) && iter.Key()[0] == prefix {
			t.Errorf("key %x is left of terms that no quad has", iter.Key())
		}
		iter.Close()
	}
	if err := s.Terms(ctx, ids, terms); err != nil {
		t.Errorf("a snapshot from before: %v", err)
	}
}

// What is no term, or no quad, is refused, and nothing of it stays.
func TestRefusedTerms(t *testing.T) {
	db := testOpen(t)
	deep := ex("o")
	for range maxTripleDepth + 1 {
		deep = rdf.TripleTerm(ex("s"), ex("p"), deep)
	}
	for _, o := range []rdf.Term{
		{}, {Kind: 9}, {Kind: rdf.KindTriple}, deep, {Kind: rdf.KindLiteral, Value: "a", Datatype: rdf.XSDString, Language: "en"},
		{Kind: rdf.KindLiteral, Value: "a"}, {Kind: rdf.KindIRI, Value: "a", Language: "en"},
	} {
		tx, err := db.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Add(ctx, []rdf.Quad{{Subject: ex("s"), Predicate: ex("p"), Object: o}}); !errors.Is(err, ErrTerm) {
			t.Errorf("%+v: %v, want ErrTerm", o, err)
		}
		if err := tx.Commit(); !errors.Is(err, ErrTerm) {
			t.Errorf("commit after an error: %v", err)
		}
	}
	s := mustSnapshot(t, db)
	defer s.Close()
	if stats, err := s.Statistics(); err != nil || stats.Quads != 0 {
		t.Errorf("%+v, %v", stats, err)
	}
}

// Any bytes of terms, with holes, come back from a block.
func TestTermBlock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		codes := rapid.SliceOfN(rapid.SliceOfN(rapid.ByteRange('a', 'c'), 0, 12), 1, termBlockTerms).Draw(t, "codes")
		for i := range codes {
			if rapid.IntRange(0, 5).Draw(t, "hole") == 0 {
				codes[i] = nil
			} else if codes[i] == nil {
				codes[i] = []byte{}
			}
		}
		last := index.MakeID(index.TagIRI, 1000)
		b, err := parseTermBlock(termsKey(last), appendTermBlock(nil, codes))
		if err != nil {
			t.Fatal(err)
		}
		for i, code := range codes {
			got, ok, err := b.find(b.first + index.ID(i))
			if err != nil || ok != (code != nil) || !bytes.Equal(got, code) {
				t.Fatalf("term %d: %q, %v, %v, want %q", i, got, ok, err, code)
			}
		}
	})
}

// Damaged blocks of terms give errors and nothing worse.
func FuzzTermBlock(f *testing.F) {
	f.Add(appendTermBlock(nil, [][]byte{[]byte("http://example.org/a"), nil, []byte("http://example.org/b")}))
	f.Add([]byte{2, 1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1})
	f.Fuzz(func(t *testing.T, value []byte) {
		b, err := parseTermBlock(termsKey(index.MakeID(index.TagTriple, 1000)), value)
		for err == nil && b.at <= b.last {
			var code []byte
			if code, _, err = b.next(); err == nil {
				_, _ = decodeTerm(index.TagTriple, code)
				_, _ = decodeTerm(index.TagLangString, code)
			}
		}
		if err != nil && !errors.Is(err, index.ErrDamaged) {
			t.Fatal(err)
		}
	})
}
