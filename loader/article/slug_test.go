package article

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

func TestSlug(t *testing.T) {
	for _, c := range []struct{ label, want string }{
		{"Айдос Сапаров", "aydos-saparov"},
		{"Өзбекстан ҳәм Қазақстан аймақлары форумы", "ozbekstan-ham-qazaqstan-aymaqlari-forumi"},
		{"Ғәрезсиз ўәкил Цой", "garezsiz-wakil-coy"},
		{"Чехия ҳәм Швейцария, Щербаков", "chexiya-ham-shveycariya-sherbakov"},
		{"Ёлкин, Юсупов, Яхшы", "yolkin-yusupov-yaxshi"},
		{"«Орайлық Азия - Италия» саммити", "orayliq-aziya-italiya-sammiti"},
		{"С5+1", "s5-1"},
		{"Ма'мун объекти, июнь", "mamun-obekti-iyun"},
		{"Ózbekstan hám Shımkent", "ozbekstan-ham-shimkent"},
		{"O\u0301zbekstan", "ozbekstan"},
		{"G20 & BRICS", "g20-brics"},
		{"  -  ", ""},
		{"中国", ""},
		{"", ""},
	} {
		if got := Slug(c.label); got != c.want {
			t.Errorf("%q gives %q, want %q", c.label, got, c.want)
		}
	}
}

// TestSlugShape holds whatever the label to what names are made of; a slug is
// its own slug.
func TestSlugShape(t *testing.T) {
	shape := regexp.MustCompile(`^([a-z0-9]+(-[a-z0-9]+)*)?$`)
	rapid.Check(t, func(t *rapid.T) {
		label := rapid.String().Draw(t, "label")
		slug := Slug(label)
		if !shape.MatchString(slug) || Slug(slug) != slug {
			t.Errorf("%q gives %q, and that %q", label, slug, Slug(slug))
		}
	})
}
