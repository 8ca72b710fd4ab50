// What the editor gets from the engine, under short names.

import type { Diagnostic } from "../generated/module";

export type { Action, CompletionItem, Diagnostic, Hint, Position, TextEdit as Edit } from "../generated/module";

export type Fix = Diagnostic["fixes"][number];
export type Related = Diagnostic["related"][number];
export type Severity = Diagnostic["severity"];
