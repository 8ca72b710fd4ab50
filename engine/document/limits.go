package document

// Limits on a document. A file beyond one of them is reported as diag.Limit.
const (
	MaxBytes = 4 << 20 // size of a file
	MaxDepth = 64      // nesting of mappings and sequences, every alias expanded
	MaxNodes = 100_000 // keys and values of a file, every alias expanded

	// MaxIndicators is how many characters of a YAML file may be ones that can
	// begin a value: brackets, braces, commas, colons, question marks, and
	// dashes before a blank; lines with a "#" count too. The parser spends a
	// microsecond or more on each, long before the nodes can be counted.
	MaxIndicators = 300_000

	// MaxCommentWork is the most that the number of lines with a "#" times the
	// widest indentation of a YAML file may be. Each block that ends searches
	// the comments before it, so the parser's time grows with this product.
	MaxCommentWork = 20_000_000
)
