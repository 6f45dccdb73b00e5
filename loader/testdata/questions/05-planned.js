// What was planned as of the article's date
// The status of an event is the one it had that day.
g.V(g.IRI("dg:Planned")).in(g.IRI("dg:status")).tag("event")
  .save(g.IRI("rdf:type"), "kind").save(g.IRI("schema:startDate"), "start").save(g.IRI("schema:endDate"), "end")
  .save(g.IRI("schema:location"), "place").all();
