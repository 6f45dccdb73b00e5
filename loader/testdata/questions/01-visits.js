// Every visit of each president to the other's country
// A visitor who is or was head of state of one country; a place that is the other country or lies in it.
function visits(home, other) {
  var places = g.V(g.IRI(other)).or(g.V(g.IRI(other)).followRecursive(g.M().in(g.IRI("schema:containedInPlace"))));
  return g.V(g.IRI(home)).in(g.IRI("org:organization")).has(g.IRI("org:role"), g.IRI("dg:HeadOfState"))
    .out(g.IRI("org:member")).tag("president")
    .in(g.IRI("dg:visitor")).and(places.in(g.IRI("schema:location"))).tag("event")
    .save(g.IRI("rdf:type"), "kind").save(g.IRI("schema:startDate"), "start").save(g.IRI("schema:endDate"), "end")
    .save(g.IRI("schema:location"), "place").save(g.IRI("dg:status"), "status");
}
visits("res:country/uzbekistan", "res:country/kazakhstan").all();
visits("res:country/kazakhstan", "res:country/uzbekistan").all();
