# Serves the requests of oxigraph.go on an Oxigraph store in a folder, or in memory
# if none is named: a line of JSON each, and a line of JSON in answer. A query is timed from its text to the last
# byte of its answer in TSV, which is made by Oxigraph itself.
import json, os, sys, time
import pyoxigraph as ox

store = ox.Store(*sys.argv[1:])

def load(request):
    start = time.perf_counter()
    store.bulk_load(path=request["path"], format=ox.RdfFormat.N_QUADS)
    took = time.perf_counter() - start
    store.optimize()
    return {"seconds": [took], "rows": len(store)}

def query(request):
    start = time.perf_counter()
    answer = store.query(request["text"]).serialize(format=ox.QueryResultsFormat.TSV)
    took = time.perf_counter() - start
    with open(request["path"], "wb") as f:
        f.write(answer)
    return {"seconds": [took]}

for line in sys.stdin:
    request = json.loads(line)
    try:
        reply = {"load": load, "query": query, "version": lambda _: {"text": ox.__version__}}[request["do"]](request)
    except Exception as e:
        reply = {"error": f"{type(e).__name__}: {e}"}
    print(json.dumps(reply), flush=True)
