package value

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

var (
	// ErrPattern says that a pattern or flags are none of XPath's. In a query
	// this is a type error.
	ErrPattern = errors.New("regular expression is not valid")
	// ErrUnsupported says that a pattern is valid but cannot be matched in
	// linear time (back-references) or names a block that is not known here.
	ErrUnsupported = errors.New("regular expression is not supported")
)

const (
	maxPattern = 4096     // bytes of a pattern
	maxProgram = 10_000   // steps of a pattern, with its repetitions written out
	maxSource  = 1 << 20  // bytes of a pattern with its classes written out
	maxRepeat  = 1000     // in {n,m}
	maxDepth   = 100      // of groups in groups
	maxRegexes = 64       // kept by an Env
	maxWeight  = 16 << 20 // of those, in bytes, about
	// longMatch is how many steps times bytes are matched without asking the
	// context in between.
	longMatch = 1 << 20
)

// A Regex is a pattern of XPath (XPath and XQuery Functions 3.1, section 5.6)
// that has been compiled. It matches in time linear in the text.
type Regex struct {
	re    *regexp.Regexp
	size  int // steps
	fixed fixed
	// rest is re for the text after a match, where ^ no longer matches.
	rest *regexp.Regexp
	// lines says that ^ may match after any newline.
	lines bool
	plain bool // flag q
	// weight is about how many bytes it holds.
	weight int
}

// CompileRegex compiles a pattern with XPath's flags s, m, i, x and q. Errors
// are ErrPattern, ErrUnsupported and ErrLimit.
func CompileRegex(pattern, flags string) (*Regex, error) {
	f, err := parseFlags(flags)
	if err != nil {
		return nil, err
	}
	if len(pattern) > maxPattern {
		return nil, fmt.Errorf("%w: a regular expression of %d bytes, allowed are %d", ErrLimit, len(pattern), maxPattern)
	}
	t := translator{rest: pattern, flags: f}
	if err := t.translate(); err != nil {
		return nil, fmt.Errorf("%w (in %q)", err, pattern)
	}
	r := &Regex{size: t.size, lines: t.anchored && f.multiline, plain: f.literal}
	source := f.prefix() + t.out.String()
	if r.re, err = compile(source); err != nil {
		return nil, err
	}
	r.rest, r.weight = r.re, 8*len(source)+200*t.size
	if t.anchored && !f.multiline {
		never := strings.Replace(source, anchor, nothing, -1)
		if r.rest, err = compile(never); err != nil {
			return nil, err
		}
	}
	var ok bool
	if r.fixed, ok = wordsFixed(pattern, f.fold); !ok || f.literal || f.spaced {
		r.fixed = sequenceFixed(source)
	}
	return r, nil
}

func compile(source string) (*regexp.Regexp, error) {
	re, err := regexp.Compile(source)
	if err == nil {
		return re, nil
	}
	if e := new(syntax.Error); errors.As(err, &e) && (e.Code == syntax.ErrInvalidRepeatSize || e.Code == syntax.ErrLarge || e.Code == syntax.ErrNestingDepth) {
		return nil, fmt.Errorf("%w: a regular expression that repeats more than %d times in all, or is nested too deep", ErrLimit, maxRepeat)
	}
	return nil, fmt.Errorf("%w: %w", ErrPattern, err)
}

type regexFlags struct{ dotAll, multiline, fold, spaced, literal bool }

func parseFlags(s string) (f regexFlags, err error) {
	for _, c := range s {
		switch c {
		case 's':
			f.dotAll = true
		case 'm':
			f.multiline = true
		case 'i':
			f.fold = true
		case 'x':
			f.spaced = true
		case 'q':
			f.literal = true
		default:
			return f, fmt.Errorf("%w: expected flags of s, m, i, x and q, found %q", ErrPattern, s)
		}
	}
	return f, nil
}

// prefix gives the flags as Go writes them.
func (f regexFlags) prefix() string {
	s := ""
	if f.dotAll {
		s += "s"
	}
	if f.multiline {
		s += "m"
	}
	if f.fold {
		s += "i"
	}
	if s == "" {
		return ""
	}
	return "(?" + s + ")"
}

// Match reports whether the pattern matches some part of text. It ends early,
// with the cause, when ctx does.
func (r *Regex) Match(ctx context.Context, text string) (bool, error) {
	if found, sure := r.fixed.match(text); sure || !found {
		return found, nil
	}
	if ctx.Err() != nil {
		return false, context.Cause(ctx)
	}
	if r.size*len(text) <= longMatch {
		return r.re.MatchString(text), nil
	}
	in := &watchedText{ctx: ctx, text: text}
	found := r.re.MatchReader(in)
	return found, in.err
}

// find gives the places of the first match and its groups in text.
func (r *Regex) find(ctx context.Context, re *regexp.Regexp, text string) ([]int, error) {
	if r.size*len(text) <= longMatch {
		return re.FindStringSubmatchIndex(text), nil
	}
	in := &watchedText{ctx: ctx, text: text}
	places := re.FindReaderSubmatchIndex(in)
	return places, in.err
}

// watchedText gives the characters of a text until its context ends.
type watchedText struct {
	ctx  context.Context
	text string
	n    int
	err  error
}

// ReadRune implements io.RuneReader.
func (w *watchedText) ReadRune() (rune, int, error) {
	if w.n++; w.n%128 == 0 && w.ctx.Err() != nil {
		w.err = context.Cause(w.ctx)
		return 0, 0, w.err
	}
	if w.text == "" {
		return 0, 0, io.EOF
	}
	c, size := utf8.DecodeRuneInString(w.text)
	w.text = w.text[size:]
	return c, size, nil
}

type regexKey struct{ pattern, flags string }

// regex gives a compiled pattern, from those that the query used before.
func (e *Env) regex(pattern, flags string) (*Regex, bool) {
	key := regexKey{pattern, flags}
	r, ok := e.regexes[key]
	if !ok {
		if e.ended() {
			return nil, false
		}
		var err error
		if r, err = CompileRegex(pattern, flags); err != nil && !errors.Is(err, ErrPattern) {
			e.fail(err)
		}
		e.keep(key, r)
	}
	return r, r != nil
}

// keep remembers a compiled pattern, or that there is none.
func (e *Env) keep(key regexKey, r *Regex) {
	if len(e.regexes) >= maxRegexes || e.weight > maxWeight {
		e.Forget()
	}
	weight := int64(len(key.pattern) + len(key.flags))
	if r != nil {
		weight += int64(r.weight)
	}
	if e.Spare != nil && !e.Spare(weight) {
		return
	}
	if e.regexes == nil {
		e.regexes = map[regexKey]*Regex{}
	}
	e.regexes[key] = r
	e.weight += weight
}

// Forget drops the compiled patterns.
func (e *Env) Forget() {
	if e.Give != nil {
		e.Give(e.weight)
	}
	e.regexes, e.weight = nil, 0
}

func init() {
	define("REGEX", 2, 3, matchRegex)
	define("REPLACE", 3, 4, replaceRegex)
}

// pattern gives the compiled pattern of arguments from the second on.
func (e *Env) pattern(a []Value, flags int) (*Regex, bool) {
	if !a[0].isText() || a[1].kind != String {
		return nil, false
	}
	f := ""
	if len(a) > flags {
		if a[flags].kind != String {
			return nil, false
		}
		f = a[flags].str
	}
	return e.regex(a[1].str, f)
}

func matchRegex(e *Env, a []Value) Value {
	r, ok := e.pattern(a, 2)
	if !ok {
		return Value{}
	}
	found, err := r.Match(e.Context, a[0].str)
	if err != nil {
		return e.fail(err)
	}
	return OfBool(found)
}
