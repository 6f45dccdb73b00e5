package main

import (
	"context"
	"errors"
	"fmt"

	"diplograph/graph/rdf"
	"diplograph/loader/article"
	"diplograph/server"
)

// An articleReader lets the server read articles.
type articleReader struct{}

// textErrors are those that are the text's fault, and what the server calls them.
var textErrors = []struct{ fault, is error }{
	{article.ErrEmpty, server.ErrArticle},
	{article.ErrTooLarge, server.ErrArticle},
	{article.ErrEncoding, server.ErrArticle},
	{article.ErrLanguage, server.ErrLanguage},
	{article.ErrNoDate, server.ErrNoDate},
	{article.ErrDate, server.ErrArticle},
}

func (articleReader) Extract(ctx context.Context, text []byte, o server.ArticleOptions) ([]rdf.Quad, string, error) {
	doc, err := article.Extract(ctx, string(text), article.Options{Language: o.Language, Date: o.Date, Source: o.Source})
	for _, e := range textErrors {
		if errors.Is(err, e.fault) {
			err = fmt.Errorf("%w: %w", e.is, err)
		}
	}
	if err != nil {
		return nil, "", err
	}
	return doc.Quads(), doc.IRI(), nil
}
