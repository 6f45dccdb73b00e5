// Testsummary reads what "go test -json" prints and writes what a person wants to
// see of it: a line for each package, all that failing tests printed, each
// skipped test with its reason, and the sum of all alone on the last line:
//
//	1204 passed, 0 failed, 3 skipped
//
// A test that has subtests counts only if it fails where none of them does. It
// exits with 1 if anything failed, or if there was no test at all.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

func main() {
	s := newSummary()
	if err := s.read(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "testsummary:", err)
		os.Exit(1)
	}
	s.write(os.Stdout)
	if s.failed > 0 || s.passed == 0 {
		os.Exit(1)
	}
}

// An event is a line of go test -json (go doc test2json).
type event struct {
	Action, Package, Test, Output, ImportPath, FailedBuild string
	Elapsed                                                float64
}

// A test is one test or subtest; the one without a name is the package.
type test struct {
	name, outcome string
	output        []string
	hasSubtests   bool
	failedBelow   bool // a subtest failed
}

type summary struct {
	tests                   map[[2]string]*test // by package and name
	builds                  map[string][]string // what compiling printed
	skips                   []string
	passed, failed, skipped int
}

func newSummary() *summary {
	return &summary{tests: map[[2]string]*test{}, builds: map[string][]string{}}
}

// read follows the events to their end and writes how each package went.
func (s *summary) read(in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			fmt.Fprintln(out, lines.Text()) // not test2json's
			continue
		}
		s.take(e, out)
	}
	return lines.Err()
}

func (s *summary) take(e event, out io.Writer) {
	if e.Action == "build-output" {
		s.builds[e.ImportPath] = append(s.builds[e.ImportPath], e.Output)
		return
	}
	if e.Package == "" {
		return
	}
	t := s.test(e.Package, e.Test)
	switch e.Action {
	case "output":
		t.output = append(t.output, e.Output)
	case "run":
		if parent, _, ok := cutLast(e.Test); ok {
			s.test(e.Package, parent).hasSubtests = true
		}
	case "pass", "fail", "skip":
		t.outcome = e.Action
		if e.Test == "" {
			s.endPackage(e, out)
			return
		}
		s.endTest(e.Package, t, out)
	}
}

func (s *summary) test(pkg, name string) *test {
	key := [2]string{pkg, name}
	if s.tests[key] == nil {
		s.tests[key] = &test{name: name}
	}
	return s.tests[key]
}

func (s *summary) endTest(pkg string, t *test, out io.Writer) {
	switch {
	case t.outcome == "fail":
		s.test(pkg, "").failedBelow = true
		for above, _, ok := cutLast(t.name); ok; above, _, ok = cutLast(above) {
			s.test(pkg, above).failedBelow = true
		}
		if !t.failedBelow {
			s.failed++
			fmt.Fprintf(out, "\n--- FAIL %s %s\n%s\n", pkg, t.name, strings.Join(t.output, ""))
		}
	case t.outcome == "skip":
		s.skipped++
		s.skips = append(s.skips, fmt.Sprintf("skipped: %s %s: %s", pkg, t.name, reason(t.output)))
	case !t.hasSubtests:
		s.passed++
	}
	t.output = nil
}

// endPackage reports a package; one that fails without a failing test (it does
// not compile, or the process died) counts as one failure.
func (s *summary) endPackage(e event, out io.Writer) {
	t := s.test(e.Package, "")
	if t.outcome == "fail" && !t.failedBelow {
		s.failed++
		fmt.Fprintf(out, "\n--- FAIL %s\n%s%s\n", e.Package, strings.Join(s.builds[e.FailedBuild], ""), strings.Join(s.unfinished(e.Package), ""))
	}
	switch t.outcome {
	case "pass":
		fmt.Fprintf(out, "ok    %s %.1f s\n", e.Package, e.Elapsed)
	case "fail":
		fmt.Fprintf(out, "FAIL  %s %.1f s\n", e.Package, e.Elapsed)
	case "skip":
		fmt.Fprintf(out, "      %s: no tests\n", e.Package)
	}
}

// unfinished gives what the package and its tests without an outcome printed.
func (s *summary) unfinished(pkg string) (output []string) {
	for key, t := range s.tests {
		if key[0] == pkg && (key[1] == "" || t.outcome == "") {
			output = append(output, t.output...)
		}
	}
	return output
}

func (s *summary) write(out io.Writer) {
	slices.Sort(s.skips)
	for _, line := range s.skips {
		fmt.Fprintln(out, line)
	}
	fmt.Fprintf(out, "%d passed, %d failed, %d skipped\n", s.passed, s.failed, s.skipped)
}

// reason is what a skipped test said: its last line that is not go test's own.
func reason(output []string) string {
	for _, line := range slices.Backward(output) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "---") && !strings.HasPrefix(line, "===") {
			return line
		}
	}
	return "no reason given"
}

// cutLast cuts the last part from the name of a subtest.
func cutLast(name string) (parent, last string, ok bool) {
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		return name[:i], name[i+1:], true
	}
	return name, "", false
}
