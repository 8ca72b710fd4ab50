package plot

import (
	"bytes"
	"fmt"
	"io"
)

// SVG writes drawings of one size below each other, as one.
func SVG(w io.Writer, size Size, drawings ...Chart) error {
	if len(drawings) == 1 {
		return drawings[0].SVG(w, size)
	}
	height := size.Height * len(drawings)
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">\n",
		declaration, size.Width, height, size.Width, height)
	for i, c := range drawings {
		var one bytes.Buffer
		if err := c.SVG(&one, size); err != nil {
			return err
		}
		inner := bytes.TrimPrefix(one.Bytes(), []byte(declaration))
		fmt.Fprintf(&out, "<svg y=\"%d\" %s", i*size.Height, bytes.TrimPrefix(inner, []byte("<svg ")))
	}
	out.WriteString("</svg>\n")
	_, err := w.Write(out.Bytes())
	return err
}
