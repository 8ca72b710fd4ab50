package rules

// What the tests need besides the API, since they run examples through the
// engine, which this package must not import.
var (
	Read       = read
	MarkdownOf = markdown
)
