package explore

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestFormatsGolden(t *testing.T) {
	p := neighborhood(t, world(t), Options{IRI: tokayev, Depth: 2, Languages: []string{"en"}})
	for _, f := range Formats {
		t.Run(f.Name, func(t *testing.T) {
			var got bytes.Buffer
			if err := f.Write(&got, p); err != nil {
				t.Fatal(err)
			}
			golden(t, "testdata/tokayev."+f.Name, indented(t, f, got.Bytes()))
		})
	}
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; make it with go test -run %s -update", err, t.Name())
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got), if the change is meant run with -update:\n%s", file, diff)
	}
}

// indented makes JSON readable for review.
func indented(t *testing.T, f Format, text []byte) []byte {
	if !strings.HasSuffix(f.MediaType, "json") {
		return text
	}
	var out bytes.Buffer
	if err := json.Indent(&out, text, "", "  "); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// hostile is a picture whose every text wants to break out of its format.
func hostile() *Picture {
	const evil = "<&>\"'\x00\x0b]]>\u2028\ufffe\xff</script>"
	return &Picture{
		Root:  "urn:" + evil,
		Nodes: []Node{{Thing: Thing{ID: "urn:" + evil, Label: evil, Language: evil, Class: ClassOther, Kind: evil, Types: []string{evil}}}},
		Edges: []Edge{{ID: evil, Source: "urn:" + evil, Target: "urn:" + evil, Predicate: evil, Role: evil, Status: evil,
			Events: []string{evil}, Passages: []Passage{{Article: evil, Exact: evil}}}},
		Truncated: true, Total: 7,
	}
}

func TestFormatsEscape(t *testing.T) {
	for _, p := range []*Picture{hostile(), {Root: "urn:x"}} {
		for _, f := range Formats {
			var out bytes.Buffer
			if err := f.Write(&out, p); err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(f.MediaType, "json") {
				if !json.Valid(out.Bytes()) || strings.Contains(out.String(), "null") {
					t.Errorf("%s: not valid, or a list is null: %s", f.Name, out.Bytes())
				}
				continue
			}
			d := xml.NewDecoder(&out)
			for {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("%s: %v", f.Name, err)
				}
			}
		}
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestFormatsReportWriteErrors(t *testing.T) {
	for _, f := range Formats {
		if err := f.Write(brokenWriter{}, hostile()); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("%s: error %v, want the writer's", f.Name, err)
		}
	}
}

func TestFormatNamed(t *testing.T) {
	if f, err := FormatNamed("gexf"); err != nil || f.MediaType != "application/gexf+xml" {
		t.Errorf("gexf: %+v, %v", f, err)
	}
	if _, err := FormatNamed("svg"); !errors.Is(err, ErrOption) {
		t.Errorf("svg: error %v, want ErrOption", err)
	}
}
