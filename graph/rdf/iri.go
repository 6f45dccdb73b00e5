package rdf

import "strings"

// ResolveIRI resolves a reference against an absolute base as RFC 3986 section
// 5.2 says, on the characters as they are: nothing is normalised but the dot
// segments of references that are relative. An absolute reference comes back
// untouched.
func ResolveIRI(base, ref string) string {
	if schemeLength(ref) >= 0 {
		return ref
	}
	b := splitIRI(base)
	r := splitIRI(ref)
	r.scheme = b.scheme
	switch {
	case r.hasAuthority:
		r.path = removeDotSegments(r.path)
	case r.path == "":
		r.authority, r.hasAuthority, r.path = b.authority, b.hasAuthority, b.path
		if r.query == "" {
			r.query = b.query
		}
	default:
		r.authority, r.hasAuthority = b.authority, b.hasAuthority
		if r.path[0] != '/' {
			r.path = mergePaths(b, r.path)
		}
		r.path = removeDotSegments(r.path)
	}
	return r.String()
}

// iriParts are the five components of RFC 3986 section 3, each with the
// delimiter that tells an empty one from none: "?q", "#f".
type iriParts struct {
	scheme       string // with its colon
	authority    string
	hasAuthority bool
	path         string
	query        string
	fragment     string
}

func splitIRI(s string) (p iriParts) {
	if n := schemeLength(s); n >= 0 {
		p.scheme, s = s[:n+1], s[n+1:]
	}
	if i := strings.IndexByte(s, '#'); i >= 0 {
		s, p.fragment = s[:i], s[i:]
	}
	if i := strings.IndexByte(s, '?'); i >= 0 {
		s, p.query = s[:i], s[i:]
	}
	if rest, ok := strings.CutPrefix(s, "//"); ok {
		p.hasAuthority = true
		i := strings.IndexByte(rest, '/')
		if i < 0 {
			i = len(rest)
		}
		p.authority, s = rest[:i], rest[i:]
	}
	p.path = s
	return p
}

func (p iriParts) String() string {
	slashes := ""
	if p.hasAuthority {
		slashes = "//"
	}
	return p.scheme + slashes + p.authority + p.path + p.query + p.fragment
}

// mergePaths is RFC 3986 section 5.2.3.
func mergePaths(base iriParts, path string) string {
	if base.hasAuthority && base.path == "" {
		return "/" + path
	}
	return base.path[:strings.LastIndexByte(base.path, '/')+1] + path
}

// removeDotSegments is RFC 3986 section 5.2.4.
func removeDotSegments(in string) string {
	if !strings.Contains(in, ".") {
		return in
	}
	out := make([]byte, 0, len(in))
	for in != "" {
		switch {
		case strings.HasPrefix(in, "../"):
			in = in[3:]
		case strings.HasPrefix(in, "./"):
			in = in[2:]
		case strings.HasPrefix(in, "/./"):
			in = in[2:]
		case in == "/.":
			in = "/"
		case strings.HasPrefix(in, "/../"):
			in, out = in[3:], dropSegment(out)
		case in == "/..":
			in, out = "/", dropSegment(out)
		case in == "." || in == "..":
			in = ""
		default:
			n := strings.IndexByte(in[1:], '/') + 1
			if n == 0 {
				n = len(in)
			}
			out, in = append(out, in[:n]...), in[n:]
		}
	}
	return string(out)
}

func dropSegment(out []byte) []byte {
	for i := len(out) - 1; i >= 0; i-- {
		if out[i] == '/' {
			return out[:i]
		}
	}
	return out[:0]
}
