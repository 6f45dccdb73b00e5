package server

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"diplograph/graph/caldate"
	"diplograph/graph/vocab"
)

// maxIRI bounds an IRI in a parameter, in bytes; maxRepeats how often a
// parameter may be repeated; maxLanguages how many languages are asked for.
const (
	maxIRI       = 2048
	maxRepeats   = 50
	maxLanguages = 8
)

// params reads the query string of a request. The first thing wrong with it is
// kept, so that a handler asks once, at the end.
type params struct {
	values url.Values
	err    error
}

// readParams takes the query string apart; names lists the parameters there are.
func readParams(r *http.Request, names ...string) *params {
	p := readSome(r, names...)
	for name := range p.values {
		switch {
		case len(names) == 0:
			p.fail("want no parameters, got %q", name)
		case !slices.Contains(names, name):
			p.fail("want the parameters %s, got %q", strings.Join(names, ", "), name)
		}
	}
	return p
}

// readSome is readParams for a route that lets parameters by other names pass.
func readSome(r *http.Request, names ...string) *params {
	values, err := url.ParseQuery(r.URL.RawQuery)
	p := &params{values: values}
	if err != nil {
		p.fail("query string: %v", err)
	}
	for _, name := range names {
		switch all := values[name]; {
		case len(all) > maxRepeats:
			p.fail("%s: want it at most %d times, got it %d times", name, maxRepeats, len(all))
		case !utf8.ValidString(strings.Join(all, "")):
			p.fail("%s: want UTF-8", name)
		}
	}
	return p
}

func (p *params) fail(format string, args ...any) {
	if p.err == nil {
		p.err = problem(http.StatusBadRequest, CodeParameter, format, args...)
	}
}

// text gives a parameter that may be there once.
func (p *params) text(name string) string {
	all := p.values[name]
	if len(all) > 1 {
		p.fail("%s: want it once, got it %d times", name, len(all))
	}
	return p.values.Get(name)
}

// number gives a whole number from 1 to most, 0 where there is none.
func (p *params) number(name string, most int) int {
	s := p.text(name)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > most {
		p.fail("%s: want a whole number from 1 to %d, got %q", name, most, s)
	}
	return n
}

// date gives a day, a month or a year, zero where there is none.
func (p *params) date(name string) caldate.Date {
	s := p.text(name)
	if s == "" {
		return caldate.Date{}
	}
	d, err := caldate.Parse(s)
	if err != nil {
		p.fail("%s: want YYYY, YYYY-MM or YYYY-MM-DD, got %q", name, s)
	}
	return d
}

// period gives from and to.
func (p *params) period() (from, to caldate.Date) {
	from, to = p.date("from"), p.date("to")
	if !from.IsZero() && !to.IsZero() && from.First().Compare(to.Last()) > 0 {
		p.fail("want from before to, got %s and %s", from, to)
	}
	return from, to
}

// iri gives an IRI that must be there.
func (p *params) iri(name string) string {
	s := p.text(name)
	if s == "" {
		p.fail("%s: want an IRI such as res:country/uzbekistan, got none", name)
		return ""
	}
	return p.whole(name, s)
}

// iris gives the IRIs of a parameter that may be repeated.
func (p *params) iris(name string) []string {
	var all []string
	for _, s := range p.values[name] {
		all = append(all, p.whole(name, s))
	}
	return all
}

// whole checks an IRI and writes out its prefix, if it is one of vocab.Prefixes.
func (p *params) whole(name, s string) string {
	iri, err := wholeIRI(s)
	if err != nil {
		p.fail("%s: %v", name, err)
	}
	return iri
}

func wholeIRI(s string) (string, error) {
	if len(s) > maxIRI {
		return "", fmt.Errorf("want an IRI of at most %d bytes, got %d", maxIRI, len(s))
	}
	if iri, err := vocab.Expand(s); err == nil {
		s = iri
	}
	scheme, _, found := strings.Cut(s, ":")
	if !found || scheme == "" || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || strings.ContainsRune("<>\"{}|\\^`", r) }) {
		return "", fmt.Errorf("want an IRI or a name with a prefix such as res:country/uzbekistan, got %q", s)
	}
	return s, nil
}

// choice gives one of some words, the first where there is none.
func (p *params) choice(name string, words ...string) string {
	s := p.text(name)
	if s == "" {
		return words[0]
	}
	if !slices.Contains(words, s) {
		p.fail("%s: want one of %s, got %q", name, strings.Join(words, ", "), s)
	}
	return s
}

// languages gives those of ?lang= (repeated, or with commas between), or else
// those of Accept-Language.
func (p *params) languages(r *http.Request) []string {
	var all []string
	for _, s := range p.values["lang"] {
		all = append(all, strings.Split(s, ",")...)
	}
	if len(all) == 0 {
		for _, a := range parseAccept(r.Header.Values("Accept-Language")) {
			if a.value != "*" && a.quality > 0 && checkLanguage(a.value) == nil && len(all) < maxLanguages {
				all = append(all, a.value)
			}
		}
		return all
	}
	if len(all) > maxLanguages {
		p.fail("lang: want at most %d languages, got %d", maxLanguages, len(all))
	}
	for _, tag := range all {
		if err := checkLanguage(tag); err != nil {
			p.fail("lang: %v", err)
		}
	}
	return all
}

// checkLanguage accepts what looks like a language tag (RFC 5646, 2.1).
func checkLanguage(tag string) error {
	bad := len(tag) < 2 || len(tag) > 35
	for _, part := range strings.Split(tag, "-") {
		bad = bad || len(part) < 1 || len(part) > 8 || strings.ContainsFunc(part, func(r rune) bool {
			return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9')
		})
	}
	if bad {
		return errors.New("want a language tag such as kaa or uz-Cyrl, got " + strconv.Quote(tag))
	}
	return nil
}
