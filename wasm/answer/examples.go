package answer

import (
	"embed"
	"fmt"
)

// exampleFiles are the examples that a page offers where nothing is entered.
//
//go:embed examples/*.yaml
var exampleFiles embed.FS

// exampleResult is a deployment file to begin with.
type exampleResult struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text"` // what it shows, in a sentence
	File  string `json:"file"` // the YAML
}

// examples are all examples, the one for a first visit first. It panics if the
// file of one is missing: that is a defect of the program, which the tests exclude.
func examples() []exampleResult {
	list := []exampleResult{
		{ID: "steady", Title: "Steady service", Text: "A chat service day and night: throughput paid by the day, and a model for batches on model units by the month."},
		{ID: "office-hours", Title: "Office hours", Text: "The same models only while people work: 10 hours on 22 days, paid by the hour."},
		{ID: "one-week-test", Title: "One-week test", Text: "One model for a week on both plans: 7 days of throughput against 168 hours of model units."},
		{ID: "empty", Title: "Empty document", Text: "Begin with nothing but the region and the period."},
	}
	for i := range list {
		text, err := exampleFiles.ReadFile("examples/" + list[i].ID + ".yaml")
		if err != nil {
			panic(fmt.Sprintf("embedded example: %v", err))
		}
		list[i].File = string(text)
	}
	return list
}
