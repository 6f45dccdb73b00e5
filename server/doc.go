// Package server answers over HTTP what the graph knows: SPARQL by its Protocol
// and Graph Store Protocol, Cayley's query languages, neighbourhoods, search,
// timelines, and changes to the store.
//
//	request -> request id, log, metrics, panics   middleware.go
//	        -> origin, headers, deadline          middleware.go, origin.go
//	        -> router                             routes.go (one table: path, method, handler, cost)
//	        -> handler                            one file each; parameters by params.go
//	        <- value or error
//	        <- answer.go, or problem.go           the one place where errors become answers
//
// What is promised.
//   - Every error is a problem document (RFC 9457) with a code; a wrong method is
//     405 with Allow; HEAD answers wherever GET does.
//   - Every request ends: on disconnect, at Options.Timeout, or at
//     Options.UploadTimeout for what stores.
//   - No answer is cut short unnoticed: it is complete before it is sent, or it is
//     streamed (SPARQL, graphs) and a failure on its way breaks the connection.
//   - Other hosts are asked only if Options.RemoteHosts names them, by one client
//     that judges addresses when it connects (sparqlremote.go).
//   - A request cannot take more than its share: bodies, results, and the number
//     of uploads and of long queries at a time are bounded. Queries have the
//     processors in turn (gate.go): one that is over in a moment never waits for
//     the end of a long one.
//   - A page of another origin can change nothing, and read nothing unless it is
//     named in Options.Origins.
//   - openapi.yaml describes every route; a test holds the two together.
package server
