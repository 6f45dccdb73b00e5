// All that happened in Samarkand; in Astana
// The events that have the city as their place, or as one of their places.
g.V(g.IRI("res:city/samarkand"), g.IRI("res:city/astana")).tag("city").in(g.IRI("schema:location")).tag("event")
  .save(g.IRI("rdf:type"), "kind").save(g.IRI("schema:startDate"), "start").save(g.IRI("schema:endDate"), "end")
  .save(g.IRI("schema:location"), "place").all();
