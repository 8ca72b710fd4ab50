// The engine's words, under the names that the page uses.

import type { Diagnostic, ExportArgs } from "../generated/module";

export type {
  Chart,
  Diagnostic,
  HelloResult as Hello,
  Matrix,
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
export interface Change { kind: "set" | "remove_field" | "add" | "duplicate" | "delete"; deployment: number; field?: string; value?: string }
export interface Option { value: string; label: string; group: string; detail: string; disabled: boolean; reason: string }
export interface Field { id: string; label: string; path: string; kind: "choice" | "model" | "number" | "text" | "flag"; value: string | null; effective: string; unit: string; step: string | null; min: string | null; max: string | null; step_up: string | null; step_down: string | null; step_text: string; help: string; required: boolean; options: Option[]; options_ref: string; presets: { id: string; label: string; change: Change; active: boolean }[] }
export interface Card { document: number; line: number; end_line: number; editable: boolean; reason: string; deployment: number; path: string; title: string; plan: string; model: string; region: string; fields: Field[]; notes: string[] }
export interface Form { editable: boolean; reason: string; document: Field[]; deployments: Card[]; can_add: boolean; line: number | null; option_sets: Record<string, Option[]> }
