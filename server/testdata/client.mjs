// What a client reads of each kind of answer: the URL of the endpoint comes last
// on the command line, client.txt is what must be printed.
import { SparqlEndpointFetcher } from 'fetch-sparql-endpoint';

const url = process.argv.at(-1);
const term = t => t.value + (t.language ? '@' + t.language : '') + (t.datatype ? ' ' + t.datatype.value.split('#')[1] : '');

async function all(stream, show) {
  const lines = [];
  for await (const item of stream) lines.push(show(item));
  console.log(lines.sort().join('\n'));
}

for (const method of ['POST', 'GET']) {
  const client = new SparqlEndpointFetcher({ method });
  await client.fetchUpdate(url, `INSERT DATA { <urn:s> <urn:p> "Хийўа"@kaa, 7, <urn:o>, _:b }`);
  await client.fetchUpdate(url, `DELETE WHERE { <urn:s> <urn:p> _:x . FILTER(isBlank(_:x)) }`).catch(e => console.log('refused', e.message.includes('400')));
  await client.fetchUpdate(url, `DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(isBlank(?o)) }`);
  await all(await client.fetchBindings(url, 'SELECT ?o { <urn:s> <urn:p> ?o }'), b => term(b.o));
  console.log(await client.fetchAsk(url, 'ASK { <urn:s> ?p <urn:o> }'));
  await all(await client.fetchTriples(url, 'CONSTRUCT { ?o <urn:of> ?s } WHERE { ?s ?p ?o FILTER(isIRI(?o)) }'),
    q => [q.subject, q.predicate, q.object].map(t => t.value).join(' '));
}
