package article

import (
	"errors"
	"fmt"
)

// Why a text gives no statements. Errors of Extract wrap one of these.
var (
	// ErrEmpty: the text has no words.
	ErrEmpty = errors.New("the text is empty")
	// ErrTooLarge: the text is longer than MaxBytes.
	ErrTooLarge = fmt.Errorf("the text is larger than %d MB", MaxBytes>>20)
	// ErrEncoding: the text is not UTF-8.
	ErrEncoding = errors.New("the text is not UTF-8")
	// ErrLanguage: the text is in another language than the lexicon's, or no
	// lexicon of that name ships.
	ErrLanguage = errors.New("no lexicon for the text's language")
	// ErrNoDate: neither the caller nor the text says when the text was written.
	ErrNoDate = errors.New("the text gives no date of its own")
	// ErrDate: the date given for the text is not a day of the calendar.
	ErrDate = errors.New("the date of the text must be a day, YYYY-MM-DD")
)
