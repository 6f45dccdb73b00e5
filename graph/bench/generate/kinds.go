package generate

import "diplograph/graph/vocab"

// A kind is a class of events.
type kind uint8

const (
	visit kind = iota
	stateVisit
	officialVisit
	workingVisit
	meeting
	audience
	summit
	forum
	assembly
	consultations
	signing
	founding
	initiative
	establishment
	culturalDays
)

func (k kind) isVisit() bool { return k <= workingVisit }

// hasAttendees tells the kinds that people attend.
func (k kind) hasAttendees() bool { return k == summit || k == forum || k == assembly }

// kinds say the class, the family in an event's IRI and the word in labels, by
// language.
var kinds = [...]struct {
	class, family string
	words         [len(languages)]string
}{
	visit:         {vocab.Visit, "visit", [...]string{"Visit", "Визит", "Tashrif", "Сапар", "Сапар"}},
	stateVisit:    {vocab.StateVisit, "visit", [...]string{"State visit", "Государственный визит", "Davlat tashrifi", "Мәмлекетлик сапар", "Мемлекеттік сапар"}},
	officialVisit: {vocab.OfficialVisit, "visit", [...]string{"Official visit", "Официальный визит", "Rasmiy tashrif", "Рәсмий сапар", "Ресми сапар"}},
	workingVisit:  {vocab.WorkingVisit, "visit", [...]string{"Working visit", "Рабочий визит", "Ishchi tashrif", "Жумыс сапары", "Жұмыс сапары"}},
	meeting:       {vocab.Meeting, "meeting", [...]string{"Meeting", "Встреча", "Uchrashuv", "Ушырасыў", "Кездесу"}},
	audience:      {vocab.Audience, "meeting", [...]string{"Audience", "Приём", "Qabul", "Қабыллаў", "Қабылдау"}},
	summit:        {vocab.Summit, "summit", [...]string{"Summit", "Саммит", "Sammit", "Саммит", "Саммит"}},
	forum:         {vocab.Forum, "forum", [...]string{"Forum", "Форум", "Forum", "Форум", "Форум"}},
	assembly:      {vocab.Assembly, "assembly", [...]string{"Assembly", "Ассамблея", "Assambleya", "Ассамблея", "Ассамблея"}},
	consultations: {vocab.Consultations, "consultations", [...]string{"Consultations", "Консультации", "Maslahatlashuv", "Мәсләҳәтлесиў", "Консультациялар"}},
	signing:       {vocab.Signing, "signing", [...]string{"Signing", "Подписание", "Imzolash", "Қол қойыў", "Қол қою"}},
	founding:      {vocab.Founding, "founding", [...]string{"Founding", "Учреждение", "Tashkil etish", "Дүзилиў", "Құрылу"}},
	initiative:    {vocab.Initiative, "initiative", [...]string{"Initiative", "Инициатива", "Tashabbus", "Баслама", "Бастама"}},
	establishment: {vocab.Establishment, "relations", [...]string{"Establishment of relations", "Установление отношений", "Munosabatlar", "Қатнасықлар", "Қатынастар"}},
	culturalDays:  {vocab.CulturalDays, "cultural-days", [...]string{"Days of culture", "Дни культуры", "Madaniyat kunlari", "Мәденият күнлери", "Мәдениет күндері"}},
}

// How often each kind is alone in an article, heads a visit's story, and is part
// of a visit.
var (
	alone = [len(kinds)]int64{visit: 8, stateVisit: 2, officialVisit: 6, workingVisit: 10, meeting: 28, audience: 8, summit: 4, forum: 5,
		assembly: 3, consultations: 5, signing: 10, founding: 2, initiative: 2, establishment: 1, culturalDays: 6}
	heads = [len(kinds)]int64{visit: 20, stateVisit: 15, officialVisit: 35, workingVisit: 30}
	parts = [len(kinds)]int64{meeting: 45, audience: 20, summit: 7, forum: 8, signing: 20}
)

// documentKinds are what is signed.
var documentKinds = [...]struct {
	class, slug string
	words       [len(languages)]string
}{
	{vocab.Agreement, "agreement", [...]string{"Agreement", "Соглашение", "Bitim", "Келисим", "Келісім"}},
	{vocab.Memorandum, "memorandum", [...]string{"Memorandum", "Меморандум", "Memorandum", "Меморандум", "Меморандум"}},
	{vocab.Declaration, "declaration", [...]string{"Declaration", "Декларация", "Deklaratsiya", "Декларация", "Декларация"}},
	{vocab.Treaty, "treaty", [...]string{"Treaty", "Договор", "Shartnoma", "Шәртнама", "Шарт"}},
}

// topics are what is talked of, by language.
var topics = [len(languages)][8]string{
	{"trade", "transport corridors", "water and energy", "culture", "security on the border", "education", "investment", "tourism"},
	{"торговля", "транспортные коридоры", "вода и энергетика", "культура", "безопасность границ", "образование", "инвестиции", "туризм"},
	{"savdo", "transport yo'laklari", "suv va energetika", "madaniyat", "chegara xavfsizligi", "ta'lim", "investitsiyalar", "turizm"},
	{"саўда", "транспорт дәлизлери", "суў ҳәм энергетика", "мәденият", "шегара қәўипсизлиги", "билимлендириў", "инвестициялар", "туризм"},
	{"сауда", "көлік дәліздері", "су және энергетика", "мәдениет", "шекара қауіпсіздігі", "білім беру", "инвестициялар", "туризм"},
}
