// What was signed, by whom, when, during which visit
// Each signing with its signatories and the kind of its document; then, of those that were part of a visit, the visit.
var signings = g.V(g.IRI("dg:Signing")).in(g.IRI("rdf:type")).tag("event");
signings.save(g.IRI("schema:startDate"), "start").save(g.IRI("schema:endDate"), "end").save(g.IRI("dg:signatory"), "signatory")
  .out(g.IRI("dg:document")).out(g.IRI("rdf:type")).tag("document").all();
signings.out(g.IRI("schema:superEvent"))
  .save(g.IRI("rdf:type"), "visitKind").save(g.IRI("schema:startDate"), "visitStart").save(g.IRI("schema:endDate"), "visitEnd")
  .save(g.IRI("schema:location"), "visitPlace").all();
