package article

import (
	"fmt"
	"io"
	"strings"
)

// WriteTrace returns a function for Options.Trace that writes what the stages
// made of each sentence.
func WriteTrace(w io.Writer) func(Trace) {
	return func(t Trace) {
		fmt.Fprintf(w, "sentence  %s\n", t.Sentence)
		for _, part := range []struct {
			name  string
			lines []string
		}{{"word", t.Words}, {"mention", t.Mentions}, {"date", t.Dates}, {"unit", t.Units}, {"event", t.Events}} {
			for _, l := range part.lines {
				fmt.Fprintf(w, "  %-8s%s\n", part.name, l)
			}
		}
	}
}

// A Trace shows what the stages made of one sentence.
type Trace struct {
	Sentence                              string
	Words, Mentions, Dates, Units, Events []string
}

func (r *reader) traceSentence(s *Sentence, ms []Mention, whens []When, units []*unit) {
	if r.trace == nil {
		return
	}
	t := Trace{Sentence: string(r.text0.Runes[s.Start:s.End])}
	for i := range s.Tokens {
		for _, c := range s.Tokens[i].Readings {
			if c.class != "name" {
				t.Words = append(t.Words, fmt.Sprintf("%s: %s %s%s", r.text(s, c.From, i+1), c.class, c.value, formNames(c.Form)))
			}
		}
	}
	for k := range ms {
		t.Mentions = append(t.Mentions, r.describe(s, &ms[k]))
	}
	for _, w := range whens {
		line := r.text(s, w.From, w.To) + ":"
		for _, p := range w.Spans {
			line += " " + p.Start.String() + ".." + p.End.String()
		}
		t.Dates = append(t.Dates, line)
	}
	for _, u := range units {
		t.Units = append(t.Units, r.text(s, u.From, u.To))
	}
	for _, e := range r.told {
		t.Events = append(t.Events, e.String())
	}
	r.trace(t)
}

func (r *reader) describe(s *Sentence, m *Mention) string {
	line := fmt.Sprintf("%s: %s", r.text(s, m.From, m.To), m.Case)
	switch {
	case m.Entity != nil:
		line += " " + m.Entity.ID
	case m.Post != nil:
		line += fmt.Sprintf(" post %s of %s", m.Post.Role, strings.Join(m.Post.Owners, ", "))
	}
	return line + fmt.Sprintf(" (group %d)", m.Group)
}

func formNames(f Form) string {
	s := " " + f.Case.String()
	if f.Tense != NoTense {
		s += " " + f.Tense.String()
	}
	for _, x := range []struct {
		on   bool
		name string
	}{{f.Plural, "plural"}, {f.Possessed, "possessed"}, {f.Attributed, "attribute"}, {f.Passive, "passive"}, {f.Negative, "negative"}} {
		if x.on {
			s += " " + x.name
		}
	}
	return s
}

// String is the event in one line, as the tables of annotated articles write it.
func (e *Event) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s..%s %s", local(e.Class), e.Span.Start, e.Span.End, local(e.Status))
	for _, a := range e.Actors {
		fmt.Fprintf(&b, " %s=%s", local(a.Role), a.Entity.ID)
	}
	for _, p := range e.Places {
		fmt.Fprintf(&b, " at=%s", p.ID)
	}
	if e.Body != nil {
		fmt.Fprintf(&b, " body=%s", e.Body.ID)
	}
	if e.Ordinal != 0 {
		fmt.Fprintf(&b, " ordinal=%d", e.Ordinal)
	}
	if e.Document != nil {
		fmt.Fprintf(&b, " document=%s", e.Document.ID)
	}
	return b.String()
}

// local is what follows the last # or / of an IRI.
func local(iri string) string { return iri[strings.LastIndexAny(iri, "#/")+1:] }
