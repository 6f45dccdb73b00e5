package value

import (
	"context"
	"errors"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestRegex(t *testing.T) {
	for _, c := range []struct {
		pattern, flags, text string
		want                 bool
	}{
		{"bra", "", "abracadabra", true},
		{"^a.*a$", "", "abracadabra", true},
		{"^bra", "", "abracadabra", false},
		{"", "", "", true},
		{"a|", "", "b", true},
		// The poem of XPath's section 5.6.3.
		{"Kaum.*krähen", "", "Kaum hat dies\nder Hahn\nkrähen", false},
		{"Kaum.*krähen", "s", "Kaum hat dies\nder Hahn\nkrähen", true},
		{"^der Hahn$", "", "Kaum\nder Hahn\nkrähen", false},
		{"^der Hahn$", "m", "Kaum\nder Hahn\nkrähen", true},
		{"kiki", "i", "Der Held KiKi", true},
		{"hello world", "x", "helloworld", true},
		{"hello[ ]world", "x", "hello world", true},
		{"hello world", "x", "hello world", false},
		{"a.b", "q", "a.b", true},
		{"a.b", "q", "axb", false},
		{"A.B", "iq", "xa.bx", true},
		{"a$", "", "a\n", false},
		{`\d+`, "", "٣", true},
		{`^\w+$`, "", "Хийўа", true},
		{`^\w+$`, "", "a b", false},
		{`^\W$`, "", "-", true},
		{`^\i\c*$`, "", "xml:lang-1", true},
		{`^\i\c*$`, "", "1a", false},
		{`^\I$`, "", "1", true},
		{`^\C$`, "", " ", true},
		{`^\s\S$`, "", "\tx", true},
		{`^\p{Lu}\p{Ll}$`, "", "Ўк", true},
		{`^\P{L}$`, "", "1", true},
		{`^\p{IsCyrillic}+$`, "", "Хива", true},
		{`^\p{IsCyrillic}+$`, "", "Xива", false},
		{`^\P{IsBasicLatin}$`, "", "ў", true},
		{`^[a-z-[aeiou]]+$`, "", "xyz", true},
		{`^[a-z-[aeiou]]+$`, "", "xaz", false},
		{`^[^a-c-[x]]$`, "", "d", true},
		{`^[^a-c-[x]]$`, "", "x", false},
		{`^[^a-c-[x]]$`, "", "a", false},
		{`^[\w-[\d]]$`, "", "7", false},
		{`^[a-]$`, "", "-", true},
		{`^[\-\]\\^]+$`, "", `-]\^`, true},
		{`^[A-Z-[IO]]$`, "i", "b", true},
		{`^[A-Z-[IO]]$`, "i", "i", false},
		{`^[^Q]$`, "i", "q", false},
		{`^\p{Lu}$`, "i", "a", false},
		{`^[k]$`, "i", "\u212A", true},
		{`^(ab){2,3}$`, "", "ababab", true},
		{`^a{2,}$`, "", "a", false},
		{`^a{0}$`, "", "", true},
		{`^(?:ab)+?$`, "", "abab", true},
		{`^\.\|\?\*\+\(\)\{\}\[\]\$\^\-$`, "", `.|?*+(){}[]$^-`, true},
		{`^\n\r\t$`, "", "\n\r\t", true},
		{`x/y`, "", "x/y", true},
		{`ö`, "i", "Ö", true},
		{`ҚАЛА`, "i", "Нөкис қаласы", true},
		{`straße`, "i", "STRASSE", false},
	} {
		r, err := CompileRegex(c.pattern, c.flags)
		if err != nil {
			t.Errorf("%q with %q: %v", c.pattern, c.flags, err)
			continue
		}
		if got, err := r.Match(context.Background(), c.text); got != c.want || err != nil {
			t.Errorf("%q with %q on %q: %v, %v", c.pattern, c.flags, c.text, got, err)
		}
	}
}

func TestRegexErrors(t *testing.T) {
	for pattern, want := range map[string]error{
		"[":                               ErrPattern,
		"a)":                              ErrPattern,
		"(a":                              ErrPattern,
		"a{":                              ErrPattern,
		"a{2,1}":                          ErrPattern,
		"a{,2}":                           ErrPattern,
		"a**":                             ErrPattern,
		"*a":                              ErrPattern,
		"}":                               ErrPattern,
		`\b`:                              ErrPattern,
		`\`:                               ErrPattern,
		`\p{Xx}`:                          ErrPattern,
		`\p{L`:                            ErrPattern,
		"[z-a]":                           ErrPattern,
		`[a-\d]`:                          ErrPattern,
		"[a-z-[b]c]":                      ErrPattern,
		"(?i)a":                           ErrPattern,
		"(?P<n>a)":                        ErrPattern,
		"[]":                              ErrPattern,
		`(a)\1`:                           ErrUnsupported,
		`\p{IsKlingon}`:                   ErrUnsupported,
		"a{1001}":                         ErrLimit,
		"(a{1000}){1000}":                 ErrLimit,
		"((a{100}){100}){100}":            ErrLimit,
		"a{99999999999999999999}":         ErrLimit,
		"(x{101}){11}":                    ErrLimit,
		strings.Repeat("a{1000}", 11):     ErrLimit,
		strings.Repeat("(", 300) + "a":    ErrLimit,
		strings.Repeat("[a-", 300):        ErrLimit,
		strings.Repeat("a", maxPattern+1): ErrLimit,
	} {
		if _, err := CompileRegex(pattern, ""); !errors.Is(err, want) {
			t.Errorf("%.40q: %v, want %v", pattern, err, want)
		}
	}
}

// The costliest patterns that are allowed compile quickly.
func TestRegexesCompileInTime(t *testing.T) {
	for _, pattern := range []string{
		strings.Repeat(`\w`, 180), `(\w{999}|[\i-[a]]{999}){1,1}`, strings.Repeat("a{999}", 10), strings.Repeat("a|", 2000),
		strings.Repeat("(?:a?){9}", 400), strings.Repeat("(", 99) + "a" + strings.Repeat("?)", 99),
	} {
		start := time.Now()
		_, err := CompileRegex(pattern, "i")
		if d := time.Since(start); d > time.Second {
			t.Errorf("%.40s takes %v to compile (%v)", pattern, d, err)
		}
	}
}

func TestRegexesAreKeptWithinBounds(t *testing.T) {
	e := testEnv()
	for i := range maxRegexes + 10 {
		e.regex(strings.Repeat(`\w`, 30)+strings.Repeat("a", i), "")
		if len(e.regexes) > maxRegexes || e.weight > 2*maxWeight {
			t.Fatalf("%d patterns of %d bytes are kept", len(e.regexes), e.weight)
		}
	}
	if err := e.Err(); err != nil {
		t.Error(err)
	}
}

func TestUnsupportedPatternsEndTheQuery(t *testing.T) {
	e := testEnv()
	if got := apply(t, e, "REGEX", `"aa"`, `"(a)\1"`); !got.IsNone() || !errors.Is(e.Err(), ErrUnsupported) {
		t.Errorf("a back-reference gives %s, %v", shown(got), e.Err())
	}
}

// A pattern on a long text ends with its context.
func TestRegexEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	text := strings.Repeat("a", 8<<20)
	for _, pattern := range []string{"(a?){30}(a|b?){500}[b-c]", "(a*)*(a*)*[bc]$"} {
		r, err := CompileRegex(pattern, "")
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		if _, err := r.Match(ctx, text); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v", pattern, err)
		}
		if d := time.Since(start); d > time.Second {
			t.Errorf("%s took %v", pattern, d)
		}
	}
	e := testEnv()
	e.Context = ctx
	f, _ := Lookup("REPLACE")
	if f.Call(e, []Value{OfString(text), OfString("a.*?z|a"), OfString("b")}); !errors.Is(e.Err(), context.DeadlineExceeded) {
		t.Errorf("REPLACE: %v", e.Err())
	}
}

func TestFixedTextIsWhatEveryMatchHas(t *testing.T) {
	for source, want := range map[string]fixed{
		"abc":              {all: []fixedText{{"abc", false}}, gaps: true},
		"(?:^)abc":         {all: []fixedText{{"abc", false}}, gaps: true, start: true},
		"abc(?:$)":         {all: []fixedText{{"abc", false}}, gaps: true, end: true},
		"(?:^)abc(?:$)":    {all: []fixedText{{"abc", false}}, gaps: true, start: true, end: true},
		"(?i)abc":          {all: []fixedText{{"ABC", true}}, gaps: true},
		"x+(abc)d":         {all: []fixedText{{"abc", false}, {"d", false}}},
		"(?i)ab(?-i:[c])d": {all: []fixedText{{"AB", true}, {"c", false}, {"D", true}}},
		"ab.*cd":           {all: []fixedText{{"ab", false}, {"cd", false}}, gaps: true},
		"(?s)ab.*cd":       {all: []fixedText{{"ab", false}, {"cd", false}}, gaps: true, dotAll: true},
		"ab.+cd":           {all: []fixedText{{"ab", false}, {"cd", false}}},
		".*cd":             {all: []fixedText{{"cd", false}}},
		"abc|d":            {},
		"(?m)(?:^)abc":     {all: []fixedText{{"abc", false}}},
		"a?":               {},
	} {
		if got := sequenceFixed(source); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", source, got, want)
		}
	}
}

// Short cuts and patterns agree, on patterns that have them and texts that
// nearly match.
func TestFixedTextDecidesAsThePattern(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pattern := rapid.StringMatching(`\^?(a|b|K|ab|\.\*|\.\*\?|\||\(b\)|[ac]\.\*b){1,5}\$?`).Draw(t, "pattern")
		flags := rapid.StringMatching(`[ims]{0,2}`).Draw(t, "flags")
		r, err := CompileRegex(pattern, flags)
		if err != nil {
			return
		}
		text := rapid.StringMatching(`[abcABk\nK]{0,8}`).Draw(t, "text")
		if got, err := r.Match(context.Background(), text); err != nil || got != r.re.MatchString(text) {
			t.Fatalf("%q with %q on %q: %v, %v", pattern, flags, text, got, err)
		}
	})
}

// FuzzRegex looks for patterns that do not compile for another reason than
// those that are told, and for texts on which the short cuts and the pattern
// disagree.
func FuzzRegex(f *testing.F) {
	for _, pattern := range []string{"a|b", `[a-z-[aeiou]]`, `\p{Lu}+?`, "^(a*)$", "(x{3}){2,}", `\i\c`, "[^\\s]{2}"} {
		f.Add(pattern, "i", "Abc xyz")
		f.Add(pattern, "", "xxxxxx")
	}
	f.Fuzz(func(t *testing.T, pattern, flags, text string) {
		r, err := CompileRegex(pattern, flags)
		if err != nil {
			if !errors.Is(err, ErrPattern) && !errors.Is(err, ErrUnsupported) && !errors.Is(err, ErrLimit) {
				t.Fatal(err)
			}
			return
		}
		// Strings of terms are valid UTF-8.
		if len(text) > 200 || !utf8.ValidString(text) || !utf8.ValidString(pattern) {
			return
		}
		got, err := r.Match(context.Background(), text)
		if err != nil || got != r.re.MatchString(text) {
			t.Fatalf("%q with %q on %q: %v, %v", pattern, flags, text, got, err)
		}
		e := testEnv()
		e.MaxString = 1 << 20
		replaceRegex(e, []Value{OfString(text), OfString(pattern), OfString("<$0>"), OfString(flags)})
		if q, err := CompileRegex(text, "q"); err == nil && !q.re.MatchString("x"+text) {
			t.Fatalf("%q is not found in itself", text)
		}
	})
}

func TestWordsAreWhatXPathSays(t *testing.T) {
	r, err := CompileRegex(`^\w$`, "")
	if err != nil {
		t.Fatal(err)
	}
	other := regexp.MustCompile(`^[^\p{P}\p{Z}\p{C}]$`)
	for c := rune(0); c < 0x3000; c++ {
		if r.re.MatchString(string(c)) != other.MatchString(string(c)) {
			t.Errorf("%U", c)
		}
	}
}
