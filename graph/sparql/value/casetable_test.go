package value

import (
	"math/rand/v2"
	"testing"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// TestCaseTables compares the tables with the full rules.
func TestCaseTables(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	near := []rune("aZäßΑΣσςİıǅŉΐ́ЖжЎ Ꭰ\u0345.'")
	for range 20_000 {
		var text []rune
		for range rng.IntN(6) {
			if rng.IntN(2) == 0 {
				text = append(text, near[rng.IntN(len(near))])
			} else {
				text = append(text, rune(rng.IntN(0x2100)))
			}
		}
		s := string(text)
		if got, want := lower(s), cases.Lower(language.Und).String(s); got != want {
			t.Fatalf("lower(%q) = %q, want %q", s, got, want)
		}
		if got, want := upper(s), cases.Upper(language.Und).String(s); got != want {
			t.Fatalf("upper(%q) = %q, want %q", s, got, want)
		}
	}
	for _, s := range []string{"a\xffЖ", "\xff", "Ж\xed\xa0\x80"} {
		if got, want := lower(s), cases.Lower(language.Und).String(s); got != want {
			t.Errorf("lower(%q) = %q, want %q", s, got, want)
		}
	}
}
