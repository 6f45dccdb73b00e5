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

// textErrors are those that are the text's fault.
var textErrors = []error{
	article.ErrEmpty, article.ErrTooLarge, article.ErrEncoding, article.ErrLanguage, article.ErrNoDate, article.ErrDate,
}

func (articleReader) Extract(ctx context.Context, text []byte, o server.ArticleOptions) ([]rdf.Quad, string, error) {
	doc, err := article.Extract(ctx, string(text), article.Options{Language: o.Language, Date: o.Date, Source: o.Source})
	for _, fault := range textErrors {
		if errors.Is(err, fault) {
			err = fmt.Errorf("%w: %w", server.ErrArticle, err)
		}
	}
	if err != nil {
		return nil, "", err
	}
	return doc.Quads(), doc.IRI(), nil
}
