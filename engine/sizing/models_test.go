package sizing

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

const severalModels = "ts,model,input,output\n" +
	"2026-06-06T12:34:01Z,other,5,1\n2026-06-06T12:34:02Z,Qwen-Flash,100,10\n2026-06-06T12:36:02Z,qwen-flash,200,20\n" +
	"x,qwen-flash,1,1\n2026-06-06T12:39:02Z,third,7,7\n"

// TestRowsOfTheModel: of rows of several models those of the model that is sized count.
func TestRowsOfTheModel(t *testing.T) {
	l, problems, err := Read(strings.NewReader(severalModels), Options{Model: "qwen-flash"})
	if err != nil || len(problems) != 1 {
		t.Fatal(err, problems)
	}
	if got := summaryOf(l); got != (summary{2, 1, 0, 3, "300", "30", "0"}) || l.Others != 2 || l.Model != "qwen-flash" {
		t.Errorf("%+v, others %d, %s", got, l.Others, l.Model)
	}
	if _, _, err := Read(strings.NewReader(severalModels), Options{Model: "qwen"}); !errors.Is(err, ErrSeveralModels) {
		t.Errorf("none of the models: %v", err)
	}
	one := "ts,model,input,output\n2026-06-06T12:34:01Z,a,5,1\n2026-06-06T12:34:01Z,,5,1\n"
	if l := mustRead(t, one, Options{Model: "b"}); l.Rows != 2 || l.Model != "a" || l.Others != 0 {
		t.Errorf("rows of one model are not the whole traffic: %d", l.Rows)
	}
}

// TestReadByModel: each model has the load that its rows alone have.
func TestReadByModel(t *testing.T) {
	text := strings.ReplaceAll(severalModels, "Qwen-Flash", "qwen-flash")
	loads, err := ReadByModel(strings.NewReader(text), Options{}, func(model string) (Options, error) {
		if model == "third" {
			return Options{}, errors.New("not offered")
		}
		return Options{MaxInputTokens: 150}, nil
	})
	if err != nil || len(loads) != 3 {
		t.Fatal(err, loads)
	}
	flash, other, third := loads[1], loads[0], loads[2]
	if got := summaryOf(flash.Load); got != (summary{2, 1, 0, 3, "100", "10", "0"}) || flash.Load.Oversize.Requests != 1 || len(flash.Problems) != 1 {
		t.Errorf("flash: %+v", got)
	}
	if got := summaryOf(other.Load); got != (summary{1, 1, 0, 1, "5", "1", "0"}) || other.Load.Complete() {
		t.Errorf("other: %+v: a row that could not be read may be of it", got)
	}
	if third.Load != nil || third.Err == nil || third.Rows != 1 || third.Model != "third" {
		t.Errorf("third: %+v", third)
	}
	each := func(string) (Options, error) { return Options{}, nil }
	if loads, err := ReadByModel(strings.NewReader("ts,input,output\n2026-06-06T12:34:01Z,5,1\n"), Options{}, each); err == nil || !strings.Contains(err.Error(), "1 were refused") {
		t.Errorf("rows without a model: %v %v", loads, err)
	}
	many := "ts,model,input,output\n"
	for i := range MaxModels + 1 {
		many += fmt.Sprintf("2026-06-06T12:34:01Z,m%d,5,1\n", i)
	}
	if _, err := ReadByModel(strings.NewReader(many), Options{}, each); err == nil || !strings.Contains(err.Error(), "line 66: there are more than 64 models") {
		t.Errorf("too many models: %v", err)
	}
}
