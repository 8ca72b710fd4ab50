package cli

import (
	"bytes"
	"maps"
	"slices"
	"strconv"

	"github.com/spf13/cobra"
	"gopkg.in/yaml.v3"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/cmd/costplan/internal/projects"
	"github.com/costplan/costplan/engine/project"
)

// setting is a key of the settings that hold, and where it comes from.
type setting struct {
	key    string
	value  *yaml.Node
	source string
}

// effective returns the settings that hold where a settings file does, flags
// included, in the order of the schema.
func effective(cmd *cobra.Command, w *work, s *projects.File) []setting {
	var list []setting
	add := func(key string, value *yaml.Node, source string) {
		list = append(list, setting{key, value, source})
	}
	p := s.Used()
	if p == nil {
		p = &project.Project{}
	}
	if region, ok := w.engine.Catalog().Region(w.settings.Region); ok {
		add("region", textNode(region.Code), "--region")
	} else if p.Region != "" {
		add("region", textNode(p.Region), s.LineOf("region"))
	}
	if w.settings.Period != "" {
		add("period", textNode(w.settings.Period), "--period")
	} else if p.Period != "" {
		add("period", textNode(p.Period), s.LineOf("period"))
	}
	here := w.projects.InFolder(w.projects.Here())
	from := func(flag bool, name, key string) string {
		if flag || here.Used() == nil {
			return name
		}
		return here.LineOf(key)
	}
	if w.use.Edition != "" {
		add("edition", textNode(w.use.Edition), from(w.use.AnyEdition, "--edition", "edition"))
	}
	if len(w.use.Overlays) > 0 {
		add("overlays", listNode(w.use.Overlays), from(w.use.AnyOverlays, "--overlay", "overlays"))
	}
	if here.Used() != nil && here.Used().FailOn != "" {
		add("fail_on", textNode(here.Used().FailOn), here.LineOf("fail_on"))
	}
	if len(p.Severity) > 0 {
		severities := &yaml.Node{Kind: yaml.MappingNode}
		for _, code := range slices.Sorted(maps.Keys(p.Severity)) {
			severities.Content = append(severities.Content, textNode(string(code)), textNode(string(p.Severity[code])))
		}
		add("severity", severities, s.LineOf("severity"))
	}
	if allow := allowed(p); len(allow.Content) > 0 {
		add("allow", allow, s.LineOf("allow"))
	}
	parts := &yaml.Node{Kind: yaml.SequenceNode}
	for _, b := range p.Budgets {
		if b.Region == "" && b.Name == "" {
			add("budget", numberNode(money.Text(b.Limit)), s.LineOf("budget"))
			continue
		}
		parts.Content = append(parts.Content, budgetNode(b))
	}
	if len(parts.Content) > 0 {
		add("budgets", parts, s.LineOf("budgets"))
	}
	if len(p.Exclude) > 0 {
		add("exclude", listNode(p.Exclude), s.LineOf("exclude"))
	}
	switch {
	case w.settings.MaxAge != nil:
		add("max_age", numberNode(strconv.FormatInt(*w.settings.MaxAge, 10)), "--max-age")
	case here.Used() != nil && here.Used().MaxAge != nil:
		add("max_age", numberNode(strconv.FormatInt(*here.Used().MaxAge, 10)), here.LineOf("max_age"))
	}
	return list
}

// budgetNode writes a budget on a part of the total.
func budgetNode(b project.Budget) *yaml.Node {
	node := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
	node.Content = append(node.Content, textNode("limit"), numberNode(money.Text(b.Limit)))
	if b.Region != "" {
		node.Content = append(node.Content, textNode("region"), textNode(b.Region))
	}
	if b.Name != "" {
		node.Content = append(node.Content, textNode("name"), textNode(b.Name))
	}
	return node
}

// allowed returns what deployments may use, without what is not restricted.
func allowed(p *project.Project) *yaml.Node {
	plans := make([]string, len(p.Plans))
	for i, plan := range p.Plans {
		plans[i] = string(plan)
	}
	allow := &yaml.Node{Kind: yaml.MappingNode}
	for _, item := range [...]struct {
		key    string
		values []string
	}{{"regions", p.Regions}, {"plans", plans}, {"models", p.Models}} {
		if len(item.values) > 0 {
			allow.Content = append(allow.Content, textNode(item.key), listNode(item.values))
		}
	}
	return allow
}

// settingsYAML writes settings as a settings file, each key with a comment on
// where it comes from.
func settingsYAML(list []setting) ([]byte, error) {
	root := &yaml.Node{Kind: yaml.MappingNode}
	for _, item := range list {
		key := textNode(item.key)
		commented := key // the comment of a block stands behind its key
		if item.value.Kind == yaml.ScalarNode {
			commented = item.value
		}
		commented.LineComment = "# " + item.source
		root.Content = append(root.Content, key, item.value)
	}
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(root); err != nil {
		return nil, err
	}
	return out.Bytes(), encoder.Close()
}

func textNode(value string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value}
}

// numberNode is a number, written as its text is.
func numberNode(value string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: value} }

func listNode(values []string) *yaml.Node {
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for _, value := range values {
		list.Content = append(list.Content, textNode(value))
	}
	return list
}
