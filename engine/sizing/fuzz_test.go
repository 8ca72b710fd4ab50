package sizing

import (
	"bytes"
	"testing"
)

// FuzzRead: whatever the bytes, there is a load or an error; rows are counted or
// refused, and what is counted adds up.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"", "\n", "{", "[", "\xef\xbb\xbf", "\x1f\x8b", "\xff\xfe",
		"timestamp,input_tokens,output_tokens\n2026-06-06T12:34:56Z,100,10\n",
		"ts;input;output;cached;reasoning\n1780749240;5;6;1;2\n\"1780749240\n\";1;1;;\n",
		"ts\tinput\toutput\n\"\"\"\n\"\"\n\"a\"b\n",
		"{\"ts\":1780749240,\"usage\":{\"input_tokens\":3,\"output_tokens\":\"4\"},\"x\":[1,{\"y\":null}]}\n{\"ts\"",
		"{\"ts\":\"\\\\\\\"\",\"input\":1e9,\"output\":-0}\n",
		"ts,input,output\n2026-06-06 12:34,10000000000,10000000000\n2026-06-06 12:34,10000000000,0\n",
	} {
		f.Add([]byte(seed))
	}
	weights := &Weights{Cached: dec("0.2"), Tiers: []Tier{{Above: 5, Input: dec("1.33"), Output: dec("1.17")}}}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, o := range []Options{{}, {Weights: weights, Rows: Requests, MaxInputTokens: 100}} {
			l, problems, err := Read(bytes.NewReader(text), o)
			if len(problems) > MaxProblems {
				t.Fatalf("%d problems", len(problems))
			}
			for _, p := range problems {
				if p.Line < 1 || p.Line > bytes.Count(text, []byte("\n"))+1 && !bytes.HasPrefix(text, []byte{0x1f}) || p.Message == "" {
					t.Fatalf("%+v", p)
				}
			}
			if err != nil {
				if l != nil {
					t.Fatal("a load and an error")
				}
				continue
			}
			if l.Minutes < 1 || l.Minutes > MaxDays*minutesPerDay || l.Rows < 1 || l.Refused < int64(len(problems)) {
				t.Fatalf("%+v", l)
			}
			for d := range dimensions {
				var sum int64
				for _, load := range l.loads[d] {
					if load < 0 {
						t.Fatalf("a load of %d", load)
					}
					sum += load
				}
				if sum != l.sums[d] || o.Weights == nil && l.Tokens.Input != l.sums[Input] {
					t.Fatalf("the minutes add up to %d, the rows to %d", sum, l.sums[d])
				}
			}
		}
	})
}
