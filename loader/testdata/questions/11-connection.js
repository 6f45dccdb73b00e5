// What connects Tanzila Narbaeva and Yerlan Koshanov
// Statements from one to the other; events in which both have a part, with what these were part of; whom both met.
var narbaeva = g.V(g.IRI("res:person/tanzila-narbaeva")), koshanov = g.V(g.IRI("res:person/yerlan-koshanov"));
var parts = g.V(g.IRI("sem:hasActor")).in(g.IRI("rdfs:subPropertyOf"));
narbaeva.out(null, "statement").and(koshanov).all();
narbaeva.in(parts).and(koshanov.in(parts)).tag("event")
  .save(g.IRI("rdf:type"), "kind").save(g.IRI("schema:startDate"), "start").save(g.IRI("schema:endDate"), "end")
  .save(g.IRI("schema:location"), "place")
  .out(g.IRI("schema:superEvent"))
  .save(g.IRI("rdf:type"), "visitKind").save(g.IRI("schema:startDate"), "visitStart").save(g.IRI("schema:endDate"), "visitEnd")
  .save(g.IRI("schema:location"), "visitPlace").all();
narbaeva.out(g.IRI("dg:met")).and(koshanov.out(g.IRI("dg:met"))).tag("met").all();
