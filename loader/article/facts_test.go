package article

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"diplograph/data"
	"diplograph/graph/caldate"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
	"diplograph/loader/gazetteer"
)

func TestFacts(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a post with a name",
			"Олий Мажлис Сенатының баслығы Танзила Нарбаева 2025-жыл 18-август күни рәсмий сапар менен Қазақстанға келди.",
			"tanzila-narbaeva Speaker senate-of-uzbekistan [0,108)"},
		{"a post whose holder no gazetteer knows",
			"2025-жыл 18-август күни Перу Сыртқы ислер министри Айдос Сапаров Ташкентке келди. Перу Сыртқы ислер министри Айдос Сапаров сөз сөйледи.",
			"aydos-saparov ForeignMinister peru [0,81) [82,135)"},
		{"a former post is none",
			"Қазақстанның бурынғы Президенти Нурсултан Назарбаев 2025-жыл 18-август күни Ташкентке келди.", ""},
		{"a post alone is none",
			"Қазақстан Президенти 2025-жыл 18-август күни Ташкентке келди.", ""},
		{"states that work within bodies they are members of",
			"2025-жыл 18-август күни Ташкентте ушырасыў болып өтти. Өзбекстан ҳәм Қазақстан БМШ, ЕАЕА ҳәм ШБШ шеңберинде бирге ислеспекте.",
			`kazakhstan ~memberOf eurasian-economic-union [55,125)
			 kazakhstan ~memberOf shanghai-cooperation-organization [55,125)
			 kazakhstan ~memberOf united-nations [55,125)
			 uzbekistan ~memberOf shanghai-cooperation-organization [55,125)
			 uzbekistan ~memberOf united-nations [55,125)`},
		{"a summit within a body tells of no membership of a state not named",
			"2025-жыл 18-август күни ШБШ саммити шеңберинде ушырасыў болып өтти.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := extract(t, c.text, Options{Language: "kaa", Date: caldate.Date{Year: 2025, Month: 8, Day: 20}})
			if got, want := factLines(doc), strings.ReplaceAll(c.want, "\n\t\t\t ", "\n"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// factLines lists facts: member, role (~ if inferred), organization, since, passages.
func factLines(d *Document) string {
	var lines []string
	for _, f := range d.Facts {
		role := local(f.Role)
		if f.Role == "" {
			role = "memberOf"
		}
		line := slug(f.Member) + " " + mark(f.Inferred != "") + role + " " + slug(f.Organization)
		if !f.Since.IsZero() {
			line += " since " + f.Since.String()
		}
		for _, p := range f.Passages {
			line += fmt.Sprintf(" [%d,%d)", p.Start, p.End)
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestSeedFacts: what the seed article tells besides events, by a second
// reader's table.
func TestSeedFacts(t *testing.T) {
	a, err := readSeed()
	if err != nil {
		t.Skipf("the facts of the seed article are not held against their table, which belongs in shared/seed beside the project: %v", err)
	}
	doc := extract(t, a.text, Options{Date: caldate.Date{Year: 2025, Month: 11, Day: 14}})
	got := map[string]bool{}
	for line := range strings.Lines(factLines(doc)) {
		who, _, _ := strings.Cut(strings.TrimSpace(line), " [")
		got[who] = true
	}
	commission := "ozbekstan-ham-qazaqstan-arasinda-eki-tarepleme-birge-islesiw-boyinsha-hukimetleraraliq-qospa-komissiya"
	want := []string{
		"kassym-jomart-tokayev HeadOfState kazakhstan", "shavkat-mirziyoyev HeadOfState uzbekistan",
		"nuriddin-ismoilov Speaker oliy-majlis", "yerlan-koshanov Speaker mazhilis-of-kazakhstan",
		"tanzila-narbaeva Speaker senate-of-uzbekistan",
		"abdulla-aripov ~CoChair " + commission + " since 2019",
		"olzhas-bektenov ~CoChair " + commission + " since 2024-02-06",
	}
	for _, state := range []string{"kazakhstan", "uzbekistan"} {
		for _, body := range []string{"united-nations", "commonwealth-of-independent-states", "shanghai-cooperation-organization",
			"organization-of-islamic-cooperation", "organization-of-turkic-states"} {
			want = append(want, state+" ~memberOf "+body)
		}
	}
	for _, w := range want {
		if !got[w] {
			t.Errorf("not told: %s", w)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d facts, want %d:\n%s", len(got), len(want), factLines(doc))
	}
}

// TestFactNodes: a post or membership that the gazetteer knows has the node
// that the gazetteer gives it.
func TestFactNodes(t *testing.T) {
	g, err := gazetteer.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	nodes := map[string]bool{}
	for _, q := range g.Quads() {
		if q.Predicate.Value == vocab.RDFType && q.Object.Value == vocab.ORGMembership {
			nodes[q.Subject.Value] = true
		}
	}
	d := documentOf(t)
	for _, f := range []Fact{
		{Member: known(t, "person/kassym-jomart-tokayev"), Role: vocab.HeadOfState, Organization: known(t, "country/kazakhstan")},
		{Member: known(t, "person/tanzila-narbaeva"), Role: vocab.Speaker, Organization: known(t, "organization/senate-of-uzbekistan")},
		{Member: known(t, "country/uzbekistan"), Organization: known(t, "organization/organization-of-turkic-states")},
	} {
		if id := gazetteer.IRI(d.membershipID(f)); !nodes[id] {
			t.Errorf("the gazetteer has no %s", id)
		}
	}
	d.Facts = []Fact{{Member: brought("person/aydos-saparov", vocab.SchemaPerson, "Айдос Сапаров"), Role: vocab.CoChair,
		Organization: known(t, "country/peru"), Since: caldate.Date{Year: 2019}, Inferred: vocab.ORGMember, Passages: []Passage{{0, 6}}}}
	node := gazetteer.IRI("membership/aydos-saparov-co-chair-peru")
	quads := d.Quads()
	for predicate, want := range map[string]rdf.Term{
		vocab.ORGMember:       rdf.IRI(gazetteer.IRI("person/aydos-saparov")),
		vocab.ORGOrganization: rdf.IRI(gazetteer.IRI("country/peru")),
		vocab.ORGRole:         rdf.IRI(vocab.CoChair),
		vocab.SchemaStartDate: rdf.Literal("2019", vocab.XSDGYear),
		vocab.Inferred:        rdf.IRI(vocab.ORGMember),
		vocab.ProvQuotedFrom:  rdf.IRI(d.Source + "#char=0,6"),
	} {
		if got := objects(quads, node, predicate); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %v, want %v", vocab.Compact(predicate), got, want)
		}
	}
}
