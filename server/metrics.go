package server

import (
	"bytes"
	"context"
	"net/http"
	"strconv"
	"time"

	"diplograph/graph"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/common/expfmt"
)

// metrics are what /metrics tells, in a registry of the server's own.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	inFlight prometheus.Gauge
}

func newMetrics(s *Server) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "diplograph_http_requests_total", Help: "Requests answered.",
		}, []string{"route", "method", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "diplograph_http_request_seconds", Help: "Time to answer a request.",
			Buckets: []float64{.001, .005, .02, .1, .5, 2, 10, 30, 120},
		}, []string{"route"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "diplograph_http_requests_in_flight", Help: "Requests being answered.",
		}),
	}
	info := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "diplograph_info", Help: "Always 1; the version is a label.", ConstLabels: prometheus.Labels{"version": s.opts.Version},
	})
	info.Set(1)
	m.registry.MustRegister(m.requests, m.seconds, m.inFlight, info,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "diplograph_store_quads", Help: "Quads in the store; -1 if it cannot be read."}, s.quadCount),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "diplograph_queries", Help: "Queries at work or waiting for their turn."}, func() float64 {
			_, inside := s.gate.load()
			return float64(inside)
		}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "diplograph_queries_waiting", Help: "Queries that wait for a turn, their first or their next."}, func() float64 {
			waiting, _ := s.gate.load()
			return float64(waiting)
		}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "diplograph_index_labels", Help: "Labels in the index of names."}, func() float64 {
			n, _ := s.index.Labels()
			return float64(n)
		}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "diplograph_index_full", Help: "1 if the index of names had no room for some labels."}, func() float64 {
			if _, full := s.index.Labels(); full {
				return 1
			}
			return 0
		}))
	return m
}

func (s *Server) quadCount() float64 {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	n, err := looking(s, ctx, func(snap graph.Snapshot) (int64, error) { return snap.Count(ctx, graph.Pattern{}) })
	if err != nil {
		return -1
	}
	return float64(n)
}

// observe counts a request. A method that is none of HTTP's is "other", so that
// a client cannot make new series.
func (m *metrics) observe(route, method string, status int, took time.Duration) {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodDelete, http.MethodPut, http.MethodPatch, http.MethodOptions:
	default:
		method = "other"
	}
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
}

// metricsPage writes the metrics in the text format that Prometheus scrapes.
func (s *Server) metricsPage(*http.Request) (*answer, error) {
	families, err := s.metrics.registry.Gather()
	if err != nil {
		return nil, err
	}
	format := expfmt.NewFormat(expfmt.TypeTextPlain)
	var body bytes.Buffer
	w := expfmt.NewEncoder(&body, format)
	for _, f := range families {
		if err := w.Encode(f); err != nil {
			return nil, err
		}
	}
	return &answer{mediaType: string(format), body: body.Bytes(), header: http.Header{"Cache-Control": {"no-store"}}}, nil
}
