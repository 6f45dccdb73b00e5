package rdf_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"diplograph/graph/rdf"
)

// manyLines makes a document of several blocks with a bad line now and then, a
// very long one among the good.
func manyLines() string {
	var b strings.Builder
	for i := range 30_000 {
		switch {
		case i%7000 == 6999:
			b.WriteString("<http://e/s> <http://e/p> bad .\n")
		case i == 15_000:
			fmt.Fprintf(&b, "<http://e/s> <http://e/p> \"%s\" .\n", strings.Repeat("long ", 200_000))
		default:
			fmt.Fprintf(&b, "<http://e/s%d> <http://e/p> \"%d\"@en <http://e/g> . # comment\n", i/3, i)
		}
	}
	return b.String()
}

// outcome is what reading a document in batches gives.
type outcome struct {
	Quads  []string
	Errors []string
	Err    string
}

func readBatches(doc string, opts rdf.ReaderOptions, goOn bool) outcome {
	var o outcome
	if goOn {
		opts.Continue = func(e *rdf.SyntaxError) bool {
			o.Errors = append(o.Errors, e.Error())
			return true
		}
	}
	err := rdf.ReadBatches(iotest.HalfReader(strings.NewReader(doc)), rdf.NQuads, opts, func(quads []rdf.Quad) error {
		for _, q := range quads {
			o.Quads = append(o.Quads, q.String())
		}
		return nil
	})
	if err != nil {
		o.Err = err.Error()
	}
	if opts.Unordered {
		slices.Sort(o.Quads)
		slices.Sort(o.Errors)
	}
	return o
}

func TestReadBatches(t *testing.T) {
	doc := manyLines()
	for _, goOn := range []bool{false, true} {
		want := readBatches(doc, rdf.ReaderOptions{}, goOn)
		if goOn && (len(want.Quads) != 29_996 || len(want.Errors) != 4 || want.Err != "") || !goOn && len(want.Quads) != 6999 {
			t.Fatalf("one worker read %d quads, %d errors, %s", len(want.Quads), len(want.Errors), want.Err)
		}
		for _, workers := range []int{2, 5} {
			if got := readBatches(doc, rdf.ReaderOptions{Workers: workers}, goOn); !cmp.Equal(got, want) {
				t.Errorf("%d workers read something else: %d quads, errors %v, %s; want %d quads, errors %v, %s",
					workers, len(got.Quads), got.Errors, got.Err, len(want.Quads), want.Errors, want.Err)
			}
		}
		if goOn {
			slices.Sort(want.Quads)
			slices.Sort(want.Errors)
			if got := readBatches(doc, rdf.ReaderOptions{Workers: 3, Unordered: true}, goOn); !cmp.Equal(got, want) {
				t.Errorf("unordered, something else was read")
			}
		}
	}
}

// Documents that end near the end of a block are read whole.
func TestReadBatchesOfAnyLength(t *testing.T) {
	const line = "<http://e/s> <http://e/p> <http://e/o> .\n"
	for _, blocks := range []struct{ end, around int }{{8 << 10, len(line)}, {8<<10 + 256<<10, 1}} {
		for length := blocks.end - blocks.around; length <= blocks.end+blocks.around; length++ {
			n := length / len(line)
			doc := strings.Repeat(line, n) + "#" + strings.Repeat("-", length%len(line))
			for _, end := range []string{"", "\n", "\n" + line[:len(line)-1]} {
				got := 0
				opts := rdf.ReaderOptions{Workers: 2, Continue: func(e *rdf.SyntaxError) bool { t.Error(e); return true }}
				err := rdf.ReadBatches(strings.NewReader(doc+end), rdf.NTriples, opts, func(quads []rdf.Quad) error {
					got += len(quads)
					return nil
				})
				if want := n + strings.Count(end, "<http://e/s>"); got != want || err != nil {
					t.Fatalf("%d of %d quads of %d bytes, %v", got, want, len(doc+end), err)
				}
			}
		}
	}
}

// A last line that is too long is reported once, whatever is read at a time.
func TestReadBatchesEndsTooLong(t *testing.T) {
	for _, lines := range []int{0, 1, 1000} {
		doc := strings.Repeat("<http://e/s> <http://e/p> <http://e/o> .\n", lines) + "<http://e/" + strings.Repeat("s", 20<<10)
		for _, end := range []string{"", "\n"} {
			for _, workers := range []int{1, 2} {
				quads, errs := 0, 0
				opts := rdf.ReaderOptions{Workers: workers, MaxToken: 10 << 10, Continue: func(*rdf.SyntaxError) bool { errs++; return true }}
				err := rdf.ReadBatches(strings.NewReader(doc+end), rdf.NTriples, opts, func(q []rdf.Quad) error {
					quads += len(q)
					return nil
				})
				if quads != lines || errs != 1 || err != nil {
					t.Errorf("%d lines, %d workers: %d quads, %d errors, %v", lines, workers, quads, errs, err)
				}
			}
		}
	}
}

func TestReadBatchesOfOtherFormats(t *testing.T) {
	n := 0
	err := rdf.ReadBatches(strings.NewReader("<http://e/s> <http://e/p> 1, 2, 3, ."), rdf.Turtle, rdf.ReaderOptions{Workers: 2}, func(quads []rdf.Quad) error {
		n += len(quads)
		return nil
	})
	if n != 3 || err == nil || err.Error() != "Turtle: line 1, column 36: expected "+objects+", found '.'" {
		t.Errorf("got %d quads and %v", n, err)
	}
}

const objects = "an object (IRI, blank node, literal, [ ], ( ), <<( )>> or << >>)"

func TestReadBatchesStops(t *testing.T) {
	stop := errors.New("enough")
	for _, opts := range []rdf.ReaderOptions{{}, {Workers: 2}, {Workers: 2, Unordered: true}} {
		calls := 0
		err := rdf.ReadBatches(strings.NewReader(manyLines()), rdf.NQuads, opts, func([]rdf.Quad) error {
			calls++
			return stop
		})
		if err != stop || calls != 1 {
			t.Errorf("%+v: after %d calls: %v", opts, calls, err)
		}
	}
	broken := errors.New("disk on fire")
	for _, opts := range []rdf.ReaderOptions{{}, {Workers: 2}, {Workers: 2, Unordered: true}} {
		n := 0
		in := iotest.TimeoutReader(strings.NewReader(manyLines()))
		err := rdf.ReadBatches(in, rdf.NQuads, opts, func(quads []rdf.Quad) error { n += len(quads); return nil })
		if !errors.Is(err, iotest.ErrTimeout) {
			t.Errorf("%+v: %d quads, then %v", opts, n, err)
		}
		err = rdf.ReadBatches(iotest.ErrReader(broken), rdf.NQuads, opts, func([]rdf.Quad) error { return nil })
		if !errors.Is(err, broken) {
			t.Errorf("%+v: %v", opts, err)
		}
	}
}
