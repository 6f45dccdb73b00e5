package generate

import (
	"strconv"

	"diplograph/graph/vocab"
)

// An article is one text. Its events are numbered from 0; when it tells of a
// visit, event 0 is that visit and the others are parts of it.
type article struct {
	number   int64
	day      day
	language int
	events   int64
	ofVisit  bool
	quoted   bool // its text may be republished
	labels   bool // what it names has names there
}

func (g *Graph) articleFacts(number int64) article {
	r := stream(g.seed, ofArticle, number)
	a := article{
		number: number, events: 1 + r.rank(8), ofVisit: r.chance(35), quoted: r.chance(30), labels: r.chance(5),
		day: max(day(r.below(int64(lastDay))), day(r.below(int64(lastDay)))), // the press grows
	}
	a.language = [...]int{3, 3, 3, 3, 2, 2, 1, 1, 0, 4}[r.below(10)]
	return a
}

func (a article) iri() string {
	dst := append(make([]byte, 0, 80), vocab.Res+"article/"...)
	dst = append(appendDate(dst, a.day, toDay), '-')
	return string(strconv.AppendInt(dst, a.number, 10))
}

const (
	none       = -1
	maxPeople  = 8
	maxDays    = 5
	slots      = 16 // for the events of an article, in their numbers
	ninetyDays = 90
)

// An event is all that is known of one; entities are ranks, or none.
type event struct {
	number      int64 // article*slots + its number there
	kind        kind
	start, end  day
	precision   precision
	status      string
	people      [maxPeople]int64
	count       int // of people
	city        int64
	host, guest int64 // countries
	body        int64
	ordinal     int64
	document    int64 // which of documentKinds
	super       bool  // it is a part of its article's event 0
	inferred    []string
}

// inferences are what a reader infers and is not told.
var inferences = [...][]string{
	{vocab.SchemaEndDate}, {vocab.SchemaLocation}, {vocab.Participant}, {vocab.SchemaStartDate, vocab.SchemaEndDate},
}

// eventFacts computes the event i of an article.
func (g *Graph) eventFacts(a article, i int64) event {
	e := event{number: a.number*slots + i, body: none, ordinal: none, document: none, status: vocab.Held}
	r := stream(g.seed, ofEvent, e.number)
	switch {
	case a.ofVisit && i == 0:
		e.kind = kind(r.pick(heads[:]))
	case a.ofVisit && r.chance(85):
		e.kind, e.super = kind(r.pick(parts[:])), true
	default:
		e.kind = kind(r.pick(alone[:]))
	}
	g.place(&e, &r)
	g.date(&e, a, &r)
	if e.super {
		g.partOf(&e, g.eventFacts(a, 0))
	}
	g.cast(&e, &r)
	if r.chance(15) {
		e.inferred = inferences[r.below(int64(len(inferences)))]
	}
	return e
}

// place says where, and who is host there.
func (g *Graph) place(e *event, r *random) {
	e.city = r.rank(g.sizes.cities)
	e.host = g.countryOfCity(e.city)
	if r.chance(15) {
		e.city = none
	}
}

// date says when: mostly just before the article, at times long before, and after
// it what is planned. Precision is a day, a month or a year.
func (g *Graph) date(e *event, a article, r *random) {
	switch n := r.below(100); {
	case n < 55:
		e.start = max(0, a.day-day(r.below(14)))
	case n < 94:
		e.start = day(r.below(int64(a.day) + 1))
	case n < 98:
		e.start, e.status = a.day+1+day(r.below(ninetyDays)), vocab.Planned
	default:
		e.start, e.status = a.day, vocab.Ongoing
	}
	e.end = e.start
	if r.chance(40) {
		e.end += day(r.below(maxDays))
	}
	switch n := r.below(100); {
	case n < 8:
		e.precision = toYear
	case n < 22:
		e.precision = toMonth
	}
}

// partOf gives an event the place and date of the visit it is part of.
func (g *Graph) partOf(e *event, whole event) {
	e.city, e.host = whole.city, whole.host
	e.start, e.end, e.precision, e.status = whole.start, whole.start, whole.precision, whole.status
	e.people[0], e.count = whole.people[0], 1
}

// cast says who takes part.
func (g *Graph) cast(e *event, r *random) {
	want := 1
	switch {
	case e.kind.isVisit():
		want = 5 + int(r.rank(4))
	case e.kind == meeting:
		want = 4 + int(r.rank(4))
	case e.kind == audience:
		want = 2
	case e.kind.hasAttendees():
		want = 6 + int(r.rank(3))
	}
	for e.count < want {
		g.addPerson(e, r)
	}
	e.guest = g.countryOfPerson(e.people[0])
	for e.guest == e.host {
		e.guest = r.below(g.sizes.countries)
	}
	switch {
	case e.kind.hasAttendees(), e.kind == founding, e.kind == initiative, e.kind == meeting && r.chance(15):
		e.body = r.rank(g.sizes.bodies)
		if e.kind != founding && e.kind != initiative && r.chance(70) {
			e.ordinal = 1 + r.rank(40)
		}
	case e.kind == consultations:
		e.body = r.rank(g.sizes.bodies)
	case e.kind == signing:
		e.document = r.rank(int64(len(documentKinds)))
	}
}

func (g *Graph) addPerson(e *event, r *random) {
	p := r.rank(g.sizes.people)
	for _, other := range e.people[:e.count] {
		if other == p {
			return
		}
	}
	e.people[e.count] = p
	e.count++
}

// iri is a function of what the event is; its number keeps apart what would be
// the same otherwise.
func (e *event) iri() string {
	dst := append(make([]byte, 0, 100), vocab.Res+"event/"...)
	dst = append(append(dst, kinds[e.kind].family...), '-')
	dst = append(appendDate(dst, e.start, e.precision), '-')
	dst = append(appendSurname(dst, e.people[0], true, false), '-')
	return string(strconv.AppendInt(dst, e.number, 36))
}

func (e *event) documentIRI() string {
	dst := append(make([]byte, 0, 100), vocab.Res+"document/"...)
	dst = append(append(dst, documentKinds[e.document].slug...), '-')
	dst = append(appendDate(dst, e.start, e.precision), '-')
	return string(strconv.AppendInt(dst, e.number, 36))
}
