// What a view may ask for. The views know the state and this, and nothing of the engine.

import type { Combo, Dialog, Grouping, Order, Scenario, Section, Tab, WantedPrice } from "./state";
import type { Theme } from "./storage";
import type { Change, Diagnostic, ExportFormat, ExportKind, Fix } from "./types";

export interface Actions {
  undo(): void;
  redo(): void;
  add(): void;
  duplicate(deployment: number): void;
  remove(deployment: number): void;
  /** Writes a field; `path` is the one that shows what was typed, or chosen. */
  change(change: Change, label: string, path: string, typed?: boolean): void;
  /** Several fields at once, as one step. */
  choose(deployment: number, fields: readonly { field: string; value: string }[], label: string): void;
  /** The focus came to a field, which is drawn at once, or left it. */
  focusField(path: string, focused: boolean): void;

  select(deployment: number): void;
  toggle(deployment: number): void;
  toggleCard(deployment: number): void;
  toggleDocument(): void;
  /** Shows a deployment in the form, and puts the focus there. */
  editInForm(deployment: number): void;
  /** Shows what else a deployment could cost. */
  showElse(deployment: number): void;
  /** Shows where a finding is: its field in the form, or its place in the text. */
  goTo(diagnostic: Diagnostic): void;
  fix(diagnostic: Diagnostic, fix: Fix): void;
  fixAll(): void;

  showSection(section: Section): void;
  /** Shows where the provider's page contradicts itself. */
  showNotes(): void;
  /** Shows the visitor's own prices; with `wanted`, the form for a price of just that. */
  showOwn(wanted?: WantedPrice | null): void;
  /** Puts other own prices in force; "" for none. */
  setOwn(own: string, label: string): void;
  /** Makes changes that findings propose, as one step. */
  apply(changes: readonly { deployment: number; fields: readonly { field: string; value: string }[] }[], label: string): void;
  sort(column: Order["column"]): void;
  search(text: string): void;
  group(by: Grouping): void;
  showTab(tab: Tab): void;
  showPage(list: "rows" | "findings", page: number): void;
  setTheme(theme: Theme): void;
  setSingleKeys(on: boolean): void;
  setCombo(combo: Combo | null): void;
  openDialog(dialog: Dialog): void;
  closeDialog(): void;
  dismiss(notice: string): void;
  retry(): void;
  skipTo(id: string): void;

  startFrom(example: string): void;
  openFile(): void;
  copyLink(): void;
  download(kind: ExportKind, format: ExportFormat): void;
  downloadDocument(): void;
  downloadOwn(): void;

  pin(): void;
  /** Forgets a scenario: the one that is compared, unless another is given. */
  unpin(scenario?: Scenario): void;
  rename(scenario: Scenario, name: string): void;
  compareWith(scenario: Scenario): void;
  backTo(scenario: Scenario): void;
}

/** Does nothing, for a page that is drawn before anything can be done with it. */
export function inert(): Actions {
  return new Proxy({} as Actions, { get: () => () => undefined });
}
