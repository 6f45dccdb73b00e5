// Package queries holds SPARQL queries that ship with Diplograph: the questions
// that the graph of an article is made to answer, and those that speed is
// measured by (bench). Each begins with comments, its title and what it does:
//
//	# title: What was planned as of the article's date
//	# The status of an event is the one it had that day.
//	PREFIX dg: <https://w3id.org/diplograph/ns#>
//	...
package queries

import (
	"embed"
	"io/fs"
	"path"
	"strings"
)

//go:embed *.rq bench/*.rq
var files embed.FS

// A Query is one of the files.
type Query struct {
	Name        string // of the file, without its extension
	Title       string
	Explanation string // a sentence or two
	Text        string // the file as it is
	Graph       Graph  // that it asks
}

// A Graph is one that queries are for.
type Graph string

const (
	Shipped   Graph = "shipped"   // that of data
	Generated Graph = "generated" // that of diplograph bench generate
)

// Questions are the queries on the graph that ships, by name.
func Questions() []Query { return read("*.rq", Shipped) }

// Bench are the queries on a generated graph that speed is measured by, by name:
// those that begin with "analytic-", then those with "short-".
func Bench() []Query { return read("bench/*.rq", Generated) }

// All are the questions and then the others. No two have one name.
func All() []Query { return append(Questions(), Bench()...) }

func read(pattern string, graph Graph) []Query {
	names, err := fs.Glob(files, pattern) // sorted
	if err != nil {
		panic(err) // the patterns are above
	}
	all := make([]Query, 0, len(names))
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			panic(err) // what is embedded can be read
		}
		q := parse(strings.TrimSuffix(path.Base(name), ".rq"), string(text))
		q.Graph = graph
		all = append(all, q)
	}
	return all
}

func parse(name, text string) Query {
	q := Query{Name: name, Text: text}
	var about []string
	for line := range strings.Lines(text) {
		comment, ok := strings.CutPrefix(strings.TrimSpace(line), "# ")
		if !ok {
			break
		}
		if title, ok := strings.CutPrefix(comment, "title: "); ok {
			q.Title = title
		} else {
			about = append(about, comment)
		}
	}
	q.Explanation = strings.Join(about, " ")
	return q
}
