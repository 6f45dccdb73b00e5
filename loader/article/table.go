package article

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode"
	"unicode/utf8"

	"diplograph/graph/vocab"
)

// WriteTable writes what the document says for a person to read: its events in
// the order of time, those without a date last, then its standing facts. Names
// are English; what was inferred has a ~ before it. Long cells are folded, so
// that a line is at most 150 letters wide.
//
//	WHEN             KIND         STATUS   WHO                   WHERE       WHAT
//	2017-03-22..23   State visit  held     Shavkat Mirziyoyev    Kazakhstan
//	~2025-05         Summit       held     Shavkat Mirziyoyev    ~Astana     Central Asia - Italy
func WriteTable(w io.Writer, d *Document) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n%s, %s, %s; events: %d, standing facts: %d\n\n",
		clean(d.title()), clean(d.IRI()), mark(d.DateInferred)+d.Date.String(), d.Language, len(d.Events), len(d.Facts))
	d.eventTable(&b)
	if len(d.Facts) > 0 {
		b.WriteByte('\n')
		d.factTable(&b)
	}
	b.WriteString("\n~ inferred, not stated\n")
	for line := range bytes.Lines(b.Bytes()) {
		if _, err := fmt.Fprintf(w, "%s\n", bytes.TrimRight(line, " \n")); err != nil {
			return err
		}
	}
	return nil
}

func (d *Document) eventTable(b *bytes.Buffer) {
	t := table{tabwriter.NewWriter(b, 0, 0, 2, ' ', 0), []int{22, 20, 8, 36, 18, 36}}
	t.row("WHEN", "KIND", "STATUS", "WHO", "WHERE", "WHAT")
	for _, e := range inTime(d.Events) {
		inferred := func(properties ...string) string {
			return mark(slices.ContainsFunc(properties, func(p string) bool { return slices.Contains(e.Inferred, p) }))
		}
		when, where := shortSpan(e.Span), strings.Join(d.namesIn(e.Places, "en"), ", ")
		if when != "" {
			when = inferred(vocab.SchemaStartDate, vocab.SchemaEndDate) + when
		}
		if where != "" {
			where = inferred(vocab.SchemaLocation) + where
		}
		t.row(when, kindOf(e), strings.ToLower(local(e.Status)), d.who(e, inferred), where, d.whatElse(e, inferred))
	}
	t.Flush()
}

func (d *Document) factTable(b *bytes.Buffer) {
	t := table{tabwriter.NewWriter(b, 0, 0, 2, ' ', 0), []int{36, 24, 60, 10}}
	t.row("WHO", "IS", "OF", "SINCE")
	for _, f := range d.Facts {
		role := "member"
		if f.Role != "" {
			role = hyphenated(local(f.Role))
		}
		t.row(d.nameIn(f.Member, "en"), mark(f.Inferred != "")+role, d.nameIn(f.Organization, "en"), f.Since.String())
	}
	t.Flush()
}

// who lists those who take part; of an audience and an invitation the host last.
func (d *Document) who(e *Event, inferred func(...string) string) string {
	var parts []string
	for _, role := range []string{vocab.Visitor, vocab.Participant, vocab.Attendee, vocab.Signatory, vocab.Party, vocab.Initiator} {
		if names := d.namesIn(e.with(role), "en"); len(names) > 0 {
			s := inferred(role) + strings.Join(names, ", ")
			if role == vocab.Initiator && e.Class != vocab.Initiative {
				s = "initiator " + s
			}
			parts = append(parts, s)
		}
	}
	if hosts := d.namesIn(e.with(vocab.Host), "en"); len(hosts) > 0 {
		by := "host "
		if e.Class == vocab.Audience {
			by = "received by "
		}
		parts = append(parts, by+inferred(vocab.Host)+strings.Join(hosts, ", "))
	}
	return strings.Join(parts, "; ")
}

// whatElse is the document or body, and the events that an event is tied to.
func (d *Document) whatElse(e *Event, inferred func(...string) string) string {
	var parts []string
	if e.Document != nil {
		kind := lowerFirst(english[local(e.Document.Types[0])])
		if name := d.longName(e.Document); name != "" {
			kind += " (" + name
		}
		parts = append(parts, inferred(vocab.HasDocument)+kind)
	}
	if e.Body != nil {
		parts = append(parts, inferred(vocab.Body)+d.nameIn(e.Body, "en"))
	}
	for _, link := range []struct {
		words, property string
		to              *Event
	}{{"during", vocab.SchemaSuperEvent, e.Super}, {"for", vocab.Purpose, e.Purpose}, {"in answer to", vocab.InResponseTo, e.Response}} {
		if link.to != nil {
			parts = append(parts, fmt.Sprintf("%s%s the %s of %s", inferred(link.property), link.words, Family(link.to.Class), shortSpan(link.to.Span)))
		}
	}
	return strings.Join(parts, "; ")
}

// inTime sorts events by their first day, then the last; undated ones stay last
// in the order of the text.
func inTime(events []*Event) []*Event {
	sorted := slices.Clone(events)
	slices.SortStableFunc(sorted, func(a, b *Event) int {
		if a.Span.IsZero() != b.Span.IsZero() {
			return map[bool]int{true: 1, false: -1}[a.Span.IsZero()]
		}
		if c := a.Span.Start.Compare(b.Span.Start); c != 0 {
			return c
		}
		return a.Span.End.Compare(b.Span.End)
	})
	return sorted
}

// shortSpan writes a span without what its two dates share: 2017-03-22..23.
func shortSpan(s Span) string {
	a, z := s.Start, s.End
	switch {
	case a == z || z.IsZero():
		return a.String()
	case a.Precision() != z.Precision() || a.Year != z.Year:
		return a.String() + ".." + z.String()
	case a.Month != z.Month:
		return a.String() + ".." + z.String()[len("2017-"):]
	}
	return a.String() + ".." + z.String()[len("2017-03-"):]
}

func mark(inferred bool) string {
	if inferred {
		return "~"
	}
	return ""
}

// A table aligns cells and folds those that are wider than their column may be.
type table struct {
	*tabwriter.Writer
	widths []int
}

func (t table) row(cells ...string) {
	folded, height := make([][]string, len(cells)), 1
	for i, c := range cells {
		folded[i] = foldCell(clean(c), t.widths[i])
		height = max(height, len(folded[i]))
	}
	for n := range height {
		for i, lines := range folded {
			if i > 0 {
				io.WriteString(t, "\t")
			}
			if n < len(lines) {
				io.WriteString(t, lines[n])
			}
		}
		io.WriteString(t, "\n")
	}
}

// foldCell breaks a text between words into lines of at most width letters; a
// longer word has a line of its own.
func foldCell(s string, width int) []string {
	var lines []string
	length := 0
	for _, word := range strings.Fields(s) {
		n := utf8.RuneCountInString(word)
		if k := len(lines) - 1; k >= 0 && length+1+n <= width {
			lines[k] += " " + word
			length += 1 + n
			continue
		}
		lines, length = append(lines, word), n
	}
	return lines
}

// clean keeps what a text brings from steering the terminal or the columns.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}
