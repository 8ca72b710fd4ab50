package answer

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/costplan/costplan/engine/suggest"
)

// call is one thing that can be asked for.
type call struct {
	name   string
	answer func(s *Service, request []byte) (any, error)
}

// calls are all calls.
func calls() []call {
	return []call{
		{"hello", on(hello)},
		{"state", on(state)},
		{"edit", on(edited)},
		{"fix", on(fixed)},
		{"compare", on(compared)},
		{"size", on(sized)},
		{"diff", on(changed)},
		{"catalog", on(prices)},
		{"overlay", on(overlaid)},
		{"identify", on(identified)},
		{"rules", on(explained)},
		{"export", on(exported)},
		{"complete", on(completed)},
		{"hover", on(hovered)},
		{"actions", on(offered)},
		{"hints", on(hinted)},
	}
}

// on is a call whose request is decoded into its arguments first.
func on[A, R any](answer func(s *Service, args A) (R, error)) func(*Service, []byte) (any, error) {
	return func(s *Service, request []byte) (any, error) {
		var args A
		if err := decode(request, &args); err != nil {
			return nil, err
		}
		return answer(s, args)
	}
}

// envelope is what every request has. It is read before the arguments are.
type envelope struct {
	API  int64  `json:"api"`
	Call string `json:"call"`
}

// called returns the call of a request that is of our version.
func (s *Service) called(request []byte) (*call, error) {
	members, err := membersOf(request, "")
	if err != nil {
		return nil, err
	}
	if err := sameVersion(members["api"]); err != nil {
		return nil, err
	}
	var head struct {
		Call string `json:"call"`
	}
	if err := json.Unmarshal(request, &head); err != nil || head.Call == "" {
		return nil, refused("name one of them: "+suggest.OneOf(s.names()), "call has to be the name of a call")
	}
	if err := oneOf("call", head.Call, s.names()); err != nil {
		return nil, err
	}
	return &s.calls[slices.Index(s.names(), head.Call)], nil
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
