package article

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"diplograph/graph/vocab"
	"diplograph/loader/gazetteer"
)

// Labels of events are made by templates. In English they are sentences
// without a verb:
//
//	State visit of Shavkat Mirziyoyev to Kazakhstan, 22-23 March 2017
//
// In the article's language, whose words (labels.tsv) take endings that the
// program does not make, they are words beside each other:
//
//	Мәмлекетлик сапар: Шавкат Мирзиёев - Қазақстан, 2017-жыл 22-23-март

// english are the words of the English labels, as labels.tsv has them for the
// languages of articles.
var english = map[string]string{
	"Visit": "Visit", "StateVisit": "State visit", "OfficialVisit": "Official visit", "WorkingVisit": "Working visit",
	"Meeting": "Meeting", "Audience": "Audience", "Session": "Session", "Summit": "Summit", "Forum": "Forum",
	"Assembly": "Assembly", "Consultations": "Consultations", "Signing": "Signing", "Founding": "Founding",
	"Initiative": "Initiative", "EstablishmentOfRelations": "Establishment of diplomatic relations",
	"CulturalDays": "Days of culture",
	"Document":     "Document", "Agreement": "Agreement", "Memorandum": "Memorandum", "Declaration": "Declaration", "Treaty": "Treaty",

	"day": "{day} {month} {year}", "days": "{day}-{last} {month} {year}", "month": "{month} {year}",
	"year": "{year}", "years": "{year}-{last}",
	"month.1": "January", "month.2": "February", "month.3": "March", "month.4": "April", "month.5": "May", "month.6": "June",
	"month.7": "July", "month.8": "August", "month.9": "September", "month.10": "October", "month.11": "November", "month.12": "December",
}

// englishLabel is the event's label in English.
func (d *Document) englishLabel(e *Event) string {
	named := func(e *Entity) string { return d.nameIn(e, "en") }
	who := func(role string) string { return list(d.namesIn(e.with(role), "en")) }
	var b strings.Builder
	b.WriteString(kindOf(e))
	part := func(before, s string) {
		if s != "" {
			b.WriteString(before + s)
		}
	}
	switch Family(e.Class) {
	case "visit":
		part(" of ", who(vocab.Visitor))
		part(" to ", list(d.namesIn(e.Places, "en")))
	case "signing":
		if e.Document != nil {
			part(" of ", aDocument(e))
			part(" (", d.longName(e.Document))
		}
		part(" by ", who(vocab.Signatory))
	case "founding":
		if e.Body != nil {
			part(" of ", named(e.Body))
		}
	case "relations":
		part(" between ", who(vocab.Party))
	case "initiative":
		part(" of ", who(vocab.Initiator))
	case "meeting":
		if e.Class == vocab.Audience {
			part(" of ", who(vocab.Participant))
			part(" with ", who(vocab.Host))
			break
		}
		fallthrough
	case "consultations", "cultural-days":
		if e.Body == nil {
			part(" of ", list(d.namesIn(actors(e), "en")))
		}
	}
	if e.Body != nil && e.Class != vocab.Founding {
		part(" (", named(e.Body)+")")
	}
	if Family(e.Class) != "visit" {
		part(" in ", list(d.namesIn(e.Places, "en")))
	}
	part(", ", spanIn(e.Span, english))
	return b.String()
}

// kindOf is what kind of event it is, in English: "State visit", "22nd session".
func kindOf(e *Event) string {
	kind := english[local(e.Class)]
	if e.Class == vocab.Meeting && e.Body != nil {
		kind = english["Session"]
	}
	if e.Ordinal != 0 {
		kind = ordinal(e.Ordinal) + " " + lowerFirst(kind)
	}
	return kind
}

// longName is the document's name with a bracket after it, if it says more than
// what kind of document it is.
func (d *Document) longName(e *Entity) string {
	name := d.nameIn(e, "en")
	if !strings.Contains(name, " ") {
		return ""
	}
	return name + ")"
}

// documentLabel is the English label of what was signed.
func (d *Document) documentLabel(e *Event) string {
	s := english[local(e.Document.Types[0])]
	if name := d.longName(e.Document); name != "" {
		s += " (" + name
	}
	switch sides := d.namesIn(e.with(vocab.Signatory), "en"); len(sides) {
	case 0:
	case 1:
		s += " of " + sides[0]
	default:
		s += " between " + list(sides)
	}
	if !e.Span.IsZero() {
		s += ", " + spanIn(e.Span, english)
	}
	return s
}

func aDocument(e *Event) string {
	noun := lowerFirst(english[local(e.Document.Types[0])])
	if strings.HasPrefix(noun, "a") {
		return "an " + noun
	}
	return "a " + noun
}

// label is the event's label in the article's language: kind and number, what,
// who, at whose, where, when.
func (d *Document) label(e *Event) string {
	words, language := d.lexicon.labels, d.Language
	kind := words[local(e.Class)]
	if e.Class == vocab.Meeting && e.Body != nil {
		kind = words["Session"]
	}
	if e.Ordinal != 0 {
		kind += fmt.Sprintf(" (%d)", e.Ordinal)
	}
	var what []string
	for _, x := range []*Entity{e.Document, e.Body} {
		if x != nil {
			what = append(what, d.nameIn(x, language))
		}
	}
	hosts := e.with(vocab.Host)
	guests := slices.DeleteFunc(actors(e), func(x *Entity) bool { return slices.Contains(hosts, x) })
	for _, side := range [][]*Entity{guests, hosts} {
		if len(side) > 0 {
			what = append(what, strings.Join(d.namesIn(side, language), ", "))
		}
	}
	s := kind
	if len(what) > 0 {
		s += ": " + strings.Join(what, "; ")
	}
	if len(e.Places) > 0 {
		s += " - " + strings.Join(d.namesIn(e.Places, language), ", ")
	}
	if when := spanIn(e.Span, words); when != "" {
		s += ", " + when
	}
	return s
}

// spanIn writes a span with the words of a language: one template for a day,
// for days of a month, for a month, a year and years; other spans are two dates.
func spanIn(s Span, words map[string]string) string {
	a, z := s.Start, s.End
	template, last := "", 0
	switch {
	case a.IsZero():
		return ""
	case a == z || z.IsZero():
		template = words[[]string{"year", "month", "day"}[a.Precision()-1]]
	case a.IsDay() && z.IsDay() && a.Year == z.Year && a.Month == z.Month:
		template, last = words["days"], z.Day
	case a.Precision() == 1 && z.Precision() == 1:
		template, last = words["years"], z.Year
	default:
		return spanIn(Span{a, a}, words) + " - " + spanIn(Span{z, z}, words)
	}
	return strings.NewReplacer(
		"{day}", strconv.Itoa(a.Day), "{last}", strconv.Itoa(last), "{year}", strconv.Itoa(a.Year),
		"{month}", words["month."+strconv.Itoa(a.Month)],
	).Replace(template)
}

// namesIn are the labels of entities in the order of their ids.
func (d *Document) namesIn(es []*Entity, language string) []string {
	es = slices.Clone(es)
	slices.SortFunc(es, func(a, b *Entity) int { return cmp.Compare(a.ID, b.ID) })
	names := make([]string, len(es))
	for i, e := range es {
		names[i] = d.nameIn(e, language)
	}
	return names
}

// nameIn is an entity's label in a language, else in the article's, in one that
// looks like it, or in any. For English it is then written in Latin letters.
func (d *Document) nameIn(e *Entity, language string) string {
	if ls := e.Labels[language]; len(ls) > 0 {
		return ls[0]
	}
	name := slug(e)
	for _, tag := range append([]string{d.Language, "kk", "uz-Cyrl", "ru"}, gazetteer.Languages...) {
		if ls := e.Labels[tag]; len(ls) > 0 {
			name = ls[0]
			break
		}
	}
	if language == "en" {
		return romanize(name)
	}
	return name
}

// romanize writes a label in the ASCII letters that slugs have, capitals kept:
// "Айдос Сапаров" becomes "Aydos Saparov".
func romanize(label string) string {
	var b strings.Builder
	for _, r := range label {
		s, known := romanLetters[unicode.ToLower(r)]
		switch {
		case !known:
			b.WriteRune(r)
		case unicode.IsUpper(r) && s != "":
			b.WriteString(strings.ToUpper(s[:1]) + s[1:])
		default:
			b.WriteString(s)
		}
	}
	return b.String()
}

// list joins names as English does: "A, B and C".
func list(names []string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// ordinal is 1st, 2nd, 3rd, 11th.
func ordinal(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
