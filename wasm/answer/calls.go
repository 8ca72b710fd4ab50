package answer

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"github.com/costplan/costplan/engine/suggest"
)

// call is one thing that can be asked for.
type call struct {
	name, about  string
	args, result reflect.Type
	answer       func(s *Service, request members) (any, error)
}

// calls are all calls.
func calls() []call {
	return []call{
		on("hello", "What a page has to know before anything is typed.", hello),
		on("state", "All that a page shows of files.", state),
		on("edit", "Makes a change of a form in the text, with all that follows from it. It is refused where only the text can be edited.", edited),
		on("fix", "Fixes what has one right answer in a file, until nothing is left.", fixed),
		on("compare", "What else one could buy: every region, plan, specification and payment.", compared),
		on("size", "How much provisioned throughput traffic needs.", sized),
		on("refund", "What comes back when a subscription is cancelled or made smaller.", refunded),
		on("diff", "What a change of a file does to its cost.", changed),
		on("catalog", "What the price list holds.", prices),
		on("overlay", "Whether your own prices can be used, and what each of their entries changes.", overlaid),
		on("identify", "What a file holds, whatever mistakes there are in it.", identified),
		on("rules", "What the codes of findings mean.", explained),
		on("export", "A result as a file, byte for byte what the command line writes for the same input.", exported),
		on("complete", "What may be typed at a place.", completed),
		on("hover", "What there is to say about a place; null for nothing.", hovered),
		on("actions", "The changes to offer for a range.", offered),
		on("hints", "The texts to show beside the lines.", hinted),
	}
}

// on is a call whose request is decoded into its arguments first.
func on[A, R any](name, about string, answer func(s *Service, args A) (R, error)) call {
	return call{name, about, reflect.TypeFor[A](), reflect.TypeFor[R](), func(s *Service, request members) (any, error) {
		var args A
		if err := request.decode(&args); err != nil {
			return nil, err
		}
		return answer(s, args)
	}}
}

// envelope is what every request has. It is read before the arguments are.
type envelope struct {
	API  int64  `json:"api" jsonschema:"-"`
	Call string `json:"call" jsonschema:"-"`
}

// called returns the call of a request that is of our version.
func (s *Service) called(request members) (*call, error) {
	if err := sameVersion(request["api"]); err != nil {
		return nil, err
	}
	var name string
	if err := json.Unmarshal(request["call"], &name); err != nil || name == "" {
		return nil, refused("name one of them: "+suggest.OneOf(s.names()), "call has to be the name of a call")
	}
	if err := oneOf("call", name, s.names()); err != nil {
		return nil, err
	}
	return &s.calls[slices.Index(s.names(), name)], nil
}

// sameVersion refuses a request that was written for another version.
func sameVersion(stated json.RawMessage) error {
	if string(stated) == strconv.Itoa(API) {
		return nil
	}
	text := "states no version"
	if len(stated) > 0 {
		const most = 20
		text = "is of version " + string(stated[:min(most, len(stated))])
	}
	return &fault{
		Kind: kindVersion, Message: fmt.Sprintf("the request %s, and this module answers version %d", text, API),
		Help: "the page and its module are of different releases: load the page again",
	}
}

func (s *Service) names() []string {
	names := make([]string, len(s.calls))
	for i := range s.calls {
		names[i] = s.calls[i].name
	}
	return names
}
