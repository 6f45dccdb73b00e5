// Package block is the codec of a block: up to 4096 sorted rows of four ids,
// kept by column in few bits a row, read in place. Any row is reached without
// decoding those before it, and a key is found by halving.
//
// # Bytes
//
// A block is its number of rows, four columns, and 8 zero bytes that let every
// number be read with one load. Numbers of more bytes have the lowest first.
// Packed numbers have one width in bits, from the lowest bit of the first byte
// on; a width above 57 is 64.
//
//	block    rows - 1 (2)  column  column  column  column  zero (8)
//	column   flags (1)  offset width (1)  least id (8)
//	         [runs - 1 (2)]                          flag 1
//	         [clusters - 1 (2)  width of a base (1)] flag 2
//	         [last row of each run, packed]          flag 1
//	         [base of each cluster, packed]          flag 2
//	         [code of each row, or of each run, packed]
//
// A code has an offset in its low bits and the number of a cluster above. The id
// is least id + base of the cluster + offset. So a few flags make all encodings:
//
//	constant             offset width 0, no clusters: no bytes for codes
//	frame of reference   an offset to the least id
//	clusters             ids of different tags, or few distant ranges of ids:
//	                     a base for each, an offset in it
//	dictionary           clusters of one id each, offset width 0
//	runs                 any of these, a code for each run of equal ids
//
// Append takes for each column what is smallest.
//
// # Example
//
// Two subjects with two types and a label each, in order SPOG. IRIs have tag 1,
// language strings tag 4.
//
//	 S       P      O           G
//	IRI 80  IRI 5  IRI 20      IRI 9
//	IRI 80  IRI 5  IRI 23      IRI 9
//	IRI 80  IRI 7  string 64   IRI 9
//	IRI 82  IRI 5  IRI 20      IRI 9
//	IRI 82  IRI 5  IRI 23      IRI 9
//	IRI 82  IRI 7  string 65   IRI 9
//
//	| 05 00                      | 6 rows
//	| 00 02                      | S: frame of reference, offsets of 2 bits
//	| 50 00 00 00 00 00 00 10    | IRI 80
//	| 80 0a                      | 0 0 0 2  2 2
//	| 00 02                      | P: the same
//	| 05 00 00 00 00 00 00 10    | IRI 5
//	| 20 08                      | 0 0 2 0  0 2
//	| 02 02                      | O: clusters, offsets of 2 bits
//	| 14 00 00 00 00 00 00 10    | IRI 20
//	| 01 00 40                   | 2 clusters, bases of 64 bits
//	| 00 00 00 00 00 00 00 00    | IRI 20
//	| 2c 00 00 00 00 00 00 30    | string 64 - IRI 20
//	| 18 b1 02                   | codes of 3 bits: 0+0 0+3 4+0 0+0 0+3 4+1
//	| 00 00                      | G: constant
//	| 09 00 00 00 00 00 00 10    | IRI 9
//	| 00 00 00 00 00 00 00 00    |
package block
