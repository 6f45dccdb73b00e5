package article

import (
	"testing"

	"diplograph/graph/vocab"
)

func TestEventLabels(t *testing.T) {
	tokayev, mirziyoyev := known(t, "person/kassym-jomart-tokayev"), known(t, "person/shavkat-mirziyoyev")
	kz, uz := known(t, "country/kazakhstan"), known(t, "country/uzbekistan")
	khiva, samarkand := known(t, "city/khiva"), known(t, "city/samarkand")
	ipu := known(t, "organization/inter-parliamentary-union")
	unknown := brought("person/aydos-saparov", vocab.SchemaPerson, "Айдос Сапаров")
	memorandum := brought("document/birge-islesiw-haqqindagi-memorandum-2017-03-22", vocab.Memorandum, "бирге ислесиў ҳаққындағы меморандум")
	agreement := brought("document/kelisim-2017-03-22", vocab.Agreement, "келисим")
	forum := brought("organization/aymaqlar-forumi", vocab.SchemaOrg, "Аймақлар форумы")
	both := []Actor{{vocab.Participant, mirziyoyev}, {vocab.Participant, tokayev}}

	for _, c := range []struct {
		event         Event
		start, end    string
		english, here string
	}{
		{Event{Class: vocab.StateVisit, Actors: []Actor{{vocab.Visitor, mirziyoyev}}, Places: []*Entity{kz}}, "2017-03-22", "2017-03-23",
			"State visit of Shavkat Mirziyoyev to Kazakhstan, 22-23 March 2017",
			"Мәмлекетлик сапар: Шавкат Мирзиёев - Қазақстан, 2017-жыл 22-23-март"},
		{Event{Class: vocab.Visit, Actors: []Actor{{vocab.Visitor, unknown}}, Places: []*Entity{samarkand, khiva}}, "2019-03-30", "2019-04-02",
			"Visit of Aydos Saparov to Khiva and Samarkand, 30 March 2019 - 2 April 2019",
			"Сапар: Айдос Сапаров - Хийўа, Самарқанд, 2019-жыл 30-март - 2019-жыл 2-апрель"},
		{Event{Class: vocab.Meeting, Actors: both, Places: []*Entity{khiva}}, "2024-04-05", "2024-04-05",
			"Meeting of Kassym-Jomart Tokayev and Shavkat Mirziyoyev in Khiva, 5 April 2024",
			"Ушырасыў: Қасым-Жомарт Тоқаев, Шавкат Мирзиёев - Хийўа, 2024-жыл 5-апрель"},
		{Event{Class: vocab.Meeting, Body: ipu, Ordinal: 22}, "2025-05", "2025-05",
			"22nd session (Inter-Parliamentary Union), May 2025",
			"Мәжилис (22): Парламентлераралық аўқам, 2025-жыл май"},
		{Event{Class: vocab.Audience, Actors: []Actor{{vocab.Host, tokayev}, {vocab.Participant, unknown}}}, "", "",
			"Audience of Aydos Saparov with Kassym-Jomart Tokayev",
			"Қабыллаў: Айдос Сапаров; Қасым-Жомарт Тоқаев"},
		{Event{Class: vocab.Forum, Body: forum, Ordinal: 1, Places: []*Entity{samarkand}}, "2023", "2025",
			"1st forum (Aymaqlar forumi) in Samarkand, 2023-2025",
			"Форум (1): Аймақлар форумы - Самарқанд, 2023-2025-жыллар"},
		{Event{Class: vocab.Founding, Body: forum}, "2018", "2018",
			"Founding of Aymaqlar forumi, 2018",
			"Дүзилиў: Аймақлар форумы, 2018-жыл"},
		{Event{Class: vocab.Initiative, Body: forum, Actors: []Actor{{vocab.Initiator, mirziyoyev}}}, "2018", "2018",
			"Initiative of Shavkat Mirziyoyev (Aymaqlar forumi), 2018",
			"Баслама: Аймақлар форумы; Шавкат Мирзиёев, 2018-жыл"},
		{Event{Class: vocab.Signing, Document: memorandum, Actors: []Actor{{vocab.Signatory, uz}, {vocab.Signatory, kz}}}, "2017-03-22", "2017-03-22",
			"Signing of a memorandum (birge islesiw haqqindagi memorandum) by Kazakhstan and Uzbekistan, 22 March 2017",
			"Қол қойыў: бирге ислесиў ҳаққындағы меморандум; Қазақстан, Өзбекстан, 2017-жыл 22-март"},
		{Event{Class: vocab.Signing, Document: agreement}, "2017-03-22", "2017-03-22",
			"Signing of an agreement, 22 March 2017",
			"Қол қойыў: келисим, 2017-жыл 22-март"},
		{Event{Class: vocab.Establishment, Actors: []Actor{{vocab.Party, uz}, {vocab.Party, kz}}}, "1992-11-23", "1992-11-23",
			"Establishment of diplomatic relations between Kazakhstan and Uzbekistan, 23 November 1992",
			"Дипломатиялық қатнасықлардың орнатылыўы: Қазақстан, Өзбекстан, 1992-жыл 23-ноябрь"},
		{Event{Class: vocab.CulturalDays, Actors: []Actor{{vocab.Participant, uz}}, Places: []*Entity{kz}}, "2024", "2024",
			"Days of culture of Uzbekistan in Kazakhstan, 2024",
			"Мәденият күнлери: Өзбекстан - Қазақстан, 2024-жыл"},
	} {
		e := c.event
		e.Span = span(t, c.start, c.end)
		d := documentOf(t, &e)
		if got := d.englishLabel(&e); got != c.english {
			t.Errorf("label %q\n want %q", got, c.english)
		}
		if got := d.label(&e); got != c.here {
			t.Errorf("label %q\n want %q", got, c.here)
		}
	}
}

// TestLabelWords: every language has all the words that labels are made of, and
// the English ones are those of the ontology.
func TestLabelWords(t *testing.T) {
	documents := map[string]bool{"Document": true, "Agreement": true, "Memorandum": true, "Declaration": true, "Treaty": true}
	for _, code := range Languages() {
		l, err := OpenLexicon(code)
		if err != nil {
			t.Fatal(err)
		}
		for word := range english {
			if l.labels[word] == "" && !documents[word] {
				t.Errorf("data/lexicon/%s/labels.tsv has no %s", code, word)
			}
		}
	}
	for class := range families {
		if english[local(class)] == "" {
			t.Errorf("no English word for %s", class)
		}
	}
	for _, q := range ontology(t) {
		word := english[local(q.Subject.Value)]
		if q.Predicate.Value == vocab.RDFSLabel && q.Object.Language == "en" && word != "" && word != q.Object.Value {
			t.Errorf("%s: %q here, %q in the ontology", q.Subject.Value, word, q.Object.Value)
		}
	}
}

func TestOrdinal(t *testing.T) {
	for n, want := range map[int]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 111: "111th", 150: "150th"} {
		if got := ordinal(n); got != want {
			t.Errorf("ordinal(%d) = %s, want %s", n, got, want)
		}
	}
}
