package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"runtime"
	"time"

	"diplograph/graph/caldate"
	"diplograph/graph/rdf"
)

// Options steer a Server. The zero value serves everything but articles.
type Options struct {
	// Extractor reads articles; without one POST /v1/articles is 503.
	Extractor Extractor
	// Log is told of each request and of errors; nil means slog.Default().
	Log *slog.Logger
	// Version is shown on the page at / and in the metrics.
	Version string

	Timeout       time.Duration // of a request; 0 means 30 s
	SlowQuery     time.Duration // from which on a query is logged as slow; 0 means 1 s
	UploadTimeout time.Duration // of a request that stores; 0 means 5 min
	MaxQueries    int           // long queries at a time; 0 means 4 for each processor
	MaxQuery      int64         // bytes of a query; 0 means 1 MB
	MaxArticle    int64         // bytes of an article; 0 means 4 MB
	MaxUpload     int64         // bytes of quads, also when unpacked; 0 means 64 MB
	MaxResults    int           // of a Cayley query; 0 means 10,000
	MaxLabels     int           // in the index of names; 0 means explore.MaxLabels
	MaxMemory     int64         // bytes that one SPARQL query may take; 0 means 1 GB
	AllMemory     int64         // bytes that all of them may take together, but for 1 MB each; 0 means 4 times MaxMemory

	// EmptyDefaultGraph has SPARQL queries see the unnamed graph alone where they
	// name none, not the union of all graphs.
	EmptyDefaultGraph bool
	// RemoteHosts are those that SERVICE and LOAD may ask: example.org,
	// example.org:8080, *.example.org; addresses that are not public only if they
	// are named here themselves.
	RemoteHosts []string

	// Backups is the folder in which POST /v1/backups makes new ones; without one
	// it is 503.
	Backups string

	// Origins (https://example.org) are those whose pages may read and change
	// the graph from a browser, besides the server's own.
	Origins []string
}

func (o *Options) complete() error {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	orDefault(&o.Version, "unknown")
	orDefault(&o.Timeout, 30*time.Second)
	orDefault(&o.SlowQuery, time.Second)
	orDefault(&o.UploadTimeout, 5*time.Minute)
	orDefault(&o.MaxQueries, 4*runtime.GOMAXPROCS(0))
	orDefault(&o.MaxQuery, 1<<20)
	orDefault(&o.MaxArticle, 4<<20)
	orDefault(&o.MaxUpload, 64<<20)
	orDefault(&o.MaxResults, 10_000)
	orDefault(&o.MaxMemory, 1<<30)
	orDefault(&o.AllMemory, 4*o.MaxMemory)
	var errs []error
	if o.AllMemory < o.MaxMemory {
		errs = append(errs, fmt.Errorf("server: all queries may take %d bytes, fewer than the %d of one", o.AllMemory, o.MaxMemory))
	}
	for _, origin := range o.Origins {
		u, err := url.Parse(origin)
		if err != nil || u.Scheme == "" || u.Host == "" || u.Scheme+"://"+u.Host != origin {
			errs = append(errs, fmt.Errorf("server: want an origin such as https://example.org, got %q", origin))
		}
	}
	return errors.Join(errs...)
}

func orDefault[T comparable](v *T, def T) {
	var zero T
	if *v == zero {
		*v = def
	}
}

// An Extractor reads an article into statements, all in the article's graph. An
// error that is the text's fault wraps ErrArticle, or ErrNoDate or ErrLanguage
// where a parameter may help. The text is as it came: it may not be UTF-8.
type Extractor interface {
	Extract(ctx context.Context, text []byte, opts ArticleOptions) (quads []rdf.Quad, graphIRI string, err error)
}

// ArticleOptions say what the text itself may not.
type ArticleOptions struct {
	Language string       // "" to find out
	Date     caldate.Date // zero to find out
	Source   string       // IRI of the article; "" to make one
}

// ErrArticle is wrapped by errors of an Extractor about a text that cannot be
// read: its language is not known, it has no date, it is empty, it is not UTF-8.
var ErrArticle = errors.New("the text cannot be read")

// Those of ErrArticle that the client is told a parameter for.
var (
	ErrNoDate   = fmt.Errorf("%w without a date", ErrArticle)
	ErrLanguage = fmt.Errorf("%w in its language", ErrArticle)
)
