package pebblestore

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

func TestOpenErrors(t *testing.T) {
	dir := t.TempDir()
	foreign := filepath.Join(dir, "foreign")
	if err := errors.Join(os.Mkdir(foreign, 0o755), os.WriteFile(filepath.Join(foreign, "letter.txt"), nil, 0o644)); err != nil {
		t.Fatal(err)
	}
	db, err := Open(filepath.Join(dir, "db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, c := range []struct {
		name string
		dir  string
		opts Options
		want error
	}{
		{"a folder of something else", foreign, Options{}, index.ErrFormat},
		{"no folder, to read", filepath.Join(dir, "none"), Options{ReadOnly: true}, index.ErrNotFound},
		{"open already", filepath.Join(dir, "db"), Options{}, index.ErrInUse},
		{"open already, to read", filepath.Join(dir, "db"), Options{ReadOnly: true}, index.ErrInUse},
	} {
		if other, err := Open(c.dir, c.opts); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, %v, want %v", c.name, other, err, c.want)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	fs := vfs.NewMem()
	db := openMemory(t, fs)
	if err := errors.Join(db.p.Set(metaKeyOf(metaFormat), binary.BigEndian.AppendUint32(nil, Format+1), pebble.Sync), db.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := Open("db", Options{FS: fs}); !errors.Is(err, index.ErrFormat) {
		t.Errorf("a store of the next format: %v", err)
	}
}

// A store that is read only changes nothing, and can be open more than once.
func TestReadOnly(t *testing.T) {
	dir := t.TempDir()
	quads := randomQuads(rand.New(rand.NewPCG(1, 1)), 200)
	m := model{}
	m.change(quads, true)
	db, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	mustApply(t, db, quads, nil)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		db, err := Open(dir, Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		s := mustSnapshot(t, db)
		equalSnapshots(t, s, m.quads(), rand.New(rand.NewPCG(1, 1)))
		if _, err := db.Begin(ctx); !errors.Is(err, index.ErrReadOnly) {
			t.Errorf("a transaction on a store that is read only: %v", err)
		}
		if err := db.Compact(ctx); !errors.Is(err, index.ErrReadOnly) {
			t.Errorf("compacting it: %v", err)
		}
	}
}

// What is used after it was closed says so.
func TestClosed(t *testing.T) {
	db := openMemory(t, vfs.NewMem())
	mustApply(t, db, randomQuads(rand.New(rand.NewPCG(1, 1)), 20), nil)
	s := mustSnapshot(t, db)
	sc, err := s.Scan(ctx, index.Scan{Columns: index.AllPositions})
	if err != nil {
		t.Fatal(err)
	}
	tx, err := db.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	_, next := sc.Next(ctx)
	_, scan := s.Scan(ctx, index.Scan{})
	_, add := tx.Add(ctx, nil)
	_, begin := db.Begin(ctx)
	_, snapshot := db.Snapshot()
	for what, err := range map[string]error{
		"Next": next, "Seek": sc.Seek(ctx), "Scan": scan, "Add": add, "Commit": tx.Commit(), "Begin": begin,
		"Snapshot": snapshot, "Compact": db.Compact(ctx), "Checkpoint": db.Checkpoint("copy"),
	} {
		if !errors.Is(err, index.ErrClosed) {
			t.Errorf("%s: %v, want ErrClosed", what, err)
		}
	}
	if err := errors.Join(sc.Close(), s.Close(), tx.Rollback(), db.Close()); err != nil {
		t.Errorf("closing again: %v", err)
	}
}

// A file that is damaged anywhere gives ErrDamaged where it is read, and nothing
// else; a check finds it.
func TestDamagedFiles(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 7))
		fs := vfs.NewMem()
		db := openMemory(t, fs)
		m := model{}
		quads := randomQuads(r, 600)
		m.change(quads, true)
		mustLoad(t, db, 0, quads)
		mustApply(t, db, randomQuads(r, 100), nil)
		if err := errors.Join(db.Compact(ctx), db.Close()); err != nil {
			t.Fatal(err)
		}
		what := damageTable(t, fs, r)
		db, err := Open("db", Options{FS: fs, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			if !errors.Is(err, index.ErrDamaged) {
				t.Errorf("%s: open: %v", what, err)
			}
			continue
		}
		var faults []string
		err = db.Check(ctx, func(fault string) { faults = append(faults, fault) })
		if !errors.Is(err, index.ErrDamaged) || len(faults) == 0 {
			t.Errorf("%s: check: %v, %q", what, err, faults)
		}
		s := mustSnapshot(t, db)
		for _, q := range quads[:50] {
			if err := readAround(s, q); err != nil && !errors.Is(err, index.ErrDamaged) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if err := db.Close(); err != nil && !errors.Is(err, index.ErrDamaged) {
			t.Errorf("%s: close: %v", what, err)
		}
	}
}

// readAround reads the quads with the subject of q.
func readAround(s *Snapshot, q rdf.Quad) error {
	ids := make([]index.ID, 1)
	if err := s.IDs(ctx, []rdf.Term{q.Subject}, ids); err != nil {
		return err
	}
	sc, err := s.Scan(ctx, index.Scan{Pattern: index.Quad{ids[0]}, Columns: index.AllPositions})
	if err != nil {
		return err
	}
	defer sc.Close()
	for {
		b, err := sc.Next(ctx)
		if err != nil || b.Len == 0 {
			return err
		}
	}
}

// damageTable changes bytes in the middle of a table of Pebble's.
func damageTable(t *testing.T, fs *vfs.MemFS, r *rand.Rand) string {
	t.Helper()
	names, err := fs.List("db")
	if err != nil {
		t.Fatal(err)
	}
	var tables []string
	for _, name := range names {
		if filepath.Ext(name) == ".sst" {
			tables = append(tables, fs.PathJoin("db", name))
		}
	}
	name := tables[r.IntN(len(tables))]
	f, err := fs.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	at := r.IntN(len(text) - 16)
	copy(text[at:], bytes.Repeat([]byte{0xa5}, 16))
	out, err := fs.Create(name, vfs.WriteCategoryUnspecified)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := out.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s damaged at %d of %d", name, at, len(text))
}
