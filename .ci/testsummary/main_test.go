package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSummary(t *testing.T) {
	const events = `{"Action":"start","Package":"p"}
{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"run","Package":"p","Test":"TestA/x"}
{"Action":"output","Package":"p","Test":"TestA/x","Output":"    a_test.go:3: want 1 < 2\n"}
{"Action":"fail","Package":"p","Test":"TestA/x"}
{"Action":"run","Package":"p","Test":"TestA/y"}
{"Action":"pass","Package":"p","Test":"TestA/y"}
{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"run","Package":"p","Test":"TestB"}
{"Action":"output","Package":"p","Test":"TestB","Output":"=== RUN   TestB\n"}
{"Action":"output","Package":"p","Test":"TestB","Output":"    b_test.go:9: no network\n"}
{"Action":"output","Package":"p","Test":"TestB","Output":"--- SKIP: TestB (0.00s)\n"}
{"Action":"skip","Package":"p","Test":"TestB"}
{"Action":"fail","Package":"p","Elapsed":0.12}
{"Action":"run","Package":"q","Test":"TestC"}
{"Action":"pass","Package":"q","Test":"TestC"}
{"Action":"pass","Package":"q","Elapsed":2}
{"ImportPath":"r [r.test]","Action":"build-output","Output":"r.go:1:1: expected 'package'\n"}
{"Action":"fail","Package":"r","Elapsed":0,"FailedBuild":"r [r.test]"}
{"Action":"run","Package":"d","Test":"TestDies"}
{"Action":"output","Package":"d","Test":"TestDies","Output":"panic: oh\n"}
{"Action":"fail","Package":"d","Elapsed":0}
{"Action":"skip","Package":"none","Elapsed":0}
`
	const want = `
--- FAIL p TestA/x
    a_test.go:3: want 1 < 2

FAIL  p 0.1 s
ok    q 2.0 s

--- FAIL r
r.go:1:1: expected 'package'

FAIL  r 0.0 s

--- FAIL d
panic: oh

FAIL  d 0.0 s
      none: no tests
skipped: p TestB: b_test.go:9: no network
2 passed, 3 failed, 1 skipped
`
	var out strings.Builder
	s := newSummary()
	if err := s.read(strings.NewReader(events), &out); err != nil {
		t.Fatal(err)
	}
	s.write(&out)
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
}
