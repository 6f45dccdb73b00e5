// Package gazetteer holds what Diplograph knows by name before it reads a word:
// countries, regions, cities, bodies and people with their labels in every
// language, who held which post from when to when, and which state belongs to
// which body.
//
// # Files
//
// UTF-8 text, one entity a line, cells parted by tabs; lines that begin with #
// and blank lines are skipped, the first other line is the header.
//
//	countries.tsv regions.tsv cities.tsv organizations.tsv persons.tsv
//	  id             type         in               en     ru    uz    uz-Cyrl  kk   kaa
//	  city/khiva     schema:City  region/khorezm   Khiva  Хива  Xiva  Хива     Хиуа Хийўа | Хива
//
//	terms.tsv
//	  person                     role            of                  from        to
//	  person/shavkat-mirziyoyev  dg:HeadOfState  country/uzbekistan  2016-12-14
//
//	members.tsv
//	  member              organization                                 from        to
//	  country/uzbekistan  organization/shanghai-cooperation-organization  2001-06-15
//
// The first label of a cell is the preferred one, " | " parts it from the
// alternatives. An empty cell is an honest gap. Labels of Karakalpak in Latin
// script (kaa-Latn) are not written: they follow from those in Cyrillic.
//
// # Promises
//
// Load refuses a file with anything unknown, doubled or malformed in it, and
// says in which file and line. A loaded Gazetteer never changes and may be read
// by any number of goroutines.
package gazetteer
