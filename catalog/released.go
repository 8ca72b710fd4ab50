package catalog

// released are the digests of the embedded editions, as Catalog.Digest has them,
// oldest first. They stand here because editions are never edited once they are
// released, which a test holds them to; so no program has to compute what is known.
func released() []releasedEdition {
	return []releasedEdition{
		{"2026-06-06", "f8f918e4d7c972da5fbab94877ba4a4d4595e0165b346f0ab6abca5c50c47447"},
	}
}

type releasedEdition struct{ date, digest string }
