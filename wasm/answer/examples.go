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
	ID    string `json:"id"`    // its name, which does not change
	Title string `json:"title"` // a few words
	About string `json:"about"` // what it shows, in a sentence
	File  string `json:"file"`  // name of the file
	Text  string `json:"text"`  // what it holds, in YAML
}

// examples are all examples, the one for a first visit first. It panics if the
// file of one is missing: that is a defect of the program, which the tests exclude.
func examples() []exampleResult {
	list := []exampleResult{
		{ID: "steady", Title: "Steady service", About: "A chat day and night on throughput that is paid by the day, and a model for batches on model units that are paid by the month."},
		{ID: "office-hours", Title: "Office hours", About: "The same models only while people work, 10 hours on 22 days, paid by the hour."},
		{ID: "one-week-test", Title: "One-week test", About: "One model for a week on both plans: 7 days of throughput against 168 hours of model units."},
		{ID: "empty", Title: "Empty document", About: "Nothing but the region and the period, to begin from."},
	}
	for i := range list {
		list[i].File = list[i].ID + ".yaml"
		text, err := exampleFiles.ReadFile("examples/" + list[i].File)
		if err != nil {
			panic(fmt.Sprintf("embedded example: %v", err))
		}
		list[i].Text = string(text)
	}
	return list
}
