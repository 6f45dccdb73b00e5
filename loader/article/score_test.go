package article

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"diplograph/data"
	"diplograph/graph/caldate"
)

var (
	more    = flag.String("articles", "", "a folder with further annotated articles to score")
	verbose = flag.Bool("differences", false, "print the events missed and the events too many")
)

// An annotation is a text with the table of its true events (data/articles).
type annotation struct {
	name, text string
	date       caldate.Date
	given      bool
	rows       []goldRow
}

// A goldRow is one true event as its table says.
type goldRow struct {
	id, class, key, at string
}

// TestScores prints precision, recall and F1 per class of events on every
// annotated text, and fails below the bars: 0.95 on the seed article, 0.90 on
// the texts of data/articles and testdata/press. An event counts only if its class, dates, status,
// places, ordinal and all actors in their roles are right.
func TestScores(t *testing.T) {
	if a, err := readSeed(); err == nil {
		bar(t, "the seed article", score(t, a), 0.95)
	} else {
		t.Logf("NOT RUN: the seed article is not here (%v)", err)
	}
	articles, err := fs.Sub(data.FS, "articles")
	if err != nil {
		t.Fatal(err)
	}
	bar(t, "data/articles", scoreAll(t, articles), 0.90)
	bar(t, "testdata/press", scoreAll(t, os.DirFS("testdata/press")), 0.90)
	bar(t, "testdata/hard", scoreAll(t, os.DirFS("testdata/hard")), 0.70) // reached 0.76: a guard, no aim
	if *more != "" {
		scoreAll(t, os.DirFS(*more)).print(t, *more)
	}
}

func scoreAll(t *testing.T, fsys fs.FS) tally {
	t.Helper()
	var sum tally
	for _, a := range readAnnotations(t, fsys) {
		sum.merge(score(t, a))
	}
	return sum
}

func bar(t *testing.T, name string, got tally, want float64) {
	t.Helper()
	got.print(t, name)
	if f := got.total().f1(); f < want {
		t.Errorf("%s: F1 %.3f is under the bar of %.2f", name, f, want)
	}
}

// counts are the true events found, the events found, the true events.
type counts struct{ right, found, true int }

func (c counts) precision() float64 { return ratio(c.right, c.found) }
func (c counts) recall() float64    { return ratio(c.right, c.true) }
func (c counts) f1() float64        { return ratio(2*c.right, c.found+c.true) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

type tally map[string]counts // by class

func (t *tally) merge(o tally) {
	if *t == nil {
		*t = tally{}
	}
	for class, c := range o {
		x := (*t)[class]
		(*t)[class] = counts{x.right + c.right, x.found + c.found, x.true + c.true}
	}
}

func (t tally) total() (sum counts) {
	for _, c := range t {
		sum = counts{sum.right + c.right, sum.found + c.found, sum.true + c.true}
	}
	return sum
}

func (t tally) print(tb testing.TB, name string) {
	tb.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%-26s %9s %7s %6s   %s\n", name, "class", "precision", "recall", "F1", "right/found/true")
	classes := make([]string, 0, len(t))
	for class := range t {
		classes = append(classes, class)
	}
	slices.Sort(classes)
	row := func(name string, c counts) {
		fmt.Fprintf(&b, "%-26s %9.3f %7.3f %6.3f   %d/%d/%d\n", name, c.precision(), c.recall(), c.f1(), c.right, c.found, c.true)
	}
	for _, class := range classes {
		row(class, t[class])
	}
	row("all", t.total())
	tb.Log(b.String())
}

// score compares what Extract finds with the table.
func score(t *testing.T, a annotation) tally {
	t.Helper()
	o := Options{Language: "kaa"}
	if a.given {
		o.Date = a.date
	}
	doc, err := Extract(context.Background(), a.text, o)
	if err != nil {
		t.Errorf("%s: %v", a.name, err)
		return tally{}
	}
	if doc.Date != a.date {
		t.Logf("%s: date %v, want %v", a.name, doc.Date, a.date)
	}
	result := tally{}
	missed := slices.Clone(a.rows)
	for _, r := range a.rows {
		c := result[r.class]
		c.true++
		result[r.class] = c
	}
	var extra []string
	for _, e := range doc.Events {
		class, key := local(e.Class), eventKey(e)
		c := result[class]
		c.found++
		k := slices.IndexFunc(missed, func(r goldRow) bool { return r.key == key || r.key == labelKey(e) })
		if k >= 0 {
			c.right++
			missed = slices.Delete(missed, k, k+1)
		} else {
			extra = append(extra, key)
		}
		result[class] = c
	}
	total := result.total()
	t.Logf("%-32s P %.3f R %.3f F1 %.3f (%d/%d/%d)", a.name, total.precision(), total.recall(), total.f1(), total.right, total.found, total.true)
	if *verbose {
		for _, r := range missed {
			t.Logf("  missed %s %s", r.id, r.key)
		}
		for _, k := range extra {
			t.Logf("  extra      %s", k)
		}
	}
	return result
}

// eventKey is what must be right of an event.
func eventKey(e *Event) string { return keyOf(e, func(x *Entity) string { return x.ID }) }

// labelKey names what no gazetteer knows by its label, as the tables do.
func labelKey(e *Event) string {
	return keyOf(e, func(x *Entity) string {
		if x.New {
			for _, labels := range x.Labels {
				return labels[0]
			}
		}
		return x.ID
	})
}

func keyOf(e *Event, name func(*Entity) string) string {
	roles := map[string][]string{}
	for _, a := range e.Actors {
		roles[local(a.Role)] = append(roles[local(a.Role)], name(a.Entity))
	}
	var places []string
	for _, p := range e.Places {
		places = append(places, name(p))
	}
	ordinal := "-"
	if e.Ordinal != 0 {
		ordinal = fmt.Sprint(e.Ordinal)
	}
	start, end := e.Span.Start.String(), e.Span.End.String()
	if start == "" {
		start, end = "-", "-"
	}
	return makeKey(local(e.Class), start, end, local(e.Status), roles, places, ordinal)
}

func makeKey(class, start, end, status string, roles map[string][]string, places []string, ordinal string) string {
	var rs []string
	for role, who := range roles {
		slices.Sort(who)
		rs = append(rs, role+"="+strings.Join(who, ","))
	}
	slices.Sort(rs)
	slices.Sort(places)
	return strings.Join([]string{class, start, end, status, strings.Join(rs, ";"), strings.Join(places, ","), ordinal}, " | ")
}

// readSeed reads the seed article, which is not in the repository, and its
// table, which is.
func readSeed() (annotation, error) {
	table, err := os.ReadFile("testdata/seed.events.tsv")
	if err != nil {
		return annotation{}, err
	}
	text, err := os.ReadFile(seedPath())
	if err != nil {
		return annotation{}, err
	}
	return parseAnnotation("seed", string(text), string(table)), nil
}

// seedPath is the seed article beside the project.
func seedPath() string {
	files, _ := filepath.Glob("../../../shared/seed/*.txt")
	if len(files) == 0 {
		return "../../../shared/seed/(none)"
	}
	return files[0]
}

func readAnnotations(t *testing.T, fsys fs.FS) []annotation {
	tables, err := fs.Glob(fsys, "*.events.tsv")
	if err != nil || len(tables) == 0 {
		t.Fatalf("no *.events.tsv: %v", err)
	}
	var all []annotation
	for _, name := range tables {
		base := strings.TrimSuffix(name, ".events.tsv")
		table, err := fs.ReadFile(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		text, err := fs.ReadFile(fsys, base+".txt")
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, parseAnnotation(base, string(text), string(table)))
	}
	return all
}

func parseAnnotation(name, text, table string) annotation {
	a := annotation{name: name, text: text}
	columns := map[string]int{}
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case strings.HasPrefix(line, "# date:"):
			a.date, _ = caldate.Parse(strings.TrimSpace(strings.TrimPrefix(line, "# date:")))
		case strings.HasPrefix(line, "# given:"):
			a.given = strings.Contains(line, "yes")
		case line == "" || line[0] == '#':
		case len(columns) == 0:
			for i, c := range strings.Split(line, "\t") {
				columns[c] = i
			}
		default:
			a.rows = append(a.rows, parseRow(strings.Split(line, "\t"), columns))
		}
	}
	return a
}

func parseRow(cells []string, columns map[string]int) goldRow {
	cell := func(name string) string { return strings.TrimSpace(cells[columns[name]]) }
	roles := map[string][]string{}
	for part := range strings.SplitSeq(cell("roles"), ";") {
		if role, who, ok := strings.Cut(strings.TrimSpace(part), "="); ok {
			for w := range strings.SplitSeq(who, ",") {
				roles[role] = append(roles[role], strings.TrimSpace(w))
			}
		}
	}
	var places []string
	if p := cell("places"); p != "-" {
		for x := range strings.SplitSeq(p, ",") {
			places = append(places, strings.TrimSpace(x))
		}
	}
	return goldRow{cell("id"), cell("class"),
		makeKey(cell("class"), cell("start"), cell("end"), cell("status"), roles, places, cell("ordinal")), cell("at")}
}
