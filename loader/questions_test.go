package loader_test

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"

	"diplograph/graph"
	"diplograph/graph/caldate"
	"diplograph/graph/explore"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
	"diplograph/loader"

	"github.com/google/go-cmp/cmp"
)

// TestQuestions asks the graph of the seed article, beside the gazetteer and the
// ontology, what it is made to answer. The answers are those of a person who
// read the article.
func TestQuestions(t *testing.T) {
	store := openMemory(t)
	if _, err := loader.Seed(t.Context(), store); err != nil {
		t.Fatal(err)
	}
	for _, q := range questions {
		t.Run(q.name, func(t *testing.T) {
			err := store.View(t.Context(), func(snap graph.Snapshot) error {
				if diff := cmp.Diff(q.want, q.ask(asker{t: t, ctx: t.Context(), snap: snap})); diff != "" {
					t.Errorf("(-want +got)\n%s", diff)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}

const (
	seedArticle = "res:article/uzbekistan-kazakhstan-2025-11-14"
	commission  = "Өзбекстан ҳәм Қазақстан арасында еки тәреплеме бирге ислесиў бойынша ҳүкиметлераралық қоспа комиссия"
	regions     = "Өзбекстан ҳәм Қазақстан аймақлары форумы"
)

var questions = []struct {
	name string
	ask  func(asker) []string
	want []string
}{
	{"1 visits of each president to the other's country", func(a asker) []string {
		var found []string
		for _, p := range [][2]string{{"res:country/uzbekistan", "res:country/kazakhstan"}, {"res:country/kazakhstan", "res:country/uzbekistan"}} {
			president := a.incumbent("dg:HeadOfState", p[0])
			for _, visit := range a.inTime(a.subjects("dg:visitor", president)) {
				if a.within(visit, p[1]) {
					found = append(found, short(president)+": "+a.describe(visit)+a.planned(visit))
				}
			}
		}
		return found
	}, []string{
		"shavkat-mirziyoyev: StateVisit 2017-03-22..2017-03-23 kazakhstan",
		"shavkat-mirziyoyev: Visit 2021-12-05..2021-12-06 astana",
		"shavkat-mirziyoyev: StateVisit 2024-08-07..2024-08-09 kazakhstan",
		"shavkat-mirziyoyev: Visit 2025-05..2025-05 astana",
		"shavkat-mirziyoyev: Visit 2025-06..2025-06 astana",
		"kassym-jomart-tokayev: StateVisit 2019-04-14..2019-04-15 uzbekistan",
		"kassym-jomart-tokayev: Visit 2022-12-21..2022-12-22 tashkent",
		"kassym-jomart-tokayev: Visit 2025-04-03..2025-04-04 samarkand",
		"kassym-jomart-tokayev: StateVisit 2025-11-14..2025-11-16 uzbekistan planned",
	}},
	{"2 where and when the two met besides", func(a asker) []string {
		both := common(a.subjects("dg:participant", "res:person/kassym-jomart-tokayev"), a.subjects("dg:participant", "res:person/shavkat-mirziyoyev"))
		return a.describeAll(both)
	}, []string{
		"Meeting 2023-03-03..2023-03-03 shymkent",
		"Meeting 2024-04-05..2024-04-05 khiva",
		"Meeting 2025-03-29..2025-03-29 almaty",
	}},
	{"3 what was signed, by whom, when, during which visit", func(a asker) []string {
		var found []string
		for _, e := range a.inTime(a.subjects("rdf:type", "dg:Signing")) {
			line := a.dates(e) + " " + a.kindOf(a.one(e, "dg:document")) + " by " + names(a.objects(e, "dg:signatory"))
			if visit := a.one(e, "schema:superEvent"); visit != "" {
				line += " during " + a.describe(visit)
			}
			found = append(found, line)
		}
		return found
	}, []string{
		"1994-01-10..1994-01-10 Agreement by kazakhstan, uzbekistan",
		"2017-03-22..2017-03-23 Memorandum by senate-of-kazakhstan, senate-of-uzbekistan during StateVisit 2017-03-22..2017-03-23 kazakhstan",
		"2018-11-26..2018-11-26 Memorandum by legislative-chamber-of-uzbekistan, mazhilis-of-kazakhstan",
		"2022..2022 Agreement by kazakhstan, uzbekistan during Visit 2022..2022 kazakhstan",
	}},
	{"4 which cities hosted what", func(a asker) []string {
		var found []string
		for _, city := range a.subjects("rdf:type", "schema:City") {
			for _, e := range a.inTime(a.objects(city, "dg:hosted")) {
				found = append(found, short(city)+": "+a.kindOf(e)+" "+a.dates(e))
			}
		}
		return found
	}, []string{
		"almaty: CulturalDays 2024..2024", "almaty: Meeting 2025-03-29..2025-03-29",
		"astana: Visit 2021-12-05..2021-12-06", "astana: Consultations 2023..2025", "astana: CulturalDays 2024..2024",
		"astana: Summit 2025-05..2025-05", "astana: Visit 2025-05..2025-05", "astana: Summit 2025-06..2025-06", "astana: Visit 2025-06..2025-06",
		"bukhara: CulturalDays 2023..2023",
		"khiva: Meeting 2024-04-05..2024-04-05", "khiva: Meeting 2025-10-22..2025-10-23",
		"samarkand: CulturalDays 2023..2023", "samarkand: Forum 2024-10-20..2024-10-21",
		"samarkand: Summit 2025-04-03..2025-04-04", "samarkand: Visit 2025-04-03..2025-04-04",
		"shymkent: Meeting 2023-03-03..2023-03-03",
		"tashkent: Visit 2022-12-21..2022-12-22", "tashkent: Consultations 2023..2025",
		"tashkent: Assembly 2025-04-07..2025-04-07", "tashkent: Audience 2025-04-07..2025-04-07", "tashkent: Visit 2025-04-07..2025-04-07",
	}},
	{"5 what was planned as of the article's date", func(a asker) []string {
		return a.describeAll(a.subjects("dg:status", "dg:Planned"))
	}, []string{
		"StateVisit 2025-11-14..2025-11-16 uzbekistan",
		"Forum 2026..2026 kazakhstan",
	}},
	{"6 which bodies were founded, when, by whom, and their sessions", func(a asker) []string {
		var found []string
		for _, e := range a.inTime(append(a.subjects("rdf:type", "dg:Founding"), a.subjects("rdf:type", "dg:Initiative")...)) {
			body := a.one(e, "dg:body")
			line := a.dates(e) + " " + a.label(body) + " by " + names(append(a.objects(e, "dg:party"), a.objects(e, "dg:initiator")...))
			for _, session := range a.inTime(a.subjects("dg:body", body)) {
				if n := a.one(session, "dg:ordinal"); n != "" {
					line += "; " + n + " " + a.describe(session) + a.planned(session)
				}
			}
			found = append(found, line)
		}
		return found
	}, []string{
		"1997..1997 " + commission + " by kazakhstan, uzbekistan; 22 Meeting 2025-10-22..2025-10-23 khiva",
		"2018..2018 " + regions + " by kazakhstan, uzbekistan; 4 Forum 2024-10-20..2024-10-21 samarkand; 5 Forum 2026..2026 kazakhstan planned",
		"2018..2018 Орайлық Азия мәмлекетлери басшыларының Мәсләҳәт ушырасыўлары by shavkat-mirziyoyev",
		"2020..2020 Қазақстан Парламенти менен бирге ислесиў бойынша комиссия by ",
		"2022..2022 қоспа жойбарларды мониторинг етиў ҳәм импорттың орнын басыў бойынша Ҳүкиметлераралық жумысшы топар by kazakhstan, uzbekistan",
	}},
	{"7 who was received by whom", func(a asker) []string {
		var found []string
		for _, e := range a.inTime(a.subjects("rdf:type", "dg:Audience")) {
			found = append(found, names(a.objects(e, "dg:participant"))+" by "+names(a.objects(e, "dg:host"))+": "+a.describe(e))
		}
		return found
	}, []string{
		"yerlan-koshanov by shavkat-mirziyoyev: Audience 2025-04-07..2025-04-07 tashkent",
		"tanzila-narbaeva by kassym-jomart-tokayev: Audience 2025-08-18..2025-08-19 kazakhstan",
	}},
	{"8 all that happened in Samarkand", func(a asker) []string {
		return a.describeAll(a.timeline(explore.TimelineOptions{Entities: []string{full("res:city/samarkand")}}))
	}, []string{
		"CulturalDays 2023..2023 bukhara, samarkand",
		"Forum 2024-10-20..2024-10-21 samarkand",
		"Summit 2025-04-03..2025-04-04 samarkand",
		"Visit 2025-04-03..2025-04-04 samarkand",
	}},
	{"8 all that happened in Astana", func(a asker) []string {
		return a.describeAll(a.timeline(explore.TimelineOptions{Entities: []string{full("res:city/astana")}}))
	}, []string{
		"Visit 2021-12-05..2021-12-06 astana",
		"Consultations 2023..2025 astana, tashkent",
		"CulturalDays 2024..2024 almaty, astana",
		"Summit 2025-05..2025-05 astana",
		"Visit 2025-05..2025-05 astana",
		"Summit 2025-06..2025-06 astana",
		"Visit 2025-06..2025-06 astana",
	}},
	{"8 all that happened from 1 April to 31 October 2024", func(a asker) []string {
		return a.describeAll(a.timeline(explore.TimelineOptions{From: caldate.Date{Year: 2024, Month: 4, Day: 1}, To: caldate.Date{Year: 2024, Month: 10, Day: 31}}))
	}, []string{
		"Consultations 2023..2025 astana, tashkent",
		"CulturalDays 2024..2024 almaty, astana",
		"Meeting 2024-04-05..2024-04-05 khiva",
		"StateVisit 2024-08-07..2024-08-09 kazakhstan",
		"Forum 2024-10-20..2024-10-21 samarkand",
	}},
	{"9 which summits were attended, by whom", func(a asker) []string {
		var found []string
		for _, e := range a.inTime(a.subjects("rdf:type", "dg:Summit")) {
			for _, who := range a.subjects("dg:attended", e) {
				found = append(found, short(who)+": "+a.describe(e)+", "+a.label(a.one(e, "dg:body")))
			}
		}
		return found
	}, []string{
		"kassym-jomart-tokayev: Summit 2025-04-03..2025-04-04 samarkand, Орайлық Азия - Европа Аўқамы",
		"shavkat-mirziyoyev: Summit 2025-05..2025-05 astana, Орайлық Азия - Италия",
		"shavkat-mirziyoyev: Summit 2025-06..2025-06 astana, Орайлық Азия - Қытай",
	}},
	{"10 in which international bodies both states work", func(a asker) []string {
		a.graph = rdf.IRI(full(seedArticle)) // as the article tells; the gazetteer knows of more
		both := common(a.objects("res:country/uzbekistan", "org:memberOf"), a.objects("res:country/kazakhstan", "org:memberOf"))
		return strings.Split(names(both), ", ")
	}, []string{"commonwealth-of-independent-states", "organization-of-islamic-cooperation", "organization-of-turkic-states",
		"shanghai-cooperation-organization", "united-nations"}},
	{"11 what connects Tanzila Narbaeva and Yerlan Koshanov", func(a asker) []string {
		narbaeva, koshanov := "res:person/tanzila-narbaeva", "res:person/yerlan-koshanov"
		var found []string
		for _, q := range a.match(graph.Pattern{Subject: term(narbaeva), Object: term(koshanov)}) {
			found = append(found, vocab.Compact(q.Predicate.Value))
		}
		for _, e := range a.inTime(common(a.events(narbaeva), a.events(koshanov))) {
			found = append(found, a.describe(e)+" during "+a.describe(a.one(e, "schema:superEvent")))
		}
		for _, who := range common(a.objects(narbaeva, "dg:met"), a.objects(koshanov, "dg:met")) {
			found = append(found, "both met "+short(who))
		}
		return found
	}, []string{
		"dg:met",
		"Meeting 2025-08-18..2025-08-19 kazakhstan during OfficialVisit 2025-08-18..2025-08-19 kazakhstan",
	}},
	{"12 the passage that each event rests on", func(a asker) []string {
		var found []string
		for _, e := range a.inTime(a.subjects("rdf:type", "sem:Event")) {
			passages := a.objects(e, "prov:wasQuotedFrom")
			if len(passages) == 0 {
				found = append(found, "none: "+e)
			}
			for _, p := range passages {
				at := a.one(p, "oa:hasSelector")
				start, end := a.value(at, "oa:start"), a.value(at, "oa:end")
				if a.one(p, "oa:hasSource") != seedArticle || start < 0 || end <= start {
					found = append(found, "not in the article: "+p)
				}
				if a.kindOf(e) == "StateVisit" || a.kindOf(e) == "Audience" {
					found = append(found, a.describe(e)+" at "+strconv.Itoa(start))
				}
			}
		}
		return found
	}, []string{
		"StateVisit 2017-03-22..2017-03-23 kazakhstan at 3957",
		"StateVisit 2017-03-22..2017-03-23 kazakhstan at 636",
		"StateVisit 2019-04-14..2019-04-15 uzbekistan at 839",
		"StateVisit 2024-08-07..2024-08-09 kazakhstan at 977",
		"Audience 2025-04-07..2025-04-07 tashkent at 4797",
		"Audience 2025-08-18..2025-08-19 kazakhstan at 5010",
		"StateVisit 2025-11-14..2025-11-16 uzbekistan at 8295",
		"StateVisit 2025-11-14..2025-11-16 uzbekistan at 96",
	}},
}

// An asker puts triple patterns to a snapshot. Names go in and come out short.
type asker struct {
	t     *testing.T
	ctx   context.Context
	snap  graph.Snapshot
	graph rdf.Term // zero for all
}

func (a asker) match(p graph.Pattern) []rdf.Quad {
	a.t.Helper()
	p.Graph = a.graph
	var quads []rdf.Quad
	for q, err := range a.snap.Match(a.ctx, p) {
		if err != nil {
			a.t.Fatal(err)
		}
		quads = append(quads, q)
	}
	return quads
}

// objects are what a predicate leads to, each once, in the order of names.
func (a asker) objects(subject, predicate string) []string {
	a.t.Helper()
	return collect(a.match(graph.Pattern{Subject: term(subject), Predicate: term(predicate)}), func(q rdf.Quad) rdf.Term { return q.Object })
}

// subjects are what a predicate comes from.
func (a asker) subjects(predicate, object string) []string {
	a.t.Helper()
	return collect(a.match(graph.Pattern{Predicate: term(predicate), Object: term(object)}), func(q rdf.Quad) rdf.Term { return q.Subject })
}

func collect(quads []rdf.Quad, of func(rdf.Quad) rdf.Term) []string {
	var found []string
	for _, q := range quads {
		found = append(found, vocab.Compact(of(q).Value))
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// one is the first object, or "".
func (a asker) one(subject, predicate string) string {
	a.t.Helper()
	if subject == "" {
		return ""
	}
	for _, o := range a.objects(subject, predicate) {
		return o
	}
	return ""
}

func (a asker) value(subject, predicate string) int {
	a.t.Helper()
	n, err := strconv.Atoi(a.one(subject, predicate))
	if err != nil {
		return -1
	}
	return n
}

// events are those that somebody has any part in.
func (a asker) events(who string) []string {
	a.t.Helper()
	var found []string
	for _, role := range a.subjects("rdfs:subPropertyOf", "sem:hasActor") {
		found = append(found, a.subjects(role, who)...)
	}
	return found
}

func (a asker) timeline(o explore.TimelineOptions) []string {
	a.t.Helper()
	line, err := explore.BuildTimeline(a.ctx, a.snap, o)
	if err != nil {
		a.t.Fatal(err)
	}
	var found []string
	for _, e := range line.Events {
		found = append(found, vocab.Compact(e.IRI))
	}
	return found
}

// incumbent holds a post without a last day.
func (a asker) incumbent(role, of string) string {
	a.t.Helper()
	for _, m := range common(a.subjects("org:role", role), a.subjects("org:organization", of)) {
		if a.one(m, "schema:endDate") == "" {
			return a.one(m, "org:member")
		}
	}
	return ""
}

// within reports whether an event's place is in another.
func (a asker) within(event, place string) bool {
	a.t.Helper()
	for at := a.objects(event, "schema:location"); len(at) > 0; at = at[1:] {
		if at[0] == place {
			return true
		}
		at = append(at, a.objects(at[0], "schema:containedInPlace")...)
	}
	return false
}

func (a asker) inTime(events []string) []string {
	a.t.Helper()
	keys := map[string]string{}
	for _, e := range events {
		keys[e] = a.one(e, "schema:startDate") + " " + a.one(e, "schema:endDate") + " " + a.kindOf(e) + e
	}
	slices.SortFunc(events, func(x, y string) int { return strings.Compare(keys[x], keys[y]) })
	return slices.Compact(events)
}

// describe is an event's kind, dates and places.
func (a asker) describe(event string) string {
	a.t.Helper()
	return a.kindOf(event) + " " + a.dates(event) + " " + names(a.objects(event, "schema:location"))
}

func (a asker) describeAll(events []string) []string {
	a.t.Helper()
	var found []string
	for _, e := range a.inTime(events) {
		found = append(found, a.describe(e))
	}
	return found
}

func (a asker) dates(event string) string {
	a.t.Helper()
	return a.one(event, "schema:startDate") + ".." + a.one(event, "schema:endDate")
}

func (a asker) planned(event string) string {
	a.t.Helper()
	if a.one(event, "dg:status") == "dg:Planned" {
		return " planned"
	}
	return ""
}

// kindOf is the most specific class of the project's that a thing has.
func (a asker) kindOf(thing string) string {
	a.t.Helper()
	for _, c := range a.objects(thing, "rdf:type") {
		if strings.HasPrefix(c, "dg:") && c != "dg:Document" {
			return strings.TrimPrefix(c, "dg:")
		}
	}
	return ""
}

// label is what the article's language calls a thing.
func (a asker) label(thing string) string {
	a.t.Helper()
	for _, q := range a.match(graph.Pattern{Subject: term(thing), Predicate: term("rdfs:label")}) {
		if q.Object.Language == "kaa" {
			return q.Object.Value
		}
	}
	return ""
}

func common(xs, ys []string) []string {
	var both []string
	for _, x := range xs {
		if slices.Contains(ys, x) && !slices.Contains(both, x) {
			both = append(both, x)
		}
	}
	return both
}

func names(things []string) string {
	var s []string
	for _, x := range things {
		s = append(s, short(x))
	}
	slices.Sort(s)
	return strings.Join(s, ", ")
}

func short(name string) string { return name[strings.LastIndex(name, "/")+1:] }

func full(name string) string {
	iri, err := vocab.Expand(name)
	if err != nil {
		panic(err)
	}
	return iri
}

func term(name string) rdf.Term { return rdf.IRI(full(name)) }
