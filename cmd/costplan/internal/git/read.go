package git

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
)

// Read reads files one after the other and hands over their texts, in order. A
// link gives what it leads to in the revision; data is nil if that is nothing
// with a text, or the text of another of the files. Of a file beyond the limit only so much is read as files.ReadAll
// reads. A fault is that of one file; an error ends the reading.
func (t *Tree) Read(entries []Entry, take func(i int, data []byte, fault error)) error {
	var asked bytes.Buffer
	regular := map[string]bool{} // contents
	for i := range entries {
		if !entries[i].link {
			regular[entries[i].id] = true
		}
		asked.WriteString(t.object(&entries[i]) + "\n")
	}
	cmd := command(t.folder, "cat-file", "--batch", "--follow-symlinks")
	var complaint bytes.Buffer
	cmd.Stdin, cmd.Stderr = &asked, &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return explain(err, "")
	}
	answers := bufio.NewReader(out)
	for i := range entries {
		id, data, fault, broken := answer(answers)
		if entries[i].link && regular[id] {
			data = nil
		}
		if broken != nil {
			err = broken
			break
		}
		take(i, data, fault)
	}
	io.Copy(io.Discard, out) //nolint:errcheck // so that git can end; what it says of it comes from Wait
	if ended := cmd.Wait(); ended != nil {
		return explain(ended, complaint.String())
	}
	return err
}

// object names a file for git: by its content, but a link by where it stands.
func (t *Tree) object(e *Entry) string {
	if e.link && !strings.Contains(e.Path, "\n") {
		return t.id + ":./" + e.Path
	}
	return e.id
}

// answer reads what git says of one object: a line "ID TYPE SIZE", the content
// and the end of a line; or why there is none.
func answer(r *bufio.Reader) (id string, data []byte, fault, broken error) {
	line, err := r.ReadString('\n')
	if err != nil {
		return "", nil, nil, fmt.Errorf("git ended too soon: %w", err)
	}
	fields := strings.Fields(line)
	if len(fields) > 0 {
		switch fields[0] {
		case "dangling", "symlink", "loop", "notdir": // "dangling SIZE", then where it leads
			return "", nil, nil, skip(r, fields)
		}
	}
	if len(fields) != 3 {
		return "", nil, fmt.Errorf("git says: %s", strings.TrimSpace(line)), nil
	}
	size, err := strconv.ParseInt(fields[2], 10, 64)
	if err != nil {
		return "", nil, nil, fmt.Errorf("git says %q", line)
	}
	content := io.LimitReader(r, size)
	if fields[1] == "blob" {
		if data, err = files.ReadAll(content); err != nil {
			return "", nil, nil, err
		}
	}
	if _, err := io.Copy(io.Discard, content); err != nil {
		return "", nil, nil, err
	}
	_, err = r.Discard(len("\n"))
	return fields[0], data, nil, err
}

// skip passes over the text that follows a link that leads nowhere.
func skip(r *bufio.Reader, fields []string) error {
	if len(fields) != 2 {
		return errors.New("git says what is not understood of a link")
	}
	size, err := strconv.Atoi(fields[1])
	if err != nil {
		return err
	}
	_, err = r.Discard(size + len("\n"))
	return err
}
