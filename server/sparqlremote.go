package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"slices"
	"strings"
	"syscall"
	"time"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql/results"
)

// Errors of SERVICE and LOAD.
var (
	// ErrRemoteHost says that the operator has not allowed to ask a host.
	ErrRemoteHost = errors.New("host not allowed")
	// ErrRemote says that another host did not answer as it should.
	ErrRemote = errors.New("remote request failed")
)

// Bounds of a request to another host.
const (
	remoteConnect   = 10 * time.Second
	remoteHeader    = 30 * time.Second
	remoteRedirects = 3
	remoteBatch     = 1000
	remotePatience  = 2 * time.Minute // for all documents of an update
)

// loadsAtOnce bounds the updates that fetch documents, and the memory of those.
const loadsAtOnce = 2

// A remote fetches what SERVICE and LOAD ask for, from the hosts that the
// operator has named and no others: Options.RemoteHosts. Addresses are judged
// when the connection is made, so that a name that leads to the inside does not
// help.
type remote struct {
	hosts    []string // example.org, example.org:8080, *.example.org
	maxBytes int64
	patience time.Duration // for the documents of an update
	client   *http.Client
}

// newRemote makes the one client of the server.
func newRemote(hosts []string, maxBytes int64) *remote {
	c := &remote{hosts: hosts, maxBytes: maxBytes, patience: remotePatience}
	c.client = &http.Client{
		Transport: &http.Transport{
			DialContext:           c.dial,
			TLSHandshakeTimeout:   remoteConnect,
			ResponseHeaderTimeout: remoteHeader,
			MaxIdleConnsPerHost:   2,
			IdleConnTimeout:       time.Minute,
		},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) > remoteRedirects {
				return fmt.Errorf("%w: more than %d redirects", ErrRemote, remoteRedirects)
			}
			return c.allowed(r.URL)
		},
	}
	return c
}

// named reports whether the operator has named a host, with its port or without.
func (c *remote) named(host, port string) bool {
	return slices.ContainsFunc(c.hosts, func(h string) bool {
		if suffix, ok := strings.CutPrefix(h, "*."); ok {
			return strings.HasSuffix(strings.ToLower(host), "."+strings.ToLower(suffix))
		}
		return strings.EqualFold(h, host) || strings.EqualFold(h, net.JoinHostPort(host, port)) || strings.EqualFold(h, host+":"+port)
	})
}

// allowed refuses URLs of other schemes and hosts that are not named.
func (c *remote) allowed(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return fmt.Errorf("%w: want an http or https URL, got %s", ErrRemoteHost, u.Redacted())
	}
	if u.User != nil {
		return fmt.Errorf("%w: want a URL without a user, got %s", ErrRemoteHost, u.Redacted())
	}
	if !c.named(u.Hostname(), portOf(u)) {
		return fmt.Errorf("%w: %s is not among the hosts that this server may ask", ErrRemoteHost, u.Host)
	}
	return nil
}

func portOf(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	return map[string]string{"http": "80", "https": "443"}[u.Scheme]
}

// dial connects to a host, but to none that its name leads to on this machine or
// inside its network, unless the operator has named that very address or, like
// localhost, a name that says so.
func (c *remote) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	d := net.Dialer{Timeout: remoteConnect, ControlContext: func(_ context.Context, _, resolved string, _ syscall.RawConn) error {
		ip, err := netip.ParseAddrPort(resolved)
		if err != nil {
			return fmt.Errorf("%w: %s: %v", ErrRemote, host, err)
		}
		addr := ip.Addr().Unmap()
		if inside(addr) && !c.named(addr.String(), port) && !(host == "localhost" && c.named(host, port) && addr.IsLoopback()) {
			return fmt.Errorf("%w: %s leads to %s, which is not a public address", ErrRemoteHost, host, addr)
		}
		return nil
	}}
	return d.DialContext(ctx, network, address)
}

// inside reports whether an address is not one of the public internet.
func inside(a netip.Addr) bool {
	return !a.IsGlobalUnicast() || a.IsPrivate() || slices.ContainsFunc(notPublic, func(p netip.Prefix) bool { return p.Contains(a) })
}

// notPublic are the blocks of the IANA special-purpose registries that
// net/netip does not tell: shared space, benchmarks, documentation, and those
// that carry an IPv4 address within (6to4, NAT64, Teredo).
var notPublic = func() (all []netip.Prefix) {
	for _, s := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fec0::/10",
	} {
		all = append(all, netip.MustParsePrefix(s))
	}
	return all
}()

// away asks other hosts for a query, which has no turn while it waits for them, or
// for an update, which has its documents by a certain time.
type away struct {
	remote *remote
	turn   *turn
	until  time.Time
}

func (a away) Query(ctx context.Context, endpoint, query string) (vars []string, rows [][]rdf.Term, err error) {
	err = a.turn.away(ctx, func() error {
		vars, rows, err = a.remote.Query(ctx, endpoint, query)
		return err
	})
	return vars, rows, err
}

// Fetch is for updates alone, which have no turn.
func (a away) Fetch(ctx context.Context, iri string, each func([]rdf.Triple) error) error {
	within, cancel := context.WithDeadline(ctx, a.until)
	defer cancel()
	err := a.remote.Fetch(within, iri, each)
	if err != nil && within.Err() != nil && ctx.Err() == nil {
		return fmt.Errorf("%w: %s: the documents of an update are to be there within %v", ErrRemote, iri, a.remote.patience)
	}
	return err
}

// Query asks an endpoint a SELECT query.
func (c *remote) Query(ctx context.Context, endpoint, query string) (vars []string, rows [][]rdf.Term, err error) {
	form := url.Values{"query": {query}}.Encode()
	accept := "application/sparql-results+json, application/sparql-results+xml;q=0.8, text/tab-separated-values;q=0.5"
	res, err := c.do(ctx, http.MethodPost, endpoint, strings.NewReader(form), formType, accept)
	if err != nil {
		return nil, nil, err
	}
	defer res.Body.Close()
	f, known := results.FormatByMediaType(res.Header.Get("Content-Type"))
	if !known || f == results.Table || f == results.CSV {
		return nil, nil, fmt.Errorf("%w: %s: want results in JSON, XML or TSV, got %q", ErrRemote, endpoint, res.Header.Get("Content-Type"))
	}
	r, err := results.NewReader(c.bounded(res.Body), f, results.ReaderOptions{})
	for err == nil {
		var row []rdf.Term
		if row, err = r.Row(); err == nil {
			rows = append(rows, row)
		}
	}
	if err != io.EOF {
		return nil, nil, broken(ctx, endpoint, err)
	}
	return r.Vars(), rows, nil
}

// Fetch gives the triples of a document, some at a time.
func (c *remote) Fetch(ctx context.Context, iri string, each func([]rdf.Triple) error) error {
	res, err := c.do(ctx, http.MethodGet, iri, nil, "", strings.Join(mediaTypes(readable), ", "))
	if err != nil {
		return err
	}
	defer res.Body.Close()
	mediaType, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	f, known := rdf.FormatByMediaType(mediaType)
	if !known {
		if f, known = rdf.FormatByExtension(path.Ext(res.Request.URL.Path)); !known {
			return fmt.Errorf("%w: %s: want a document in RDF, got %q", ErrRemote, iri, mediaType)
		}
	}
	r, err := rdf.NewReader(c.bounded(res.Body), f, rdf.ReaderOptions{Base: res.Request.URL.String(), MaxToken: graph.MaxTerm})
	if err != nil {
		return broken(ctx, iri, err)
	}
	var batch []rdf.Triple
	for {
		q, err := r.Read()
		switch {
		case err == io.EOF && len(batch) == 0:
			return nil
		case err == io.EOF:
			return each(batch)
		case err != nil:
			return broken(ctx, iri, err)
		case !q.Graph.IsZero():
			return fmt.Errorf("%w: %s: want a graph, got a statement of the graph %s", ErrRemote, iri, q.Graph)
		}
		if batch = append(batch, q.Triple()); len(batch) == remoteBatch {
			if err := each(batch); err != nil {
				return err
			}
			batch = nil
		}
	}
}

func (c *remote) do(ctx context.Context, method, target string, body io.Reader, contentType, accept string) (*http.Response, error) {
	u, err := url.Parse(target)
	if err != nil {
		return nil, fmt.Errorf("%w: want a URL, got %q", ErrRemote, target)
	}
	if err := c.allowed(u); err != nil {
		return nil, err
	}
	u.Fragment = ""
	req, err := http.NewRequestWithContext(ctx, method, u.String(), body)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRemote, err)
	}
	req.Header.Set("Accept", accept)
	req.Header.Set("User-Agent", "Diplograph")
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	res, err := c.client.Do(req)
	switch {
	case errors.Is(err, ErrRemote), errors.Is(err, ErrRemoteHost):
		return nil, err
	case err != nil:
		return nil, broken(ctx, target, err)
	case res.StatusCode != http.StatusOK:
		res.Body.Close()
		return nil, fmt.Errorf("%w: %s answered %s", ErrRemote, target, res.Status)
	}
	return res, nil
}

// broken is the error of an answer that could not be read: the end of the request
// itself, if it is that. What was wrong inside is told as text, since it is not
// this server's client that sent it.
func broken(ctx context.Context, target string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("%w: %s: %v", ErrRemote, target, err)
}

// bounded refuses bodies of more than maxBytes.
func (c *remote) bounded(body io.ReadCloser) io.Reader {
	return http.MaxBytesReader(nil, body, c.maxBytes)
}
