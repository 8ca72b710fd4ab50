// The engine's words, under the names that the page uses.

import type { Diagnostic, ExportArgs } from "../generated/module";

export type {
  Card,
  Change,
  Chart,
  Diagnostic,
  Field,
  Form,
  HelloResult as Hello,
  Matrix,
  Option,
  Position,
  RulesRule as Rule,
  Settings,
  View,
  ViewDeployment as Row,
  ViewTotal as Total,
} from "../generated/module";

export type ExportKind = ExportArgs["kind"];
export type ExportFormat = NonNullable<ExportArgs["format"]>;
export type Fix = Diagnostic["fixes"][number];
