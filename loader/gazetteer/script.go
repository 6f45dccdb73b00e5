package gazetteer

import (
	"io/fs"
	"strings"
)

// A script writes Karakalpak in the Latin alphabet of 2016.
type script struct{ *strings.Replacer }

// latin2016 pairs small Cyrillic letters with their Latin counterparts. The
// hard and the soft sign have none.
var latin2016 = []string{
	"а", "a", "ә", "á", "б", "b", "в", "v", "г", "g", "ғ", "ǵ", "д", "d", "е", "e",
	"ё", "yo", "ж", "j", "з", "z", "и", "i", "й", "y", "к", "k", "қ", "q", "л", "l",
	"м", "m", "н", "n", "ң", "ń", "о", "o", "ө", "ó", "п", "p", "р", "r", "с", "s",
	"т", "t", "у", "u", "ү", "ú", "ў", "w", "ф", "f", "х", "x", "ҳ", "h", "ц", "c",
	"ч", "ch", "ш", "sh", "щ", "sh", "ъ", "", "ы", "ı", "ь", "", "э", "e", "ю", "yu", "я", "ya",
}

// capital writes a Latin letter or digraph as a capital; ı has its own.
func capital(latin string) string {
	if latin == "ı" {
		return "Í"
	}
	if latin == "" {
		return ""
	}
	first := []rune(latin)[0]
	return strings.ToUpper(string(first)) + latin[len(string(first)):]
}

func loadScript(fs.FS) (script, error) {
	var pairs []string
	for i := 0; i < len(latin2016); i += 2 {
		from, to := latin2016[i], latin2016[i+1]
		pairs = append(pairs, from, to, strings.ToUpper(from), capital(to))
	}
	return script{strings.NewReplacer(pairs...)}, nil
}

// all transliterates labels; two that become one are written once.
func (s script) all(labels []string) []string {
	var latin []string
	seen := map[string]bool{}
	for _, label := range labels {
		if l := s.Replace(label); !seen[l] {
			seen[l] = true
			latin = append(latin, l)
		}
	}
	return latin
}
