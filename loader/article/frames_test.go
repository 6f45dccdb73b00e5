package article

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"diplograph/graph/caldate"
)

// TestFrames reads a sentence or two for each way of telling an event, written
// on 14 November 2025. An event is one line: its kind, date, status unless it
// was held, then who, where and what, in the order of the alphabet.
func TestFrames(t *testing.T) {
	for _, c := range []struct{ name, text, want, gap string }{
		// visits
		{"came on a state visit", "2024-жыл 8-август күни Өзбекстан Президенти Шавкат Мирзиёев мәмлекетлик сапар менен Астанаға келди.",
			"StateVisit 2024-08-08 at=astana visitor=shavkat-mirziyoyev", ""},
		{"his visit took place", "Түркия Президенти Режеп Таййип Эрдоғанның 2018-жыл 29-апрель - 1-май күнлери Өзбекстанға мәмлекетлик сапары болып өтти.",
			"StateVisit 2018-04-29..2018-05-01 at=uzbekistan visitor=recep-tayyip-erdogan", ""},
		{"was there on an official visit", "Қырғызстан Президенти 2022-жыл 11-12-март күнлери рәсмий сапар менен Ташкентте болды.",
			"OfficialVisit 2022-03-11..2022-03-12 at=tashkent visitor=sadyr-japarov", ""},
		{"a working visit", "Тәжикстан Президенти Эмомали Раҳмон 2023-жыл 5-майда жумыс сапары менен Самарқандқа келди.",
			"WorkingVisit 2023-05-05 at=samarkand visitor=emomali-rahmon", ""},
		{"arrived", "2019-жыл 3-апрельде Перу Сыртқы ислер министри Айдос Сапаров Ташкентке келди.",
			"Visit 2019-04-03 at=tashkent visitor=aydos-saparov", ""},
		{"a delegation headed by", "Перу Сыртқы ислер министри Айдос Сапаров басшылығындағы делегация 2024-жыл 5-июньде Ташкентке келди.",
			"Visit 2024-06-05 at=tashkent visitor=aydos-saparov", ""},
		{"several cities", "Италия Президенти Серджо Маттарелла 2023-жыл 8-10-ноябрь күнлери мәмлекетлик сапар менен Ташкент ҳәм Самарқанд қалаларында болды.",
			"StateVisit 2023-11-08..2023-11-10 at=samarkand at=tashkent visitor=sergio-mattarella", ""},
		{"days counted", "Италия Президенти Серджо Маттарелла 2023-жыл 8-ноябрьде үш күнлик мәмлекетлик сапар менен Ташкентке келди.",
			"StateVisit 2023-11-08..2023-11-10 at=tashkent visitor=sergio-mattarella", ""},
		{"at an invitation", "Өзбекстан Президенти Шавкат Мирзиёевтиң мирәтине муўапық Қазақстан Президенти Қасым-Жомарт Тоқаев 2022-жыл 21-22-декабрь күнлери мәмлекетлик сапар менен Ташкентке келди.",
			"StateVisit 2022-12-21..2022-12-22 at=tashkent host=shavkat-mirziyoyev visitor=kassym-jomart-tokayev", ""},
		{"initials", "Өзбекстан Республикасы Президенти Ш.Мирзиёев 2024-жыл 8-август күни мәмлекетлик сапар менен Астана қаласына барды.",
			"StateVisit 2024-08-08 at=astana visitor=shavkat-mirziyoyev", ""},
		{"a date in digits", "08.08.2024 күни Қазақстан Президенти Ташкентке келди.",
			"Visit 2024-08-08 at=tashkent visitor=kassym-jomart-tokayev", "a month in digits is lost"},
		{"in answer to a visit", "Өзбекстан Президенти 2017-жыл 22-март күни мәмлекетлик сапар менен Астанаға барды. Оған жуўап ретинде Қазақстан Президенти 2017-жыл 16-сентябрь күни мәмлекетлик сапар менен Ташкентке келди.",
			`StateVisit 2017-03-22 at=astana visitor=shavkat-mirziyoyev
			 StateVisit 2017-09-16 answers=StateVisit at=tashkent visitor=nursultan-nazarbayev`, ""},
		{"to attend a summit", "Өзбекстан Президенти 2024-жыл 4-июльде ШБШ саммитинде қатнасыў ушын Астанаға барды.",
			`Visit 2024-07-04 at=astana for=Summit visitor=shavkat-mirziyoyev
			 Summit 2024-07-04 at=astana attendee=shavkat-mirziyoyev body=shanghai-cooperation-organization`, ""},
		{"two visits, one noun", "Қазақстан Президенти 2022-жыл 10-11-май күнлери мәмлекетлик, усы жыл 29-июльде рәсмий сапар менен Анкарада болды.",
			`StateVisit 2022-05-10..2022-05-11 at=ankara visitor=kassym-jomart-tokayev
			 OfficialVisit 2025-07-29 at=ankara visitor=kassym-jomart-tokayev`, ""},
		{"two visitors, one verb", "2017-жыл октябрь айында Қырғызстан Президенти Алмазбек Атамбаев, декабрь айында болса Қазақстан Президенти Нурсултан Назарбаев Ташкентке келди.",
			`Visit 2017-10 at=tashkent visitor=almazbek-atambayev
			 Visit 2017-12 at=tashkent visitor=nursultan-nazarbayev`, ""},
		{"a sentence without a subject", "2024-жыл 5-майда Өзбекстан Президенти Шавкат Мирзиёев Бакуға келди. Ертеңине ол Шуша қаласына барды. Келеси күни Гянджаға барды.",
			`Visit 2024-05-05 at=baku visitor=shavkat-mirziyoyev
			 Visit 2024-05-06 at=shusha visitor=shavkat-mirziyoyev
			 Visit 2024-05-07 at=ganja visitor=shavkat-mirziyoyev`, "a visit whose visitor is left out is missed"},
		{"planned", "Қазақстан Президентиниң 2026-жылы Ташкентке мәмлекетлик сапары режелестирилген.",
			"StateVisit 2026 planned at=tashkent visitor=kassym-jomart-tokayev", ""},
		{"will come", "Қазақстан Президенти Қасым-Жомарт Тоқаев келеси жылдың май айында Ташкентке келеди.",
			"Visit 2026-05 planned at=tashkent visitor=kassym-jomart-tokayev", ""},
		{"under way", "Бүгин, 14-ноябрь күни Қазақстан Президенти Қасым-Жомарт Тоқаев мәмлекетлик сапар менен Ташкентке келди. Сапар 16-ноябрьге шекем даўам етеди.",
			"StateVisit 2025-11-14..2025-11-16 ongoing at=tashkent visitor=kassym-jomart-tokayev", "a visit begun today is planned once its end is told"},
		{"told twice", "2024-жыл 8-августта Өзбекстан Президенти мәмлекетлик сапар менен Астанаға барды. Өзбекстан Президентиниң 2024-жыл август айында Астанаға мәмлекетлик сапары жаңа басқыш болды.",
			"StateVisit 2024-08-08 at=astana visitor=shavkat-mirziyoyev", ""},

		// meetings
		{"met", "2023-жыл 3-мартта Өзбекстан Президенти Шавкат Мирзиёев Шымкентте Қазақстан Президенти Қасым-Жомарт Тоқаев пенен ушырасты.",
			"Meeting 2023-03-03 at=shymkent participant=kassym-jomart-tokayev participant=shavkat-mirziyoyev", ""},
		{"a meeting took place", "Өзбекстан ҳәм Қазақстан Президентлериниң ушырасыўы 2024-жыл 5-апрельде Хийўада болып өтти.",
			"Meeting 2024-04-05 at=khiva participant=kassym-jomart-tokayev participant=shavkat-mirziyoyev", ""},
		{"talks of ministers", "2024-жыл 5-апрельде Ташкентте Өзбекстан сыртқы ислер министри Бахтиёр Саидов пенен Перу сыртқы ислер министри Айдос Сапаров арасында сөйлесиўлер болып өтти.",
			"Meeting 2024-04-05 at=tashkent participant=aydos-saparov participant=bakhtiyor-saidov", ""},
		{"three, one noun", "Өзбекстан ҳәм Қазақстан Президентлериниң үш мәрте - 2023-жыл 3-мартта Шымкентте, 2024-жыл 5-апрельде Хийўада ҳәм усы жыл 29-мартта Алматыда ушырасыўлары болып өтти.",
			`Meeting 2023-03-03 at=shymkent participant=kassym-jomart-tokayev participant=shavkat-mirziyoyev
			 Meeting 2024-04-05 at=khiva participant=kassym-jomart-tokayev participant=shavkat-mirziyoyev
			 Meeting 2025-03-29 at=almaty participant=kassym-jomart-tokayev participant=shavkat-mirziyoyev`, ""},
		{"dates in brackets", "Өзбекстан ҳәм Қырғызстан жақын қоңсы. Еки Президент Душанбеде (2023-жыл 14-сентябрь) ҳәм Астанада (2024-жыл 9-август) ушырасты.",
			`Meeting 2023-09-14 at=dushanbe participant=sadyr-japarov participant=shavkat-mirziyoyev
			 Meeting 2024-08-09 at=astana participant=sadyr-japarov participant=shavkat-mirziyoyev`, ""},
		{"during a visit", "Өзбекстан Президенти Шавкат Мирзиёев 2024-жыл 8-август күни мәмлекетлик сапар менен Астанаға келди. Сапар даўамында Қазақстан Президенти менен сөйлесиўлер болып өтти.",
			`StateVisit 2024-08-08 at=astana visitor=shavkat-mirziyoyev
			 Meeting 2024-08-08 at=astana during=StateVisit participant=kassym-jomart-tokayev participant=shavkat-mirziyoyev`, ""},
		{"planned", "2026-жылдың апрель айында Самарқандта Өзбекстан ҳәм Қазақстан Президентлериниң ушырасыўын өткериў режелестирилген.",
			"Meeting 2026-04 planned at=samarkand participant=kassym-jomart-tokayev participant=shavkat-mirziyoyev", ""},

		// audiences
		{"received", "2025-жыл 5-майда Өзбекстан Президенти Шавкат Мирзиёев Перу Сыртқы ислер министри Айдос Сапаровты қабыллады.",
			"Audience 2025-05-05 host=shavkat-mirziyoyev participant=aydos-saparov", ""},
		{"was received by", "2025-жыл 5-майда Перу Сыртқы ислер министри Айдос Сапаров Ташкентте Өзбекстан Президенти Шавкат Мирзиёев тәрепинен қабыл етилди.",
			"Audience 2025-05-05 at=tashkent host=shavkat-mirziyoyev participant=aydos-saparov", ""},
		{"was at an audience of", "2025-жыл 5-майда Перу Сыртқы ислер министри Айдос Сапаров Ташкентке келди ҳәм Өзбекстан Президенти Шавкат Мирзиёевтиң қабыллаўында болды.",
			`Visit 2025-05-05 at=tashkent visitor=aydos-saparov
			 Audience 2025-05-05 at=tashkent during=Visit host=shavkat-mirziyoyev participant=aydos-saparov`, ""},

		// signings
		{"was signed between", "2022-жыл 22-декабрьде Ташкентте Өзбекстан ҳәм Қазақстан арасында аўқамласлық қатнасықлары ҳаққындағы шәртнамаға қол қойылды.",
			"Signing 2022-12-22 at=tashkent document=Treaty signatory=kazakhstan signatory=uzbekistan", ""},
		{"they signed", "Өзбекстан ҳәм Қазақстан Президентлери 2024-жыл 8-августта Астанада қоспа декларацияға қол қойды.",
			"Signing 2024-08-08 at=astana document=Declaration signatory=kassym-jomart-tokayev signatory=shavkat-mirziyoyev", ""},
		{"they signed with each other", "Өзбекстан Сыртқы ислер министрлиги менен Финляндия Сыртқы ислер министрлиги 2023-жыл 30-мартта Хельсинкиде меморандумға қол қойысты.",
			"Signing 2023-03-30 at=helsinki document=Memorandum signatory=ministry-of-foreign-affairs-of-finland signatory=ministry-of-foreign-affairs-of-uzbekistan",
			"the body that the other one signs with is missed"},
		{"two documents", "2024-жыл 8-августта Астанада Өзбекстан ҳәм Қазақстан арасында саўда ҳаққындағы келисимге ҳәм геология тараўындағы меморандумға қол қойылды.",
			`Signing 2024-08-08 at=astana document=Agreement signatory=kazakhstan signatory=uzbekistan
			 Signing 2024-08-08 at=astana document=Memorandum signatory=kazakhstan signatory=uzbekistan`, ""},
		{"two dates, one noun", "Өзбекстан ҳәм Қазақстан 2013-жылы стратегиялық шериклик ҳаққындағы, 2022-жылы аўқамласлық ҳаққындағы шәртнамаға қол қойды.",
			`Signing 2013 document=Treaty signatory=kazakhstan signatory=uzbekistan
			 Signing 2022 document=Treaty signatory=kazakhstan signatory=uzbekistan`, "the first one is missed"},
		{"a dated document", "Өзбекстан ҳәм Қазақстан арасындағы 1998-жыл 31-октябрьдеги мәңги дослық ҳаққындағы шәртнама еле күшинде.",
			"Signing 1998-10-31 document=Treaty signatory=kazakhstan signatory=uzbekistan", ""},
		{"during a visit, by the sides", "Өзбекстан Президенти Шавкат Мирзиёев 2024-жыл 8-август күни мәмлекетлик сапар менен Астанаға келди. Сапар шеңберинде тәреплер саўда ҳаққындағы келисимге қол қойды.",
			`StateVisit 2024-08-08 at=astana visitor=shavkat-mirziyoyev
			 Signing 2024-08-08 document=Agreement during=StateVisit signatory=kazakhstan signatory=uzbekistan`, ""},

		// bodies and mechanisms
		{"was set up", "2017-жылы Өзбекстан ҳәм Қазақстан аймақлары кеңеси дүзилди.",
			"Founding 2017 body=ozbekstan-ham-qazaqstan-aymaqlari-kenesi party=kazakhstan party=uzbekistan", ""},
		{"works since", "1997-жылдан берли Өзбекстан ҳәм Қазақстан қоспа комиссиясы жумыс алып бармақта.",
			"Founding 1997 body=ozbekstan-ham-qazaqstan-qospa-komissiyasi party=kazakhstan party=uzbekistan", ""},
		{"on somebody's initiative", "Өзбекстан Президенти Шавкат Мирзиёевтиң басламасы менен 2021-жылы Өзбекстан ҳәм Қазақстан жаслары кеңеси дүзилди.",
			"Founding 2021 body=ozbekstan-ham-qazaqstan-jaslari-kenesi initiator=shavkat-mirziyoyev party=kazakhstan party=uzbekistan", ""},
		{"was started by", "2018-жылы Өзбекстан Президенти Шавкат Мирзиёев тәрепинен басланған жаслар платформасы табыслы ислемекте.",
			"Initiative 2018 body=jaslar-platformasi initiator=shavkat-mirziyoyev", ""},
		{"relations were established", "Өзбекстан менен Қазақстан арасында дипломатиялық қатнасықлар 1992-жыл 23-ноябрьде орнатылды.",
			"EstablishmentOfRelations 1992-11-23 party=kazakhstan party=uzbekistan", ""},
		{"relations with each", "Қазақстан дипломатиялық қатнасықларды Түркия менен 1992-жыл 2-мартта, Перу менен 1994-жыл 5-майда орнатты.",
			`EstablishmentOfRelations 1992-03-02 party=kazakhstan party=turkey
			 EstablishmentOfRelations 1994-05-05 party=kazakhstan party=peru`, "the second one is missed"},

		// summits, forums, assemblies, sessions
		{"a summit", "2022-жыл 15-16-сентябрь күнлери Самарқандта ШБШ саммити болып өтти.",
			"Summit 2022-09-15..2022-09-16 at=samarkand body=shanghai-cooperation-organization", ""},
		{"attended", "Қазақстан Президенти Қасым-Жомарт Тоқаев 2022-жыл 11-ноябрьде Самарқандта ТМШ саммитинде қатнасты.",
			"Summit 2022-11-11 at=samarkand attendee=kassym-jomart-tokayev body=organization-of-turkic-states", ""},
		{"a series of them", "ТМШ саммитлери 2021-жыл 12-ноябрьде Стамбулда, 2022-жыл 11-ноябрьде Самарқандта болып өтти.",
			`Summit 2021-11-12 at=istanbul body=organization-of-turkic-states
			 Summit 2022-11-11 at=samarkand body=organization-of-turkic-states`, ""},
		{"a forum", "2024-жыл 8-августта Астанада Өзбекстан ҳәм Қазақстан аймақлары форумы болып өтти.",
			"Forum 2024-08-08 at=astana body=ozbekstan-ham-qazaqstan-aymaqlari-forumi", ""},
		{"a forum with a name", "2025-жыл 12-13-июнь күнлери Ташкентте \"Достық\" халықаралық форумы өткерилди.",
			"Forum 2025-06-12..2025-06-13 at=tashkent body=dostiq-xaliqaraliq-forumi", ""},
		{"an assembly", "Парламентлераралық аўқамның 150-Ассамблеясы усы жыл 5-9-апрель күнлери Ташкентте болып өтти.",
			"Assembly 2025-04-05..2025-04-09 at=tashkent body=inter-parliamentary-union ordinal=150", ""},
		{"a session", "2023-жыл 24-августта Ташкентте Өзбекстан ҳәм Қазақстан ҳүкиметлераралық комиссиясының 22-мәжилиси болып өтти.",
			"Meeting 2023-08-24 at=tashkent body=ozbekstan-ham-qazaqstan-hukimetleraraliq-komissiyasi ordinal=22 participant=kazakhstan participant=uzbekistan", ""},
		{"sessions, one noun", "2018-жылы Өзбекстан ҳәм Түркия стратегиялық бирге ислесиў кеңеси дүзилди. Кеңестиң биринши мәжилиси 2020-жыл 19-февральда Анкарада, екиншиси 2022-жыл 29-мартта Ташкентте болып өтти.",
			`Founding 2018 body=ozbekstan-ham-turkiya-strategiyaliq-birge-islesiw-kenesi party=turkey party=uzbekistan
			 Meeting 2020-02-19 at=ankara body=ozbekstan-ham-turkiya-strategiyaliq-birge-islesiw-kenesi ordinal=1 participant=turkey participant=uzbekistan
			 Meeting 2022-03-29 at=tashkent body=ozbekstan-ham-turkiya-strategiyaliq-birge-islesiw-kenesi ordinal=2 participant=turkey participant=uzbekistan`, ""},
		{"an ordinal inside the body's name", "2021-жыл 6-августта Түркменбашыда Орайлық Азия мәмлекетлери басшыларының үшинши Мәсләҳәт ушырасыўы болып өтти.",
			"Meeting 2021-08-06 at=turkmenbashi body=consultative-meetings-of-the-heads-of-state-of-central-asia ordinal=3",
			"the body is not found when its ordinal stands inside its name"},
		{"in a city that nobody knows", "2024-жыл 29-августта Қарабайырда Тәжикстан менен Өзбекстан арасындағы ҳүкиметлераралық комиссияның мәжилиси өткерилди.",
			"Meeting 2024-08-29 body=tajikstan-menen-ozbekstan-arasindagi-hukimetleraraliq-komissiya participant=tajikistan participant=uzbekistan",
			"the city is taken into the body's name"},
		{"a planned session", "Өзбекстан ҳәм Қазақстан ҳүкиметлераралық комиссиясының 23-мәжилисин 2026-жылы Астанада өткериў режелестирилген.",
			"Meeting 2026 planned at=astana body=ozbekstan-ham-qazaqstan-hukimetleraraliq-komissiyasi ordinal=23 participant=kazakhstan participant=uzbekistan", ""},
		{"days of culture", "2024-жыл сентябрь айында Анкара ҳәм Стамбулда Қазақстан мәденияты күнлери болып өтти.",
			"CulturalDays 2024-09 at=ankara at=istanbul participant=kazakhstan", ""},
		{"consultations", "2024-жыл 5-6-июнь күнлери Ташкентте Өзбекстан ҳәм Қазақстан Сыртқы ислер министрликлери арасында сиясий мәсләҳәтлесиўлердиң үшинши раунды болып өтти.",
			"Consultations 2024-06-05..2024-06-06 at=tashkent ordinal=3 participant=ministry-of-foreign-affairs-of-kazakhstan participant=ministry-of-foreign-affairs-of-uzbekistan", ""},

		// Latin script
		{"in Latin script", "2023-jıl 3-martta Ózbekstan Prezidenti Shavkat Mirziyoev Shımkentte Qazaqstan Prezidenti Qasım-Jomart Toqaev penen ushırastı.",
			"Meeting 2023-03-03 at=shymkent participant=kassym-jomart-tokayev participant=shavkat-mirziyoyev", ""},

		// no events
		{"he did not come", "Қазақстан Президенти 2024-жыл 5-майда Ташкентке келмеди.", "", ""},
		{"was not signed", "2024-жыл 5-майда Өзбекстан ҳәм Қазақстан арасында келисимге қол қойылмады.", "", ""},
		{"a habit", "Өзбекстан ҳәм Қазақстан Президентлери ҳәр жылы Астанада ушырасады.", "", ""},
		{"a wish", "Өзбекстан ҳәм Қазақстан арасында жаңа келисимге қол қойыў керек.", "", ""},
		{"a condition", "Қазақстан Президенти Ташкентке келсе, байланыслар беккемленеди.", "", ""},
		{"a condition with a date", "Егер саммит 2026-жылы Ташкентте өткерилсе, оған жигирма мәмлекет қатнасады.", "", "the condition is read as a contrast"},
		{"planned and not held", "Ушырасыў 2024-жыл 5-майда Астанада өткерилиўи режелестирилген еди, бирақ өткерилмеди.", "", "the denial after the plan is not heard"},
		{"whom somebody else received", "Президентимиз 2024-жыл 12-августта Кабулға барған делегацияны қабыллады.", "", "the participle's noun is not its visitor, but the sentence's subject is"},
		{"teams", "2024-жыл 5-майда Ташкентте Өзбекстан ҳәм Қазақстан футбол командалары ушырасты.", "", "whoever meets is taken for a side"},
		{"a birth and an office", "1968-жылы Ташкентте туўылған Садыр Жапаров 2021-жыл январь айында Президент лаўазымына киристи.", "", ""},
		{"figures", "2024-жылы Өзбекстан ҳәм Қазақстан арасында товар айланысы 4 миллиард долларға жетти.", "", ""},
		{"cooperation", "Өзбекстан ҳәм Қазақстан БМШ, ШБШ ҳәм ТМШ шеңберинде бирге ислеспекте.", "", ""},
		{"a law", "2024-жыл 5-майда Президент Шавкат Мирзиёев инвестициялар ҳаққындағы нызамға қол қойды.", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, want := eventLines(t, today, c.text), lines(c.want)
			unless(t, slices.Equal(got, want), c.gap, "%s\ngives\n%s, want\n%s", c.text, strings.Join(got, "\n"), strings.Join(want, "\n"))
		})
	}
}

// eventLines reads a text, after a first line that tells nothing but has letters
// of the language, which a short text may lack.
func eventLines(t testing.TB, day caldate.Date, text string) []string {
	t.Helper()
	var all []string
	for _, e := range extract(t, "Күн жаңалықлары\n\n"+text, Options{Language: "kaa", Date: day}).Events {
		all = append(all, eventLine(e))
	}
	return all
}

func eventLine(e *Event) string {
	name := func(x *Entity) string { return x.ID[strings.Index(x.ID, "/")+1:] }
	var parts []string
	add := func(key, value string) { parts = append(parts, key+"="+value) }
	for _, a := range e.Actors {
		add(local(a.Role), name(a.Entity))
	}
	for _, p := range e.Places {
		add("at", name(p))
	}
	if e.Body != nil {
		add("body", name(e.Body))
	}
	if e.Ordinal != 0 {
		add("ordinal", fmt.Sprint(e.Ordinal))
	}
	if e.Document != nil {
		add("document", local(e.Document.Types[0]))
	}
	for key, other := range map[string]*Event{"during": e.Super, "for": e.Purpose, "answers": e.Response} {
		if other != nil {
			add(key, local(other.Class))
		}
	}
	slices.Sort(parts)
	head := local(e.Class) + " " + whenName(When{Spans: []Span{e.Span}})
	if status := local(e.Status); status != "Held" {
		head += " " + strings.ToLower(status)
	}
	return strings.Join(append([]string{head}, parts...), " ")
}

// TestStatus: one sentence, told on different days.
func TestStatus(t *testing.T) {
	const text = "Қазақстан Президенти 2025-жыл 13-15-ноябрь күнлери мәмлекетлик сапар менен Ташкентте болады."
	const visit = "StateVisit 2025-11-13..2025-11-15%s at=tashkent visitor=kassym-jomart-tokayev"
	for _, c := range []struct{ day, status string }{
		{"2025-11-01", " planned"}, {"2025-11-12", " planned"}, {"2025-11-14", " ongoing"}, {"2025-11-15", " ongoing"},
		{"2025-11-16", ""}, {"2026-02-01", ""},
	} {
		day, err := caldate.Parse(c.day)
		if err != nil {
			t.Fatal(err)
		}
		check(t, "on "+c.day, eventLines(t, day, text), []string{fmt.Sprintf(visit, c.status)})
	}
}

// TestPassages: an event rests on the sentences that tell it, where the original
// has them, whatever was dropped or rewritten before.
func TestPassages(t *testing.T) {
	const first = "2024-жыл 8-августта Өзбекстан Президенти мәмлекетлик сапар менен Астанаға барды."
	const second = "Өзбекстан Президентиниң 2024-жыл август айында Астанаға мәмлекетлик сапары жаңа басқыш болды."
	for _, c := range []struct{ name, text, gap string }{
		{"side by side", first + " " + second, ""},
		{"paragraphs", "\ufeffЖаңалықлар\n\n" + first + "\n" + second + "\n", ""},
		{"line ends of two signs", "Жаңа\u00adлықлар\r\n\r\n  " + first + "\r\n\r\n" + second + " Соңғы сөз.",
			"a carriage return after the sentence is counted to it"},
		{"letters beyond 16 bits", "😀 Өзбекстан халқы үшын. " + first + "  " + second, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, e := range extract(t, c.text, Options{Date: today}).Events {
				for _, p := range e.Passages {
					got = append(got, string([]rune(c.text)[p.Start:p.End]))
				}
			}
			unless(t, slices.Equal(got, []string{first, second}), c.gap, "%q rests on %q", c.text, got)
		})
	}
}
