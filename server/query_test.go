package server

import "net/url"

var (
	gizmoText  = `g.V("<https://w3id.org/diplograph/id/city/khiva>").out("<https://schema.org/containedInPlace>").all()`
	gizmoQuery = url.QueryEscape(gizmoText)
)
