package article

import (
	"slices"
	"strings"
	"testing"

	"diplograph/graph/caldate"
	"diplograph/graph/vocab"
	"diplograph/loader/gazetteer"

	"pgregory.net/rapid"
)

// known is an entity of the gazetteer that ships.
func known(t testing.TB, id string) *Entity {
	t.Helper()
	g, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	e, ok := g.Entity(id)
	if !ok {
		t.Fatalf("the gazetteer has no %s", id)
	}
	return &Entity{ID: e.ID, Types: e.Types, In: e.In, Labels: e.Labels}
}

// brought is an entity that only the article knows.
func brought(id, class, label string) *Entity {
	return &Entity{ID: id, Types: []string{class}, Labels: map[string][]string{"kaa": {label}}, New: true}
}

func span(t testing.TB, from, to string) Span {
	t.Helper()
	var s Span
	for _, x := range []struct {
		date *caldate.Date
		text string
	}{{&s.Start, from}, {&s.End, to}} {
		if x.text == "" {
			continue
		}
		d, err := caldate.Parse(x.text)
		if err != nil {
			t.Fatal(err)
		}
		*x.date = d
	}
	return s
}

// documentOf is a document with events made by hand.
func documentOf(t testing.TB, events ...*Event) *Document {
	t.Helper()
	l, err := OpenLexicon("kaa")
	if err != nil {
		t.Fatal(err)
	}
	r, err := newReader(l, Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := "Дослық ҳәм шериклик\n"
	return &Document{
		Source: vocab.Res + "article/test", Language: "kaa", Date: caldate.Date{Year: 2025, Month: 11, Day: 14},
		Events: events, lexicon: l, text: l.normalise(text), original: text, gazetteer: r.gazetteer,
	}
}

// cast makes an event: a class, a span and roles.
func cast(class string, s Span, actors ...Actor) *Event {
	return &Event{Class: vocab.DG + class, Span: s, Status: vocab.Held, Actors: actors}
}

func TestEventNames(t *testing.T) {
	tokayev, mirziyoyev := known(t, "person/kassym-jomart-tokayev"), known(t, "person/shavkat-mirziyoyev")
	xi := known(t, "person/xi-jinping")
	kz, uz := known(t, "country/kazakhstan"), known(t, "country/uzbekistan")
	khiva, samarkand := known(t, "city/khiva"), known(t, "city/samarkand")
	ipu := known(t, "organization/inter-parliamentary-union")
	forum := brought("organization/aymaqlar-forumi", vocab.SchemaOrg, "Аймақлар форумы")
	memorandum := brought("document/memorandum-2017-03-22", vocab.Memorandum, "меморандум")
	day := span(t, "2017-03-22", "2017-03-23")
	with := func(e *Event, change func(*Event)) *Event { change(e); return e }
	at := func(e *Event, places ...*Entity) *Event { e.Places = places; return e }

	for name, e := range map[string]*Event{
		"visit-2017-03-22-shavkat-mirziyoyev-kazakhstan": at(cast("StateVisit", day, Actor{vocab.Visitor, mirziyoyev}, Actor{vocab.Host, tokayev}), kz),
		"visit-2025-05-shavkat-mirziyoyev":               cast("Visit", span(t, "2025-05", "2025-05"), Actor{vocab.Visitor, mirziyoyev}),
		"visit-undated-shavkat-mirziyoyev-in-test":       cast("Visit", Span{}, Actor{vocab.Visitor, mirziyoyev}),
		"meeting-2017-03-22-kassym-jomart-tokayev-shavkat-mirziyoyev-khiva": at(cast("Meeting", day,
			Actor{vocab.Participant, mirziyoyev}, Actor{vocab.Participant, tokayev}), khiva),
		"meeting-2017-03-22-shavkat-mirziyoyev-xi-jinping": cast("Audience", day, Actor{vocab.Participant, mirziyoyev}, Actor{vocab.Host, xi}),
		"meeting-2017-03-22-kassym-jomart-tokayev-others": cast("Meeting", day,
			Actor{vocab.Participant, xi}, Actor{vocab.Participant, mirziyoyev}, Actor{vocab.Participant, tokayev}),
		"meeting-2017-03-22-inter-parliamentary-union-khiva": at(with(cast("Meeting", day, Actor{vocab.Participant, xi}), func(e *Event) { e.Body = ipu }), khiva),
		"summit-2017-03-22-samarkand":                        at(cast("Summit", day, Actor{vocab.Attendee, xi}), samarkand),
		"forum-2017-aymaqlar-forumi-khiva":                   at(with(cast("Forum", span(t, "2017", "2017")), func(e *Event) { e.Body, e.Ordinal = forum, 3 }), samarkand, khiva),
		"founding-2017-03-22-aymaqlar-forumi":                with(cast("Founding", day, Actor{vocab.Party, uz}, Actor{vocab.Party, kz}), func(e *Event) { e.Body = forum }),
		"initiative-2017-03-22-shavkat-mirziyoyev-aymaqlar-forumi": with(cast("Initiative", day,
			Actor{vocab.Initiator, mirziyoyev}), func(e *Event) { e.Body = forum }),
		"signing-2017-03-22-kazakhstan-uzbekistan-memorandum": with(cast("Signing", day,
			Actor{vocab.Signatory, uz}, Actor{vocab.Signatory, kz}), func(e *Event) { e.Document = memorandum }),
		"relations-2017-03-22-kazakhstan-uzbekistan": cast("EstablishmentOfRelations", day, Actor{vocab.Party, uz}, Actor{vocab.Party, kz}),
		"cultural-days-2017-03-22-uzbekistan-khiva":  at(cast("CulturalDays", day, Actor{vocab.Participant, uz}), samarkand, khiva),
		"consultations-2017-03-22":                   cast("Consultations", day),
	} {
		if got := documentOf(t, e).names()[e]; got != gazetteer.IRI("event/"+name) {
			t.Errorf("name %s, want event/%s", strings.TrimPrefix(got, vocab.Res), name)
		}
	}
}

// TestEventNamesCollide gives events that would be called alike what tells them
// apart, in whichever order the text tells them.
func TestEventNamesCollide(t *testing.T) {
	ipu := known(t, "organization/inter-parliamentary-union")
	xi, mirziyoyev, tokayev := known(t, "person/xi-jinping"), known(t, "person/shavkat-mirziyoyev"), known(t, "person/kassym-jomart-tokayev")
	day := span(t, "2017-03-22", "2017-03-22")
	session := func(n int) *Event {
		e := cast("Meeting", day)
		e.Body, e.Ordinal = ipu, n
		return e
	}
	meeting := func(who ...*Entity) *Event {
		e := cast("Meeting", day)
		e.add(vocab.Participant, who...)
		return e
	}
	nobody, nothing := cast("Summit", day), cast("Summit", day)
	nobody.Passages, nothing.Passages = []Passage{{10, 20}}, []Passage{{30, 40}}
	a, b := session(3), session(4)
	rahmon := known(t, "person/emomali-rahmon")
	c, d := meeting(xi, mirziyoyev, rahmon), meeting(tokayev, rahmon, mirziyoyev)
	e, f := session(5), session(5)
	f.Span.End = span(t, "2017-03-23", "").Start
	want := map[*Event]string{
		a: "meeting-2017-03-22-inter-parliamentary-union-3", b: "meeting-2017-03-22-inter-parliamentary-union-4",
		c: "meeting-2017-03-22-emomali-rahmon-others-emomali-rahmon-shavkat-mirziyoyev-xi-jinping",
		d: "meeting-2017-03-22-emomali-rahmon-others-emomali-rahmon-kassym-jomart-tokayev-shavkat-mirziyoyev",
		e: "meeting-2017-03-22-inter-parliamentary-union-5-2017-03-22", f: "meeting-2017-03-22-inter-parliamentary-union-5-2017-03-23",
		nobody: "summit-2017-03-22", nothing: "summit-2017-03-22-2",
	}
	events := []*Event{a, b, c, d, e, f, nobody, nothing}
	for range 2 {
		names := documentOf(t, events...).names()
		for e, name := range want {
			if names[e] != gazetteer.IRI("event/"+name) {
				t.Errorf("name %s, want event/%s", strings.TrimPrefix(names[e], vocab.Res), name)
			}
		}
		slices.Reverse(events)
	}
}

// TestEventNamesAreUnique: whatever events an article tells, no two share a
// name, and the order in which it tells them changes none.
func TestEventNamesAreUnique(t *testing.T) {
	people := []*Entity{known(t, "person/xi-jinping"), known(t, "person/shavkat-mirziyoyev"), known(t, "person/kassym-jomart-tokayev")}
	places := []*Entity{known(t, "city/khiva"), known(t, "country/kazakhstan")}
	bodies := []*Entity{nil, known(t, "organization/inter-parliamentary-union"), brought("organization/forum", vocab.SchemaOrg, "форум")}
	classes := []string{vocab.Visit, vocab.Meeting, vocab.Audience, vocab.Summit, vocab.Forum, vocab.Signing, vocab.Founding, vocab.Initiative}
	roles := []string{vocab.Visitor, vocab.Participant, vocab.Host}
	spans := []Span{{}, span(t, "2025", "2025"), span(t, "2025-05-01", "2025-05-01"), span(t, "2025-05-01", "2025-05-02")}
	rapid.Check(t, func(r *rapid.T) {
		var events []*Event
		for n := range rapid.IntRange(0, 12).Draw(r, "events") {
			e := &Event{
				Class: rapid.SampledFrom(classes).Draw(r, "class"), Span: rapid.SampledFrom(spans).Draw(r, "span"), Status: vocab.Held,
				Body: rapid.SampledFrom(bodies).Draw(r, "body"), Ordinal: rapid.IntRange(0, 2).Draw(r, "ordinal"), Passages: []Passage{{n, n + 1}},
			}
			for range rapid.IntRange(0, 3).Draw(r, "actors") {
				e.add(rapid.SampledFrom(roles).Draw(r, "role"), rapid.SampledFrom(people).Draw(r, "who"))
			}
			e.Places = rapid.SliceOfN(rapid.SampledFrom(places), 0, 2).Draw(r, "places")
			events = append(events, e)
		}
		names := documentOf(t, events...).names()
		taken := map[string]bool{}
		for _, name := range names {
			if taken[name] {
				r.Fatalf("two events are called %s", name)
			}
			taken[name] = true
		}
		for e, name := range documentOf(t, rapid.Permutation(events).Draw(r, "order")...).names() {
			if names[e] != name {
				r.Fatalf("in another order %s is called %s", names[e], name)
			}
		}
	})
}
