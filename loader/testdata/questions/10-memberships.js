// In which international bodies both states work
// As the article tells, that is, in its graph: the gazetteer knows of more.
var article = g.IRI("res:article/uzbekistan-kazakhstan-2025-11-14");
g.V(g.IRI("res:country/uzbekistan")).labelContext(article).out(g.IRI("org:memberOf"))
  .and(g.V(g.IRI("res:country/kazakhstan")).labelContext(article).out(g.IRI("org:memberOf"))).unique().all();
