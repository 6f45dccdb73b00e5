package generate

import "diplograph/graph/vocab"

// Languages of labels and texts; the first has one of every kind.
var languages = [...]string{"en", "ru", "uz", "kaa", "kk"}

const (
	english = 0
	uzbek   = 2
)

// latin tells the languages that write names in Latin letters.
func latin(language int) bool { return language == english || language == uzbek }

// Consonants and vowels in both scripts, in the same sequence.
const (
	consonants = "bdgklmnrstzj"
	vowels     = "aeiou"
)

var (
	cyrillicConsonants = [...]string{"б", "д", "г", "к", "л", "м", "н", "р", "с", "т", "з", "ж"}
	cyrillicVowels     = [...]string{"а", "е", "и", "о", "у"}
	capitalConsonants  = [...]string{"Б", "Д", "Г", "К", "Л", "М", "Н", "Р", "С", "Т", "З", "Ж"}
)

// A spelling is a piece of a name in Latin and in Cyrillic letters.
type spelling struct{ latin, cyrillic string }

var (
	givenNames = [...]spelling{
		{"aida", "Аида"}, {"aman", "Аман"}, {"anvar", "Анвар"}, {"asel", "Асель"}, {"bakyt", "Бакыт"}, {"boris", "Борис"},
		{"dana", "Дана"}, {"daniyar", "Данияр"}, {"elena", "Елена"}, {"emil", "Эмиль"}, {"farida", "Фарида"}, {"gulnara", "Гульнара"},
		{"ilya", "Илья"}, {"irina", "Ирина"}, {"jamila", "Жамиля"}, {"kamila", "Камила"}, {"karim", "Карим"}, {"laura", "Лаура"},
		{"lola", "Лола"}, {"madina", "Мадина"}, {"malik", "Малик"}, {"marat", "Марат"}, {"nadia", "Надия"}, {"nodir", "Нодир"},
		{"olga", "Ольга"}, {"omar", "Омар"}, {"raushan", "Раушан"}, {"rustam", "Рустам"}, {"sabina", "Сабина"}, {"timur", "Тимур"},
		{"ulugbek", "Улугбек"}, {"zarina", "Зарина"},
	}
	surnameEnds = [...]spelling{{"ov", "ов"}, {"bekov", "беков"}, {"in", "ин"}}
	cityEnds    = [...]spelling{{"kent", "кент"}, {"abad", "абад"}, {"grad", "град"}, {"tau", "тау"}, {"bulak", "булак"}}
	countryEnds = [...]spelling{{"stan", "стан"}, {"land", "ланд"}, {"via", "вия"}}
	bodyKinds   = [...]struct{ slug, english, cyrillic, class string }{
		{"organization", "Organization", "Организация", vocab.InternationalOrganization},
		{"joint-commission", "Joint Commission", "Комиссия", vocab.Commission},
		{"business-council", "Business Council", "Совет", vocab.Council},
		{"foreign-ministry", "Ministry of Foreign Affairs", "Министерство", vocab.ForeignMinistry},
		{"parliament", "Parliament", "Парламент", vocab.Parliament},
		{"ministry", "Ministry of Energy", "Министерство", vocab.Ministry},
		{"dialogue", "Dialogue", "Диалог", vocab.Mechanism},
		{"government", "Government", "Правительство", vocab.Government},
	}
)

// scramble spreads neighbouring numbers over names; it has no divisor in common
// with the number of syllables, so different numbers stay different.
const scramble = 7919

const syllables = int64(len(consonants) * len(vowels))

// appendName appends the name with a number, at least two syllables of which
// each has a consonant and a vowel, so that different numbers have different
// names.
func appendName(dst []byte, n int64, inLatin, capital bool) []byte {
	count, all := 2, syllables*syllables
	for n >= all {
		n -= all
		all *= syllables
		count++
	}
	n = (n*scramble + 1234) % all
	for ; count > 0; count-- {
		c, v := n%int64(len(consonants)), n/int64(len(consonants))%int64(len(vowels))
		n /= syllables
		switch {
		case inLatin && capital:
			dst = append(dst, consonants[c]-'a'+'A', vowels[v])
		case inLatin:
			dst = append(dst, consonants[c], vowels[v])
		case capital:
			dst = append(append(dst, capitalConsonants[c]...), cyrillicVowels[v]...)
		default:
			dst = append(append(dst, cyrillicConsonants[c]...), cyrillicVowels[v]...)
		}
		capital = false
	}
	return dst
}

func appendSpelling(dst []byte, s spelling, inLatin bool) []byte {
	if inLatin {
		return append(dst, s.latin...)
	}
	return append(dst, s.cyrillic...)
}

func appendEnded(dst []byte, n int64, ends []spelling, inLatin, capital bool) []byte {
	dst = appendName(dst, n, inLatin, capital)
	return appendSpelling(dst, ends[n%int64(len(ends))], inLatin)
}

// personName gives which given name and which surname a person has. Neighbours in
// rank share neither; for each number of syllables all pairs are used up.
func personName(i int64) (given, surname int64) {
	const givens = int64(len(givenNames))
	first, all := int64(0), syllables*syllables
	for i >= givens*all {
		i -= givens * all
		first += all
		all *= syllables
	}
	return (i/all + i) % givens, first + i%all
}

func appendSurname(dst []byte, person int64, inLatin, capital bool) []byte {
	_, surname := personName(person)
	return appendEnded(dst, surname, surnameEnds[:], inLatin, capital)
}

func appendPersonSlug(dst []byte, i int64) []byte {
	given, _ := personName(i)
	dst = append(dst, givenNames[given].latin...)
	return appendSurname(append(dst, '-'), i, true, false)
}

func appendPersonLabel(dst []byte, i int64, inLatin bool) []byte {
	start := len(dst)
	given, _ := personName(i)
	dst = appendSpelling(dst, givenNames[given], inLatin)
	if inLatin {
		dst[start] -= 'a' - 'A'
	}
	return appendSurname(append(dst, ' '), i, inLatin, true)
}

// Names of cities, countries and bodies begin elsewhere than those of people.
const (
	cityNames    = 500
	countryNames = 1000
	bodyNames    = 1500
)

func appendCity(dst []byte, i int64, inLatin, capital bool) []byte {
	return appendEnded(dst, i+cityNames, cityEnds[:], inLatin, capital)
}

func appendCountry(dst []byte, i int64, inLatin, capital bool) []byte {
	return appendEnded(dst, i+countryNames, countryEnds[:], inLatin, capital)
}

func appendBodyLabel(dst []byte, i int64, inLatin bool) []byte {
	kind, name := bodyKinds[i%int64(len(bodyKinds))], bodyNames+i/int64(len(bodyKinds))
	if inLatin {
		return appendName(append(append(dst, kind.english...), " of "...), name, true, true)
	}
	return appendName(append(append(dst, kind.cyrillic...), ' '), name, false, true)
}

// Person gives the IRI of the person of a rank.
func Person(rank int64) string {
	return string(appendPersonSlug(append(make([]byte, 0, 80), vocab.Res+"person/"...), rank))
}

// City gives the IRI of the city of a rank.
func City(rank int64) string {
	return string(appendCity(append(make([]byte, 0, 80), vocab.Res+"city/"...), rank, true, false))
}

// Country gives the IRI of the country of a rank; that of rank 0 is Home, which
// the articles are written in.
func Country(rank int64) string {
	return string(appendCountry(append(make([]byte, 0, 80), vocab.Res+"country/"...), rank, true, false))
}

// Body gives the IRI of the body of a rank.
func Body(rank int64) string {
	kind := bodyKinds[rank%int64(len(bodyKinds))]
	dst := append(append(make([]byte, 0, 80), vocab.Res+"organization/"...), kind.slug...)
	return string(appendName(append(dst, '-'), bodyNames+rank/int64(len(bodyKinds)), true, false))
}
