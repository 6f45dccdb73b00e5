package server

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"diplograph/graph"
)

// BenchmarkSmallUploads adds a quad a request to a store on disk, by one client and
// by sixteen at once, who share transactions:
//
//	go test ./server -run '^$' -bench SmallUploads -benchtime 10000x
func BenchmarkSmallUploads(b *testing.B) {
	for _, way := range []struct{ name, target, mediaType, text string }{
		{"quads", "/v1/quads", "application/n-quads", "%s .\n"},
		{"sparql", "/sparql", updateType, "INSERT DATA { %s }"},
	} {
		for _, clients := range []int{1, 16} {
			b.Run(fmt.Sprint(way.name, "-by-", clients), func(b *testing.B) {
				store, err := graph.Open(b.TempDir(), graph.Options{})
				if err != nil {
					b.Fatal(err)
				}
				defer store.Close()
				s := newServer(b, store, quiet())
				var asked atomic.Int64
				var asking sync.WaitGroup
				b.ResetTimer()
				for range clients {
					asking.Go(func() {
						for n := asked.Add(1); n <= int64(b.N); n = asked.Add(1) {
							quad := fmt.Sprintf("<http://example.org/s/%d> <http://example.org/p> %q", n, fmt.Sprint(n))
							r := httptest.NewRequest("POST", way.target, strings.NewReader(fmt.Sprintf(way.text, quad)))
							r.Header.Set("Content-Type", way.mediaType)
							w := httptest.NewRecorder()
							if s.ServeHTTP(w, r); w.Code >= 300 {
								b.Errorf("status %d: %s", w.Code, w.Body)
								return
							}
						}
					})
				}
				asking.Wait()
				b.StopTimer()
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "uploads/s")
			})
		}
	}
}
