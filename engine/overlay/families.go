package overlay

// families are what public lists of prices call dated models of the catalog: by
// their family, which the provider prices like the dated model that is current. A
// model that is not here is only found by its own code.
func families() map[string]string {
	return map[string]string{
		"qwen-flash-2025-07-28":     "qwen-flash",
		"qwen-plus-2025-07-28":      "qwen-plus",
		"qwen-plus-2025-12-01":      "qwen-plus",
		"qwen-vl-max-2025-08-13":    "qwen-vl-max",
		"qwen-vl-ocr-2025-11-20":    "qwen-vl-ocr",
		"qwen3-max-2025-09-23":      "qwen3-max",
		"qwen3-vl-flash-2025-10-15": "qwen3-vl-flash",
		"qwen3-vl-plus-2025-09-23":  "qwen3-vl-plus",
		"qwen3.5-flash-2026-02-23":  "qwen3.5-flash",
		"qwen3.5-plus-2026-02-15":   "qwen3.5-plus",
		"qwen3.5-plus-2026-04-20":   "qwen3.5-plus",
		"qwen3.6-flash-2026-04-16":  "qwen3.6-flash",
		"qwen3.6-plus-2026-04-02":   "qwen3.6-plus",
		"qwen3.7-max-2026-05-20":    "qwen3.7-max",
	}
}
