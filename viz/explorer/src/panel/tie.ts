/** One tie: who, what, and the row that says so. */

import { h } from "../dom";
import { named } from "../i18n/language";
import type { RelationshipOut } from "../shapes";
import { pairs } from "./files";
import { origin } from "./origin";

export function tiePanel(tie: RelationshipOut, selected: (id: string) => void): HTMLElement {
  const end = (id: string, name: string) => h("button", { type: "button", class: "link", onclick: () => selected(id) }, name);
  return h(
    "article",
    { class: "tie", "data-testid": "tie-panel" },
    h("h1", {}, named("tie", tie.kind)),
    h("p", { class: "ends" }, end(tie.source.id, tie.source.name), h("span", { class: "soft" }, ` ${named("tie", tie.kind)} → `), end(tie.target.id, tie.target.name)),
    pairs(Object.entries(tie.details)),
    origin(tie.origin),
  );
}
