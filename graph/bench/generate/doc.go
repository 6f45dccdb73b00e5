// Package generate makes the graph that stores and engines are measured on: any
// number of quads in the project's vocabulary, the same ones for the same seed,
// in constant memory and faster than anything can take them in.
//
// What there is, by the number of quads N asked for:
//
//	graph res:graph/gazetteer       200 countries, N/2000 cities, N/250 people,
//	                                N/1000 bodies, their labels in several
//	                                languages and scripts, posts, memberships
//	graphs res:article/DATE-NUMBER  the article; each of its events with date,
//	                                place, roles, status, labels; the passage
//	                                each rests on; the direct relations that
//	                                follow; type and label of all it names
//
// as the reader of texts writes them. Some events are told again by a later
// article, so that the same triple stands in several graphs; some are parts of a
// visit; some have dates of a month or a year. Names are invented.
//
// Nothing of it is stored: an entity or an event is a number, and all that is
// known of it is computed from the seed and that number whenever it is needed.
//
// Skew is that of the press. People, cities, bodies and countries are drawn by
// rank with the frequency 1/rank (Zipf's law with exponent 1, by powers of two),
// and Home hosts every other event, so that about a tenth of all quads end at it
// or at the class of people. Rank 0 is the most frequent: Person(0), City(0),
// and so on, whose names do not depend on the seed or the number of quads.
package generate
