package article

import "diplograph/graph/caldate"

// A calendar turns partial dates into dates: it knows the article's own date
// and the dates told so far.
type calendar struct {
	article caldate.Date // the article's own day
	last    caldate.Date // told last, anywhere before
	year    int          // told last in this paragraph, 0 for none
	visit   caldate.Date // first day of the visit told last
}

// resolve fills in w.Spans. future says that the sentence speaks of what is to
// come, past that it speaks of what was: they choose the year of a date that
// has none.
func (c *calendar) resolve(w *When, past, future bool) {
	dates := make([]caldate.Date, 0, 2)
	for _, p := range w.specs {
		d := c.date(p, w, past, future)
		if !d.Valid() {
			return
		}
		dates = append(dates, d)
	}
	switch {
	case len(dates) == 1:
		w.Spans = []Span{{dates[0], dates[0]}}
	case w.both && consecutive(dates[0], dates[1]):
		w.Spans = []Span{{dates[0], dates[1]}}
	case w.both:
		w.Spans = []Span{{dates[0], dates[0]}, {dates[1], dates[1]}}
	case dates[0].Compare(dates[1]) <= 0:
		w.Spans = []Span{{dates[0], dates[1]}}
	default:
		return
	}
	if s := w.Spans[0]; s.Start.IsDay() && s.Start != s.End { // it may be a visit's, and "its second day" follow
		c.visit = s.Start
	}
	c.last = dates[len(dates)-1]
	c.year = c.last.Year
}

// consecutive reports whether e is the day after d: "on the 5th and 6th" tells
// of one occasion.
func consecutive(d, e caldate.Date) bool { return d.IsDay() && d.Add(1) == e }

// date makes one date of what the text says and what it leaves to the context.
func (c *calendar) date(p partialDate, w *When, past, future bool) caldate.Date {
	d := caldate.Date{Year: p.year, Month: p.month, Day: p.day}
	w.Relative = w.Relative || p.anchor != "" || p.year == 0
	switch p.anchor {
	case "":
	case "this":
		d.Year = c.article.Year
		if past && d.First().Compare(c.article) > 0 && c.last.Year < c.article.Year { // "that same year"
			d.Year = c.last.Year
		}
	case "last":
		d.Year = c.article.Year - 1
	case "next":
		d.Year = c.article.Year + 1
		if past && c.last.Year < c.article.Year { // "the next year", told of the past
			d.Year = c.last.Year + 1
		}
	case "today", "yesterday", "tomorrow", "dayafter":
		day := c.article.Add(map[string]int{"yesterday": -1, "tomorrow": 1, "dayafter": 2}[p.anchor])
		if d.Month == 0 {
			return day
		}
		if d.Year == 0 {
			d.Year = day.Year
		}
	case "month", "lastmonth", "nextmonth":
		m := c.article.AddMonths(map[string]int{"lastmonth": -1, "nextmonth": 1}[p.anchor])
		d.Year, d.Month = m.Year, m.Month
	case "thisday":
		if c.year == 0 { // nothing dated yet in this paragraph
			return c.article
		}
		return c.last
	case "thatday":
		return c.last
	case "visitday":
		if c.visit.IsZero() {
			return d
		}
		return c.visit.Add(p.day - 1)
	case "nextday":
		return c.last.Add(1)
	case "thatyear":
		d.Year = c.last.Year
	}
	if d.Year == 0 {
		d.Year = c.yearOf(d, past, future)
	}
	return d
}

// yearOf chooses the year of a month or a day told without one: the year told
// before in the paragraph, else the article's, moved by one where the sentence
// would otherwise speak of the future as past or of the past as future.
func (c *calendar) yearOf(d caldate.Date, past, future bool) int {
	if d.Year = c.year; d.Year != 0 && !(future && d.Last().Compare(c.article) < 0) && !(past && d.First().Compare(c.article) > 0) {
		return c.year
	}
	d.Year = c.article.Year
	switch {
	case past && c.article.Year != 0 && d.First().Compare(c.article) > 0:
		return d.Year - 1
	case future && d.Last().Compare(c.article) < 0:
		return d.Year + 1
	}
	return d.Year
}
