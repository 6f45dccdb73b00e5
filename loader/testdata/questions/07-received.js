// Who was received by whom
// Audiences: the host receives the participant.
g.V(g.IRI("dg:Audience")).in(g.IRI("rdf:type")).tag("event")
  .save(g.IRI("dg:participant"), "guest").save(g.IRI("dg:host"), "host")
  .save(g.IRI("rdf:type"), "kind").save(g.IRI("schema:startDate"), "start").save(g.IRI("schema:endDate"), "end")
  .save(g.IRI("schema:location"), "place").all();
