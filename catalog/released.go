package catalog

// released are the digests of the embedded editions, as Catalog.Digest has them,
// oldest first. They stand here because editions are never edited once they are
// released, which a test holds them to; so no program has to compute what is known.
func released() []releasedEdition {
	return []releasedEdition{
		{"2026-06-06", "b93135f830f35792cfbeecba68456ea94074e2b22e97bfbfe3ca501e14bbd7da"},
	}
}

type releasedEdition struct{ date, digest string }
