package value

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
)

// class takes "[a-z]", "[^a]", "[\d-[7]]".
func (t *translator) class(depth int) (runeSet, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("%w: a regular expression with classes in classes, more than %d", ErrLimit, maxDepth)
	}
	t.take("[")
	negative := t.take("^")
	var set, taken runeSet
	for first := true; ; first = false {
		switch {
		case t.rest == "":
			return nil, t.wrong(`"]"`)
		case !first && strings.HasPrefix(t.rest, "-["):
			t.take("-")
			var err error
			if taken, err = t.class(depth + 1); err != nil {
				return nil, err
			}
			if !strings.HasPrefix(t.rest, "]") {
				return nil, t.wrong(`"]"`)
			}
			continue
		case !first && t.take("]"):
			set = set.normal()
			if negative {
				set = set.complement()
			}
			return set.without(taken), nil
		}
		item, err := t.classItem()
		if err != nil {
			return nil, err
		}
		if set = append(set, item...); len(set) > maxPattern*4 {
			set = set.normal()
		}
	}
}

// classItem takes a character, a range or an escape within a class.
func (t *translator) classItem() (runeSet, error) {
	low, set, err := t.classChar()
	if err != nil || set != nil {
		return set, err
	}
	high := low
	if len(t.rest) > 1 && t.rest[0] == '-' && t.rest[1] != ']' && t.rest[1] != '[' {
		t.take("-")
		if high, set, err = t.classChar(); err != nil {
			return nil, err
		}
		if set != nil || high < low {
			return nil, fmt.Errorf("%w: expected the end of a range that begins with %q before character %d", ErrPattern, low, t.pos+1)
		}
	}
	one := runeSet{{low, high}}
	if t.flags.fold {
		one = one.folded()
	}
	return one, nil
}

func (t *translator) classChar() (rune, runeSet, error) {
	switch t.rest[0] {
	case '\\':
		return t.escaped()
	case '[', ']':
		return 0, nil, t.wrong("a character of a class (others are written with \\)")
	}
	return t.next(), nil, nil
}

// escaped takes what a "\" begins: a character, or a set of them.
func (t *translator) escaped() (rune, runeSet, error) {
	t.take(`\`)
	if t.rest == "" {
		return 0, nil, t.wrong("a character after \\")
	}
	at := t.pos
	switch c := t.next(); c {
	case 'n':
		return '\n', nil, nil
	case 'r':
		return '\r', nil, nil
	case 't':
		return '\t', nil, nil
	case '\\', '|', '.', '-', '^', '?', '*', '+', '{', '}', '(', ')', '[', ']', '$':
		return c, nil, nil
	case 'p', 'P':
		set, err := t.property()
		if err == nil && c == 'P' {
			set = set.complement()
		}
		return 0, set, err
	case 's', 'd', 'w', 'i', 'c':
		return 0, multiEscape(c), nil
	case 'S', 'D', 'W', 'I', 'C':
		return 0, multiEscape(unicode.ToLower(c)).complement(), nil
	default:
		return 0, nil, fmt.Errorf("%w: expected an escape of XPath, found \"\\%c\" at character %d", ErrPattern, c, at)
	}
}

func multiEscape(c rune) runeSet {
	switch c {
	case 's':
		return runeSet{{'\t', '\n'}, {'\r', '\r'}, {' ', ' '}}
	case 'd':
		return setOf(unicode.Nd)
	case 'w':
		return words()
	case 'i':
		return nameStart.normal()
	}
	return append(append(runeSet{}, nameStart...), nameRest...).normal()
}

// words are the characters of \w.
var words = sync.OnceValue(func() runeSet { return category("P", "Z", "C").complement() })

// property takes "{Lu}" or "{IsCyrillic}".
func (t *translator) property() (runeSet, error) {
	end := strings.IndexByte(t.rest, '}')
	if !strings.HasPrefix(t.rest, "{") || end < 0 {
		return nil, t.wrong(`"{", a category or a block, and "}"`)
	}
	name := t.rest[1:end]
	t.take(t.rest[:end+1])
	if block, ok := strings.CutPrefix(name, "Is"); ok {
		if r, ok := blocks[block]; ok {
			return runeSet{r}, nil
		}
		return nil, fmt.Errorf("%w: the block %q is not known here", ErrUnsupported, block)
	}
	if !strings.Contains(categories, " "+name+" ") || name == "" {
		return nil, fmt.Errorf("%w: expected a category such as Lu, or Is and a block, found %q", ErrPattern, name)
	}
	return category(name), nil
}

// categories are those of XML Schema.
const categories = " L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn "

// category gives the characters of categories.
func category(names ...string) runeSet {
	var set runeSet
	for _, name := range names {
		set = append(set, setOf(unicode.Categories[name])...)
	}
	return set.normal()
}

// The characters that XML names begin with, and those that only follow (XML
// 1.0, production 4).
var (
	nameStart = runeSet{
		{':', ':'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}, {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D},
		{0x37F, 0x1FFF}, {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF},
		{0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
	}
	nameRest = runeSet{{'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}}
)

// blocks are the Unicode blocks that patterns may name, in the spelling of XML
// Schema: without spaces.
var blocks = map[string]runeRange{
	"BasicLatin": {0, 0x7F}, "Latin-1Supplement": {0x80, 0xFF}, "LatinExtended-A": {0x100, 0x17F},
	"LatinExtended-B": {0x180, 0x24F}, "IPAExtensions": {0x250, 0x2AF}, "SpacingModifierLetters": {0x2B0, 0x2FF},
	"CombiningDiacriticalMarks": {0x300, 0x36F}, "Greek": {0x370, 0x3FF}, "GreekandCoptic": {0x370, 0x3FF},
	"Cyrillic": {0x400, 0x4FF}, "CyrillicSupplement": {0x500, 0x52F}, "Armenian": {0x530, 0x58F}, "Hebrew": {0x590, 0x5FF},
	"Arabic": {0x600, 0x6FF}, "ArabicSupplement": {0x750, 0x77F}, "Devanagari": {0x900, 0x97F}, "Bengali": {0x980, 0x9FF},
	"Thai": {0xE00, 0xE7F}, "Georgian": {0x10A0, 0x10FF}, "HangulJamo": {0x1100, 0x11FF},
	"LatinExtendedAdditional": {0x1E00, 0x1EFF}, "GreekExtended": {0x1F00, 0x1FFF}, "GeneralPunctuation": {0x2000, 0x206F},
	"CurrencySymbols": {0x20A0, 0x20CF}, "LetterlikeSymbols": {0x2100, 0x214F}, "NumberForms": {0x2150, 0x218F},
	"Arrows": {0x2190, 0x21FF}, "MathematicalOperators": {0x2200, 0x22FF}, "BoxDrawing": {0x2500, 0x257F},
	"CJKSymbolsandPunctuation": {0x3000, 0x303F}, "Hiragana": {0x3040, 0x309F}, "Katakana": {0x30A0, 0x30FF},
	"CJKUnifiedIdeographs": {0x4E00, 0x9FFF}, "HangulSyllables": {0xAC00, 0xD7AF}, "PrivateUse": {0xE000, 0xF8FF},
	"ArabicPresentationForms-A": {0xFB50, 0xFDFF}, "ArabicPresentationForms-B": {0xFE70, 0xFEFF},
	"HalfwidthandFullwidthForms": {0xFF00, 0xFFEF},
}
