// Package data embeds what ships with Diplograph, so that one binary runs
// without a file beside it: the vocabulary (ontology), the names of states,
// places, bodies and people (gazetteer), the language knowledge (lexicon), the
// project's own annotated texts (articles) and ready graphs (graph).
package data

import "embed"

// FS holds the folders ontology, gazetteer, lexicon, articles and graph, each
// under its own name.
//
//go:embed ontology gazetteer lexicon articles graph
var FS embed.FS
