package main

import (
	"os"
	"strings"
	"testing"
)

// TestRequestScript runs the script of costplan request with a stand-in for curl
// that writes down what it is given.
func TestRequestScript(t *testing.T) {
	needTools(t, "bash", "shellcheck")
	s := shell{folder: t.TempDir()}
	s.write(t, "a.yaml", "region: beijing\ndeployments:\n"+
		"- {name: \"it's $(touch owned) `touch owned`\", model_name: qwen3-32b-ft-1, plan: cu, capacity: 1}\n"+
		"- {name: \"\\nBODY\\ntouch owned\\n\", model_name: qwen3-32b-ft-2, plan: cu, capacity: 2}\n")
	s.must(t, "bash", "-c", `"$0" request --format curl a.yaml > script`, binary)
	s.must(t, "shellcheck", "script")
	if code, output := s.run(t, "env", "-u", "DASHSCOPE_API_KEY", "bash", "script"); code != 1 || !strings.Contains(output, "DASHSCOPE_API_KEY is not set") {
		t.Errorf("without a key: exit code %d\n%s", code, output)
	}
	s.write(t, "bin/curl", "#!/usr/bin/env bash\nset -eu\nfor a in \"$@\"; do case $a in @/*) cat \"${a#@}\" ;; esac; done >> sent\ncat >> sent\necho \"$*\" >> arguments\n")
	if err := os.Chmod(s.folder+"/bin/curl", 0o755); err != nil {
		t.Fatal(err)
	}
	s.env = []string{"DASHSCOPE_API_KEY=the-key", "PATH=" + s.folder + "/bin:" + os.Getenv("PATH")}
	s.must(t, "bash", "script")
	sent := s.read(t, "sent")
	for _, part := range []string{"Authorization: Bearer the-key\n{", `"name": "it's $(touch owned) ` + "`touch owned`" + `"`, `"name": "\nBODY\ntouch owned\n"`, `"capacity": 2`} {
		if !strings.Contains(sent, part) {
			t.Errorf("%q is not sent:\n%s", part, sent)
		}
	}
	if strings.Contains(s.read(t, "arguments"), "the-key") {
		t.Error("the key stands on a command line")
	}
	if _, err := os.Stat(s.folder + "/owned"); err == nil {
		t.Error("a name was run")
	}
}
