package article

import (
	"bytes"
	"strings"
	"testing"

	"diplograph/graph/caldate"
	"diplograph/graph/vocab"
)

// small is a document with one event of several kinds.
func small(t testing.TB) *Document {
	tokayev, mirziyoyev := known(t, "person/kassym-jomart-tokayev"), known(t, "person/shavkat-mirziyoyev")
	samarkand := known(t, "city/samarkand")
	forum := brought("organization/aymaqlar-forumi", vocab.SchemaOrg, "Аймақлар\tфорумы\x1b[31m")
	visit := &Event{Class: vocab.Visit, Span: span(t, "2025-04-03", "2025-04-04"), Status: vocab.Held,
		Actors: []Actor{{vocab.Visitor, tokayev}}, Places: []*Entity{samarkand}, Passages: []Passage{{0, 6}}}
	summit := &Event{Class: vocab.Summit, Span: visit.Span, Status: vocab.Held, Actors: []Actor{{vocab.Attendee, tokayev}},
		Places: visit.Places, Body: known(t, "organization/central-asia-european-union"), Inferred: []string{vocab.SchemaLocation, vocab.Attendee},
		Passages: []Passage{{0, 6}}}
	visit.Purpose = summit
	audience := &Event{Class: vocab.Audience, Span: visit.Span, Status: vocab.Held, Super: visit, Inferred: []string{vocab.SchemaEndDate},
		Actors: []Actor{{vocab.Host, mirziyoyev}, {vocab.Participant, tokayev}}, Passages: []Passage{{0, 6}}}
	later := &Event{Class: vocab.Forum, Span: span(t, "2026", "2026"), Status: vocab.Planned, Body: forum, Ordinal: 5, Passages: []Passage{{7, 11}}}
	d := documentOf(t, later, visit, summit, audience)
	d.Facts = []Fact{{Member: known(t, "person/olzhas-bektenov"), Role: vocab.CoChair, Organization: forum, Since: caldate.Date{Year: 2024, Month: 2}, Inferred: vocab.ORGMember}}
	return d
}

func TestWriteTable(t *testing.T) {
	want := strings.TrimPrefix(`
Дослық ҳәм шериклик
https://w3id.org/diplograph/id/article/test, 2025-11-14, kaa; events: 4, standing facts: 1

WHEN             KIND       STATUS   WHO                                 WHERE       WHAT
2025-04-03..04   Visit      held     Kassym-Jomart Tokayev               Samarkand   for the summit of 2025-04-03..04
2025-04-03..04   Summit     held     ~Kassym-Jomart Tokayev              ~Samarkand  Central Asia - European Union
~2025-04-03..04  Audience   held     Kassym-Jomart Tokayev; received by              during the visit of 2025-04-03..04
                                     Shavkat Mirziyoyev
2026             5th forum  planned                                                  Aymaqlar forumi [31m

WHO              IS         OF                    SINCE
Olzhas Bektenov  ~co-chair  Aymaqlar forumi [31m  2024-02

~ inferred, not stated
`, "\n")
	var b bytes.Buffer
	if err := WriteTable(&b, small(t)); err != nil {
		t.Fatal(err)
	}
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestShortSpan(t *testing.T) {
	for _, c := range [][3]string{
		{"2017-03-22", "2017-03-22", "2017-03-22"}, {"2017-03-22", "2017-03-23", "2017-03-22..23"},
		{"2017-03-30", "2017-04-02", "2017-03-30..04-02"}, {"2019-12-30", "2020-01-02", "2019-12-30..2020-01-02"},
		{"2025-05", "2025-06", "2025-05..06"}, {"2023", "2025", "2023..2025"}, {"2025", "2025", "2025"}, {"", "", ""},
	} {
		if got := shortSpan(span(t, c[0], c[1])); got != c[2] {
			t.Errorf("%s to %s: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}
