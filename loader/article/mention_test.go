package article

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"diplograph/graph/caldate"
	"diplograph/graph/vocab"
)

// TestMentions finds who and what a sentence speaks of: what is written, its
// case, what it stands for. Mentions that stand together have it side by side.
func TestMentions(t *testing.T) {
	for _, c := range []struct{ text, want, gap string }{
		// the case is on the name
		{"Өзбекстанға келди", "Өзбекстанға goal country/uzbekistan", ""},
		{"Қазақстанда болды", "Қазақстанда place country/kazakhstan", ""},
		{"Самарқандқа барды", "Самарқандқа goal city/samarkand", ""},
		{"Хийўада, Алматыда", "Хийўада place city/khiva + Алматыда place city/almaty", ""},
		{"Тоқаевтың ҳәм Мирзиёевтиң", "", ""}, // nobody has named them yet
		{"ПИҚның мәжилиси", "", ""},           // an abbreviation that no gazetteer knows
		{"БМШның ҳәм ШБШға", "БМШның of organization/united-nations, ШБШға goal organization/shanghai-cooperation-organization", ""},
		{"Ташкенттеги саммит", "Ташкенттеги place city/tashkent", ""},
		// names that end like endings
		{"Астана", "Астана bare city/astana", ""},
		{"Бухара", "Бухара bare city/bukhara", ""},
		{"Алматы", "Алматы bare city/almaty", ""},
		{"Астанадан Бухараға", "Астанадан source city/astana, Бухараға goal city/bukhara", ""},
		{"Танзила Нарбаеваға", "Танзила Нарбаеваға goal person/tanzila-narbaeva", ""},
		// the case is on the last of several
		{"Самарқанд ҳәм Бухарада", "Самарқанд place city/samarkand + Бухарада place city/bukhara", ""},
		{"Ташкент, Самарқанд ҳәм Бухараға", "Ташкент goal city/tashkent + Самарқанд goal city/samarkand + Бухараға goal city/bukhara", ""},
		{"Астана ҳәм Алматы қалаларында", "Астана place city/astana + Алматы қалаларында place city/almaty", ""},
		{"Өзбекстан ҳәм Қазақстан арасында", "Өзбекстан between country/uzbekistan + Қазақстан between country/kazakhstan", ""},
		{"Хийўа қаласында", "Хийўа қаласында place city/khiva", ""},
		// postpositions
		{"Шавкат Мирзиёев пенен", "Шавкат Мирзиёев with person/shavkat-mirziyoyev", ""},
		{"Шавкат Мирзиёев тәрепинен", "Шавкат Мирзиёев by person/shavkat-mirziyoyev", ""},
		{"Шавкат Мирзиёев басшылығында", "Шавкат Мирзиёев headedby person/shavkat-mirziyoyev", ""},
		{"БМШ ҳаққында", "БМШ about organization/united-nations", ""},
		// posts with a name
		{"Қазақстан Президенти Қасым-Жомарт Тоқаевтың", "Қазақстан Президенти Қасым-Жомарт Тоқаевтың of person/kassym-jomart-tokayev", ""},
		{"Қазақстан Парламенти Мәжилисиниң Баслығы Ерлан Кошанов", "Қазақстан Парламенти Мәжилисиниң Баслығы Ерлан Кошанов bare person/yerlan-koshanov", ""},
		{"Олий Мажлис Сенатының баслығы Танзила Нарбаева", "Олий Мажлис Сенатының баслығы Танзила Нарбаева bare person/tanzila-narbaeva", ""},
		{"сыртқы ислер министри Бахтиёр Саидовты", "сыртқы ислер министри Бахтиёр Саидовты object person/bakhtiyor-saidov", ""},
		{"Өзбекстан ҳәм Қазақстан Президентлери Шавкат Мирзиёев ҳәм Қасым-Жомарт Тоқаев",
			"Өзбекстан ҳәм Қазақстан Президентлери Шавкат Мирзиёев bare person/shavkat-mirziyoyev + Қасым-Жомарт Тоқаев bare person/kassym-jomart-tokayev", ""},
		// names that no gazetteer knows
		{"Перу Сыртқы ислер министри Айдос Сапаров", "Перу Сыртқы ислер министри Айдос Сапаров bare person/aydos-saparov", ""},
		{"Перу Сыртқы ислер министри Айдос Сапаровтың", "Перу Сыртқы ислер министри Айдос Сапаровтың of person/aydos-saparov", ""},
		{"Перу Сыртқы ислер министри Айдос Сапаровқа", "Перу Сыртқы ислер министри Айдос Сапаровқа goal person/aydos-saparov", ""},
		{"Перу Президенти Дина Болуарте пенен", "Перу Президенти Дина Болуарте with person/dina-boluarte",
			"an unknown surname that ends like a case loses its end before a postposition, too"},
		{"Перу Президенти Хосе Луис Карденасқа", "Перу Президенти Хосе Луис Карденасқа goal person/xose-luis-kardenas", ""},
		{"Малайзия Бас министри Анвар бин Ҳаким", "Малайзия Бас министри Анвар бин Ҳаким bare person/anvar-bin-hakim", ""},
		{"Беларусь елшиси Пётр Соловьёвтың", "Беларусь елшиси Пётр Соловьёвтың of person/pyotr-solovyov", ""},
		// organs are composed with what they are of
		{"Қазақстан Парламенти Мәжилисинде", "Қазақстан Парламенти Мәжилисинде place organization/mazhilis-of-kazakhstan", ""},
		{"Өзбекстан Республикасы Олий Мажлиси Сенатының", "Өзбекстан Республикасы Олий Мажлиси Сенатының of organization/senate-of-uzbekistan", ""},
		{"Қырғызстан Сыртқы ислер министрлигине", "Қырғызстан Сыртқы ислер министрлигине goal organization/ministry-of-foreign-affairs-of-kyrgyzstan", ""},
		{"Өзбекстан ҳәм Қазақстан Сыртқы ислер министрликлери",
			"Өзбекстан ҳәм Қазақстан Сыртқы ислер министрликлери bare organization/ministry-of-foreign-affairs-of-uzbekistan + " +
				"Өзбекстан ҳәм Қазақстан Сыртқы ислер министрликлери bare organization/ministry-of-foreign-affairs-of-kazakhstan", ""},
		{"Қазақстан ҳүкиметинде", "Қазақстан ҳүкиметинде place organization/government-of-kazakhstan", ""},
		// places spelt otherwise, or alluded to
		{"Шимкентте", "Шимкентте place city/shymkent", ""},
		{"мәмлекетимизге келди", "мәмлекетимизге goal country/uzbekistan", ""},
		{"Италия пайтахтында", "Италия пайтахтында place city/rome", ""},
		{"қазақ халқы", "", ""},
		{"Қазақстанлы исбилерменлер", "Қазақстанлы bare country/kazakhstan", ""},
	} {
		t.Run(c.text, func(t *testing.T) {
			got := mentionsIn(parse(t, today, c.text)[0])
			unless(t, got == c.want, c.gap, "got\n%s, want\n%s", got, c.want)
		})
	}
}

// mentionsIn are the mentions of a sentence, those of one group joined by +.
func mentionsIn(p parsed) string {
	var b strings.Builder
	for k, m := range p.mentions {
		switch {
		case k > 0 && m.Group == p.mentions[k-1].Group:
			b.WriteString(" + ")
		case k > 0:
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s %s ", p.written(m.From, m.To), m.Case)
		switch {
		case m.Entity != nil:
			b.WriteString(m.Entity.ID)
		case m.Post != nil:
			fmt.Fprintf(&b, "%s of %s", local(m.Post.Role), strings.Join(m.Post.Owners, " "))
		}
	}
	return b.String()
}

// TestHarmonyOnNames: a name has each of its cases in every shape of the ending,
// for harmony does not tell which one a name takes.
func TestHarmonyOnNames(t *testing.T) {
	names := map[string]string{
		"Қазақстан": "country/kazakhstan", "Түркия": "country/turkey", "Самарқанд": "city/samarkand",
		"Бишкек": "city/bishkek", "Алматы": "city/almaty", "Шавкат Мирзиёев": "person/shavkat-mirziyoyev",
		"Қасым-Жомарт Тоқаев": "person/kassym-jomart-tokayev", "БМШ": "organization/united-nations",
	}
	for name, id := range names {
		for want, shapes := range caseShapes {
			for shape := range strings.FieldsSeq(shapes) {
				p := parse(t, today, "Бүгин "+name+shape+" келди")[0]
				if got, want := mentionsIn(p), fmt.Sprintf("%s%s %s %s", name, shape, want, id); got != want {
					t.Errorf("got %q, want %q", got, want)
				}
			}
		}
	}
}

// TestPossessedNames: a name that ends in a possessive takes the endings that
// follow one.
func TestPossessedNames(t *testing.T) {
	const name = "Экономикалық бирге ислесиў шөлкеми"
	for ending, want := range map[string]Case{"": Bare, "не": Goal, "нде": Place, "ниң": Of, "н": Object, "нен": Source} {
		p := parse(t, today, name+ending+" ҳәм")[0]
		if got, want := mentionsIn(p), fmt.Sprintf("%s%s %s organization/economic-cooperation-organization", name, ending, want); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestPostsAtADate: a bare post is whoever held it on the day, month or year.
func TestPostsAtADate(t *testing.T) {
	day := func(s string) Span { return span(t, s, s) }
	for _, c := range []struct {
		text string
		span Span
		want string
	}{
		{"Қазақстан Президентиниң сапары", day("2018-05-02"), "nursultan-nazarbayev"},
		{"Қазақстан Президентиниң сапары", day("2019-03-19"), "nursultan-nazarbayev"},
		{"Қазақстан Президентиниң сапары", day("2019-03-20"), "kassym-jomart-tokayev"},
		{"Қазақстан Президентиниң сапары", day("2017"), "nursultan-nazarbayev"},
		{"Өзбекстан Президенти", Span{}, "shavkat-mirziyoyev"}, // on the article's day
		{"Өзбекстан Президентине", day("2015-04"), "islam-karimov"},
		{"Қырғызстан Президенти", day("2020-12-01"), "talant-mamytov"},
		{"Өзбекстан Бас министри", day("2010"), "shavkat-mirziyoyev"},
		{"Қазақстан Бас министри", day("2024-02-06"), "olzhas-bektenov"},
		{"Қазақстан сыртқы ислер министри", day("2024"), "murat-nurtleu"},
		{"Олий Мажлис Сенатының баслығы", day("2023"), "tanzila-narbaeva"},
		{"Қазақстан Парламенти Мәжилисиниң Баслығы", day("2015-06"), "kabibulla-dzhakupov"},
		{"Өзбекстан ҳәм Қазақстан Президентлери", day("2018-03-15"), "shavkat-mirziyoyev nursultan-nazarbayev"},
		{"Қазақстан, Қырғызстан ҳәм Өзбекстан Президентлери", day("2022"), "kassym-jomart-tokayev sadyr-japarov shavkat-mirziyoyev"},
		{"мәмлекетимиз басшысы", day("2022"), "shavkat-mirziyoyev"},
		{"Президентимиз", day("2022"), "shavkat-mirziyoyev"},
		{"Қазақстан Парламентиниң спикери", day("2023"), "yerlan-koshanov"},
		{"Қазақстан Парламенти Сенатының Баслығы", day("1993"), ""}, // nor is it that of the other chamber
		{"Перу Президенти", day("2022"), ""},                        // nobody knows
	} {
		p := parse(t, today, c.text)[0]
		var got []string
		for k := range p.mentions {
			for _, e := range p.reader.actors(&p.mentions[k], c.span) {
				got = append(got, strings.TrimPrefix(e.ID, "person/"))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s in %v: %q, want %q", c.text, c.span.Start, strings.Join(got, " "), c.want)
		}
	}
}

// TestBothOfThem: "both states", "both presidents" are of the two states that the
// text spoke of last.
func TestBothOfThem(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"еки мәмлекет басшылары ушырасты", "sadyr-japarov emomali-rahmon"},
		{"еки мәмлекет жетекшилери ушырасты", "sadyr-japarov emomali-rahmon"},
		{"еки Президент ушырасты", "sadyr-japarov emomali-rahmon"},
		{"еки мәмлекет Бас министрлери ушырасты", "adylbek-kasymaliev qohir-rasulzoda"},
	} {
		p := parse(t, today, c.text)[0]
		p.reader.lastPair = []string{"country/kyrgyzstan", "country/tajikistan"}
		again, _ := p.reader.mentions(p.Sentence)
		var got []string
		for k := range again {
			for _, e := range p.reader.actors(&again[k], Span{}) {
				got = append(got, strings.TrimPrefix(e.ID, "person/"))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.text, strings.Join(got, " "), c.want)
		}
	}
}

// TestShortNames: once a text has named somebody, the surname is enough, with or
// without initials, in any case and spelling.
func TestShortNames(t *testing.T) {
	const first = "Қырғызстан Министрлер Кабинетиниң Баслығы Әдилбек Қасымалиев ҳәм Перу министри Айдос Сапаров келди. "
	for _, c := range []struct{ text, want string }{
		{"Қасымалиевтиң сапары", "Қасымалиевтиң of person/adylbek-kasymaliev"},
		{"Ә.Қасымалиев келди", "Ә.Қасымалиев bare person/adylbek-kasymaliev"},
		{"Ә. Қасымалиевке", "Ә. Қасымалиевке goal person/adylbek-kasymaliev"},
		{"Әдилбек Касымалиевтиң", "Әдилбек Касымалиевтиң of person/adylbek-kasymaliev"},
		{"Сапаров пенен", "Сапаров with person/aydos-saparov"},
		{"А.Сапаровтан", "А.Сапаровтан source person/aydos-saparov"},
		{"Шавкат Сапаров", "Шавкат Сапаров bare person/shavkat-saparov"},
	} {
		p := parse(t, today, first+c.text)
		if got := mentionsIn(p[len(p)-1]); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}

// TestInitialsOfTheKnown: after the post that somebody holds, initials and the
// surname are that person, even if the text has not named him before.
func TestInitialsOfTheKnown(t *testing.T) {
	for _, name := range []string{"Ш.Мирзиёев", "Ш. Мирзиёев", "Ш.М.Мирзиёев"} {
		t.Run(name, func(t *testing.T) {
			got := mentionsIn(parse(t, today, "Өзбекстан Президенти "+name+" келди")[0])
			want := "Өзбекстан Президенти " + name + " bare person/shavkat-mirziyoyev"
			if got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// TestNewEntities: what the text brings has a class, a label as the text writes
// it, and a name made of it.
func TestNewEntities(t *testing.T) {
	for _, c := range []struct{ text, id, class, tag, label string }{
		{"Перу Президенти Айдос Сапаровтың", "person/aydos-saparov", vocab.SchemaPerson, "kaa", "Айдос Сапаров"},
		{"Peru Prezidenti Aydos Saparovtıń Ózbekstanǵa sapari", "person/aydos-saparov", vocab.SchemaPerson, "kaa-Latn", "Aydos Saparov"},
		{"Бүгин Қараўылсайы қаласында", "city/qarawilsayi", vocab.SchemaCity, "kaa", "Қараўылсайы"},
	} {
		p := parse(t, today, c.text)[0]
		k := slices.IndexFunc(p.mentions, func(m Mention) bool { return m.Entity != nil && m.Entity.ID == c.id })
		if k < 0 {
			t.Errorf("%s: no %s in %s", c.text, c.id, mentionsIn(p))
			continue
		}
		e := p.mentions[k].Entity
		if !e.New || !slices.Equal(e.Types, []string{c.class}) || !slices.Equal(e.Labels[c.tag], []string{c.label}) {
			t.Errorf("%s: %+v, want a new %s labelled %s in %s", c.text, e, local(c.class), c.label, c.tag)
		}
	}
}

// TestOneEntity: all mentions of one thing share its entity.
func TestOneEntity(t *testing.T) {
	p := parse(t, caldate.Date{Year: 2025, Month: 1, Day: 1}, "Ташкент, Ташкентте, Ташкент қаласында.")[0]
	for _, m := range p.mentions {
		if m.Entity != p.mentions[0].Entity {
			t.Errorf("%s is another %s", p.written(m.From, m.To), m.Entity.ID)
		}
	}
	if len(p.mentions) != 3 {
		t.Errorf("mentions %s", mentionsIn(p))
	}
}
