// The passage that each event and each standing fact rests on
// Events and memberships of the article, with their dates and the names of their actors, bodies and places; then where their passages begin and end.
var article = g.IRI("res:article/uzbekistan-kazakhstan-2025-11-14");
var facts = g.V(g.IRI("sem:Event"), g.IRI("org:Membership")).labelContext(article).in(g.IRI("rdf:type")).labelContext(null).tag("event");
var actors = g.V(g.IRI("sem:hasActor")).in(g.IRI("rdfs:subPropertyOf"));
var others = [g.IRI("schema:location"), g.IRI("dg:body"), g.IRI("org:member"), g.IRI("org:organization")];
facts.save(g.IRI("rdf:type"), "kind").all();
facts.save(g.IRI("schema:startDate"), "start").all();
facts.save(g.IRI("schema:endDate"), "end").all();
facts.save(g.IRI("schema:location"), "place").all();
facts.out(actors).out([g.IRI("rdfs:label"), g.IRI("skos:altLabel")]).tag("name").all();
facts.out(others).out([g.IRI("rdfs:label"), g.IRI("skos:altLabel")]).tag("name").all();
facts.out(g.IRI("prov:wasQuotedFrom")).tag("passage").save(g.IRI("oa:hasSource"), "source")
  .out(g.IRI("oa:hasSelector")).save(g.IRI("oa:start"), "from").save(g.IRI("oa:end"), "to").all();
