// Which cities hosted what
// What each city hosted.
g.V(g.IRI("schema:City")).in(g.IRI("rdf:type")).tag("city").out(g.IRI("dg:hosted")).tag("event")
  .save(g.IRI("rdf:type"), "kind").save(g.IRI("schema:startDate"), "start").save(g.IRI("schema:endDate"), "end").all();
