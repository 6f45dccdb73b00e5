package server

import (
	"net/http"
	"slices"
)

// fromOrigins lets pages of the named origins read answers (CORS), and keeps
// pages of any other from changing anything: a browser would send them a form's
// POST even though they cannot read the answer.
func (s *Server) fromOrigins(next http.Handler) (http.Handler, error) {
	guard := http.NewCrossOriginProtection()
	for _, origin := range s.opts.Origins {
		if err := guard.AddTrustedOrigin(origin); err != nil {
			return nil, err
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Origin")
		if origin := r.Header.Get("Origin"); slices.Contains(s.opts.Origins, origin) {
			allowOrigin(w.Header(), r, origin)
		}
		if err := guard.Check(r); err != nil {
			n := noteOf(r.Context())
			n.err = err
			p := problem(http.StatusForbidden, CodeOrigin, "a page of another origin may not do this; its origin must be named when the server is started")
			p.Request = n.id
			writeProblem(w, p)
			return
		}
		next.ServeHTTP(w, r)
	}), nil
}

// allowOrigin answers the questions of CORS (Fetch Standard, 3.3).
func allowOrigin(h http.Header, r *http.Request, origin string) {
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", "X-Request-Id, Location")
	if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
		h.Set("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE")
		h.Set("Access-Control-Allow-Headers", "Accept, Accept-Language, Content-Type, Content-Encoding, X-Request-Id")
		h.Set("Access-Control-Max-Age", "600")
	}
}
