package sizing

// scanner reads a timestamp from its front. Once something is not as it has to
// be, ok is false.
type scanner struct {
	text []byte
	ok   bool
}

// number reads exactly so many digits.
func (s *scanner) number(count int) int {
	if len(s.text) < count {
		s.ok = false
		return 0
	}
	n := 0
	for _, b := range s.text[:count] {
		if !isDigit(b) {
			s.ok = false
			return 0
		}
		n = n*10 + int(b-'0')
	}
	s.text = s.text[count:]
	return n
}

func (s *scanner) digit() bool { return len(s.text) > 0 && isDigit(s.text[0]) }

// accept reads a byte if it comes next.
func (s *scanner) accept(b byte) bool {
	if len(s.text) == 0 || s.text[0] != b {
		return false
	}
	s.text = s.text[1:]
	return true
}

// either reads one of two bytes.
func (s *scanner) either(a, b byte) {
	if !s.accept(a) && !s.accept(b) {
		s.ok = false
	}
}

func (s *scanner) spaces() {
	for s.accept(' ') {
	}
}

// fraction reads a part of a second, if there is one, and tells whether it is
// above 0.
func (s *scanner) fraction() (part bool) {
	if !s.accept('.') && !s.accept(',') {
		return false
	}
	s.ok = s.ok && s.digit()
	for s.digit() {
		part = part || s.text[0] != '0'
		s.text = s.text[1:]
	}
	return part
}

// offset reads Z, UTC, GMT, +08:00, +0800 or +08, in minutes.
func (s *scanner) offset() (minutes int, has bool) {
	switch string(s.text) {
	case "":
		return 0, false
	case "Z", "z", "UTC", "GMT":
		s.text = nil
		return 0, true
	}
	sign := 1
	if !s.accept('+') {
		if !s.accept('-') {
			s.ok = false
			return 0, false
		}
		sign = -1
	}
	hours := s.number(2)
	rest := 0
	if s.accept(':') || s.digit() {
		rest = s.number(2)
	}
	s.ok = s.ok && hours <= 18 && rest < 60
	return sign * (hours*minutesPerHour + rest), true
}
