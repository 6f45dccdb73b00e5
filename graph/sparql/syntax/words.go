package syntax

import (
	"sort"
	"strings"
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var (
	queryWords  = set("SELECT CONSTRUCT DESCRIBE ASK")
	updateWords = set("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH")
	clauses     = set("WHERE GROUP HAVING ORDER LIMIT OFFSET VALUES FROM")
	// keywords are those not in the sets above, and no functions.
	keywords = set(`BASE PREFIX VERSION DISTINCT REDUCED AS NAMED BY ASC DESC UNDEF OPTIONAL UNION MINUS
		GRAPH SERVICE SILENT FILTER BIND IN NOT EXISTS SEPARATOR TRUE FALSE a
		DATA INTO TO DEFAULT ALL USING`)
)

// foreignWords are words of other languages, or of SPARQL as it was.
var foreignWords = map[string]string{
	"A":        `the short form of rdf:type is a lower-case "a"`,
	"AND":      `"and" is written &&`,
	"OR":       `"or" is written ||`,
	"BINDINGS": "it is called VALUES now",
	"LIKE":     "use CONTAINS, STRSTARTS or REGEX",
	"NULL":     "use !BOUND(?x) or FILTER NOT EXISTS",
	"UPDATE":   "use DELETE and INSERT with WHERE",
	"JOIN":     "patterns in a group are joined; OPTIONAL is the left join",
	"LET":      "use BIND(expression AS ?name)",
	"UNSAID":   "use FILTER NOT EXISTS",
	"MATCH":    "that is Cypher; SPARQL writes patterns in { }",
	"RETURN":   "that is Cypher; SPARQL names the result in SELECT",
}

// vocabulary is all words of SPARQL, sorted.
var vocabulary = func() (list []string) {
	for _, m := range []map[string]bool{queryWords, updateWords, clauses, keywords, aggregates} {
		for w := range m {
			list = append(list, w)
		}
	}
	for w := range builtIns {
		list = append(list, w)
	}
	sort.Strings(list)
	return list
}()

// nearest is the word of SPARQL that differs from word by the fewest letters,
// at most a third of them and not the first; among equals the one that starts
// most like it. In an expression only functions come into question.
func nearest(word string, inExpression bool) string {
	if len(word) < 3 || len(word) > 20 {
		return ""
	}
	best, least, like := "", len(word)/3+1, 0
	for _, w := range vocabulary {
		if _, function := builtIns[w]; inExpression && !function && !aggregates[w] {
			continue
		}
		d, same := distance(word, w), commonPrefix(word, w)
		if same > 0 && (d < least || d == least && same > like) {
			best, least, like = w, d, same
		}
	}
	return best
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// distance counts the letters to insert, delete, replace or swap with the next
// to get from a to b.
func distance(a, b string) int {
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	var older []int
	for i := 1; i <= len(a); i++ {
		older, before, row = before, row, make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(before[j]+1, row[j-1]+1, before[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
	}
	return row[len(b)]
}
