package server

import (
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// maxAccepted bounds how many items of an Accept header are looked at.
const maxAccepted = 32

// An accepted is one item of an Accept or Accept-Language header.
type accepted struct {
	value   string
	quality float64
}

// parseAccept reads a list of values with qualities (RFC 9110, 12.4.2), the
// preferred first; those of quality 0 last.
func parseAccept(headers []string) []accepted {
	var all []accepted
	for _, item := range strings.Split(strings.Join(headers, ","), ",") {
		value, rest, _ := strings.Cut(item, ";")
		value = strings.ToLower(strings.TrimSpace(value))
		if value == "" || len(all) == maxAccepted {
			continue
		}
		a := accepted{value, 1}
		for _, p := range strings.Split(rest, ";") {
			if q, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(p)), "q="); ok {
				if n, err := strconv.ParseFloat(q, 64); err == nil && n >= 0 && n <= 1 {
					a.quality = n
				}
			}
		}
		all = append(all, a)
	}
	slices.SortStableFunc(all, func(a, b accepted) int {
		switch {
		case a.quality > b.quality:
			return -1
		case a.quality < b.quality:
			return 1
		}
		return 0
	})
	return all
}

// negotiate picks the media type that the client likes best of those offered,
// the first offer where it has no wish, and gives a 406 problem if it likes none
// (RFC 9110, 12.5.1).
func negotiate(r *http.Request, offers ...string) (string, error) {
	wishes := parseAccept(r.Header.Values("Accept"))
	if len(wishes) == 0 {
		return offers[0], nil
	}
	best, bestQuality := "", 0.0
	for _, offer := range offers {
		if q := quality(wishes, offer); q > bestQuality {
			best, bestQuality = offer, q
		}
	}
	if best == "" {
		return "", problem(http.StatusNotAcceptable, CodeAccept, "want an Accept header that allows one of %s, got %q",
			strings.Join(offers, ", "), strings.Join(r.Header.Values("Accept"), ", "))
	}
	return best, nil
}

// negotiateNames is negotiate for offers with several names, the usual one first:
// the others count only for a client that asks for them by name.
func negotiateNames(r *http.Request, offers [][]string) (string, error) {
	wishes := parseAccept(r.Header.Values("Accept"))
	var usual []string
	best, bestQuality := "", 0.0
	for _, names := range offers {
		usual = append(usual, names[0])
		for i, name := range names {
			q := quality(wishes, name)
			if i > 0 && !slices.ContainsFunc(wishes, func(a accepted) bool { return a.value == name }) {
				q = 0
			}
			if q > bestQuality {
				best, bestQuality = name, q
			}
		}
	}
	if best != "" {
		return best, nil
	}
	return negotiate(r, usual...)
}

// quality is that of the most specific wish that offer meets.
func quality(wishes []accepted, offer string) float64 {
	group, _, _ := strings.Cut(offer, "/")
	for _, range_ := range []string{offer, group + "/*", "*/*"} {
		for _, w := range wishes {
			if w.value == range_ {
				return w.quality
			}
		}
	}
	return 0
}

// contentType gives the media type of the body and its charset, "" for none.
func contentType(r *http.Request) (mediaType, charset string, err error) {
	header := r.Header.Get("Content-Type")
	if header == "" {
		return "", "", nil
	}
	mediaType, params, err := mime.ParseMediaType(header)
	if err != nil {
		return "", "", problem(http.StatusUnsupportedMediaType, CodeMedia, "Content-Type: want a media type, got %q", header)
	}
	return mediaType, strings.ToLower(params["charset"]), nil
}
