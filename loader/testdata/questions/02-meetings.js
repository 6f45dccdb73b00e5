// Where and when the two presidents met besides
// The events in which both take part.
g.V(g.IRI("res:person/kassym-jomart-tokayev")).in(g.IRI("dg:participant"))
  .and(g.V(g.IRI("res:person/shavkat-mirziyoyev")).in(g.IRI("dg:participant"))).tag("event")
  .save(g.IRI("rdf:type"), "kind").save(g.IRI("schema:startDate"), "start").save(g.IRI("schema:endDate"), "end")
  .save(g.IRI("schema:location"), "place").all();
