// Which summits were attended, by whom
// Each summit with those who attended it; then the formats they were summits of.
var summits = g.V(g.IRI("dg:Summit")).in(g.IRI("rdf:type")).tag("event");
summits.save(g.IRI("rdf:type"), "kind").save(g.IRI("schema:startDate"), "start").save(g.IRI("schema:endDate"), "end")
  .save(g.IRI("schema:location"), "place").in(g.IRI("dg:attended")).tag("who").all();
summits.out(g.IRI("dg:body")).save(g.IRI("rdfs:label"), "name").all();
