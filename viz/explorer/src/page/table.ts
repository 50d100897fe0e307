/** The picture's twin: the same parties and ties as two tables, with the same selection. */

import type { Visible } from "../graph/filter";
import type { Model } from "../graph/model";
import { h } from "../dom";
import { decimal, named, percent, t, whole } from "../i18n/language";
import { gradeBadge, roleBadges } from "../mark";
import type { EdgeOut, NodeOut } from "../shapes";
import type { Selection } from "../state";

export interface TableHandlers {
  selected(selection: Selection): void;
  expanded(id: string): void;
}

export function twin(model: Model, visible: Visible, selected: Selection | null, on: TableHandlers): HTMLElement {
  const nodes = [...visible.nodes].map((id) => model.nodes.get(id)!).sort((a, b) => (b.score ?? -1) - (a.score ?? -1));
  const edges = [...visible.edges].map((key) => model.edges.get(key)!);
  const name = (id: string) => model.nodes.get(id)?.name ?? id;
  return h(
    "div",
    { class: "twin scroll", "data-testid": "table-twin" },
    titled(
      t("table.parties"),
      ["name", "grade", "score", "roles", "degree"],
      nodes.map((node) => partyLine(node, isOf(selected, "node", node.id), on)),
    ),
    titled(
      t("table.ties"),
      ["from", "kind", "to", "details"],
      edges.map((edge) => tieLine(edge, name, isOf(selected, "edge", edge.key), on)),
    ),
  );
}

/** What a tie says of itself, in a line. */
export function tieDetails(edge: EdgeOut): string {
  return [
    edge.subject,
    edge.amount === null ? null : `${whole(edge.amount)} ${edge.currency ?? ""}`.trim(),
    edge.share === null ? null : percent(edge.share),
    edge.since || edge.until ? `${edge.since ?? "…"} – ${edge.until ?? "…"}` : null,
  ]
    .filter(Boolean)
    .join(" · ");
}

const NUMBERS = new Set(["score", "degree"]);
type Column = "name" | "grade" | "score" | "roles" | "degree" | "from" | "kind" | "to" | "details";

function titled(title: string, columns: Column[], lines: HTMLElement[]): HTMLElement {
  return h(
    "table",
    { class: "rows" },
    h("caption", {}, title),
    h("thead", {}, h("tr", {}, ...columns.map((column) => h("th", { scope: "col", class: NUMBERS.has(column) ? "num" : "" }, t(`table.${column}`))))),
    h("tbody", {}, ...lines),
  );
}

function partyLine(node: NodeOut, selected: boolean, on: TableHandlers): HTMLElement {
  const select = () => on.selected({ what: "node", id: node.id });
  return h(
    "tr",
    { "aria-selected": String(selected), onclick: select, ondblclick: () => on.expanded(node.id), "data-testid": "table-node" },
    h("td", {}, h("button", { type: "button", class: "link", "data-key": `row:${node.id}` }, node.name)),
    h("td", {}, gradeBadge(node.grade)),
    h("td", { class: "num" }, node.score === null ? "–" : decimal(node.score)),
    h("td", {}, roleBadges(node.roles)),
    h("td", { class: "num" }, whole(node.degree)),
  );
}

function tieLine(edge: EdgeOut, name: (id: string) => string, selected: boolean, on: TableHandlers): HTMLElement {
  const select = () => on.selected({ what: "edge", id: edge.key });
  return h(
    "tr",
    { "aria-selected": String(selected), onclick: select, "data-testid": "table-edge" },
    h("td", {}, name(edge.source)),
    h("td", {}, h("button", { type: "button", class: "link", "data-key": `row:${edge.key}` }, named("tie", edge.kind))),
    h("td", {}, name(edge.target)),
    h("td", {}, tieDetails(edge)),
  );
}

function isOf(selected: Selection | null, what: Selection["what"], id: string): boolean {
  return selected?.what === what && selected.id === id;
}
