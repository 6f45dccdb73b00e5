package article

import (
	"encoding/json"
	"io"

	"diplograph/graph/vocab"
	"diplograph/loader/gazetteer"
)

// WriteJSONLines writes one event a line, in the order of the text. Names of
// things are whole IRIs, names of the vocabulary short; what is not known is
// left out, but for the lists, which may be empty.
//
//	{"id":"https://w3id.org/diplograph/id/event/…","class":"dg:Meeting","label":{"en":"…","kaa":"…"},
//	 "start":"2023-03-03","end":"2023-03-03","status":"dg:Held",
//	 "actors":[{"role":"dg:participant","id":"…","label":"Shavkat Mirziyoyev"},…],
//	 "places":[{"id":"…","label":"Shymkent"}],"body":{"id":"…","label":"…"},"ordinal":22,"document":{"id":"…","label":"…"},
//	 "superEvent":"…","purpose":"…","inResponseTo":"…","inferred":["dg:participant"],
//	 "article":"…","passages":[{"start":1281,"end":1455,"exact":"…"}]}
func WriteJSONLines(w io.Writer, d *Document) error {
	names := d.names()
	var runes []rune
	if d.quote {
		runes = []rune(d.original)
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	for _, e := range d.Events {
		if err := encoder.Encode(d.jsonEvent(e, names, runes)); err != nil {
			return err
		}
	}
	return nil
}

type jsonEvent struct {
	ID           string            `json:"id"`
	Class        string            `json:"class"`
	Label        map[string]string `json:"label"`
	Start        string            `json:"start,omitempty"`
	End          string            `json:"end,omitempty"`
	Status       string            `json:"status"`
	Actors       []jsonThing       `json:"actors"`
	Places       []jsonThing       `json:"places"`
	Body         *jsonThing        `json:"body,omitempty"`
	Ordinal      int               `json:"ordinal,omitempty"`
	Document     *jsonThing        `json:"document,omitempty"`
	SuperEvent   string            `json:"superEvent,omitempty"`
	Purpose      string            `json:"purpose,omitempty"`
	InResponseTo string            `json:"inResponseTo,omitempty"`
	Inferred     []string          `json:"inferred"`
	Article      string            `json:"article"`
	Passages     []jsonPassage     `json:"passages"`
}

type jsonThing struct {
	Role  string `json:"role,omitempty"`
	ID    string `json:"id"`
	Label string `json:"label"`
}

type jsonPassage struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Exact string `json:"exact,omitempty"`
}

func (d *Document) jsonEvent(e *Event, names map[*Event]string, runes []rune) jsonEvent {
	thing := func(x *Entity, role string) jsonThing {
		return jsonThing{role, gazetteer.IRI(x.ID), d.nameIn(x, "en")}
	}
	j := jsonEvent{
		ID: names[e], Class: vocab.Compact(e.Class), Status: vocab.Compact(e.Status), Article: d.IRI(),
		Label: map[string]string{"en": d.englishLabel(e), d.Language: d.label(e)},
		Start: e.Span.Start.String(), End: e.Span.End.String(), Ordinal: e.Ordinal,
		SuperEvent: names[e.Super], Purpose: names[e.Purpose], InResponseTo: names[e.Response],
		Actors: []jsonThing{}, Places: []jsonThing{}, Inferred: []string{}, Passages: []jsonPassage{},
	}
	for _, a := range e.Actors {
		j.Actors = append(j.Actors, thing(a.Entity, vocab.Compact(a.Role)))
	}
	for _, p := range e.Places {
		j.Places = append(j.Places, thing(p, ""))
	}
	if e.Body != nil {
		body := thing(e.Body, "")
		j.Body = &body
	}
	if e.Document != nil {
		document := thing(e.Document, "")
		j.Document = &document
	}
	for _, property := range e.Inferred {
		j.Inferred = append(j.Inferred, vocab.Compact(property))
	}
	for _, p := range e.Passages {
		passage := jsonPassage{Start: p.Start, End: p.End}
		if runes != nil {
			passage.Exact = string(runes[p.Start:p.End])
		}
		j.Passages = append(j.Passages, passage)
	}
	return j
}
