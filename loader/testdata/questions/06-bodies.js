// Which bodies were founded, when, by whom, and which sessions they held
// Foundings and initiatives with their bodies; those who founded them, where told; the numbered sessions of the same bodies.
var beginnings = g.V(g.IRI("dg:Founding"), g.IRI("dg:Initiative")).in(g.IRI("rdf:type"));
beginnings.tag("event")
  .save(g.IRI("rdf:type"), "kind").save(g.IRI("schema:startDate"), "start").save(g.IRI("schema:endDate"), "end")
  .out(g.IRI("dg:body")).tag("body").save(g.IRI("rdfs:label"), "name").all();
beginnings.tag("event").save(g.IRI("dg:body"), "body").out([g.IRI("dg:party"), g.IRI("dg:initiator")]).tag("founder").all();
beginnings.out(g.IRI("dg:body")).tag("body").save(g.IRI("rdfs:label"), "name").in(g.IRI("dg:body")).tag("event")
  .save(g.IRI("dg:ordinal"), "ordinal").save(g.IRI("rdf:type"), "kind")
  .save(g.IRI("schema:startDate"), "start").save(g.IRI("schema:endDate"), "end")
  .save(g.IRI("schema:location"), "place").save(g.IRI("dg:status"), "status").all();
