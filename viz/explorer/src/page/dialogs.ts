/** Questions in front of the page: what to expand, between whom to look for paths, which keys there are. */

import type { Api, Problem } from "../api";
import { exportAddress } from "../api";
import { h, type Child } from "../dom";
import { drawable } from "../graph/kinds";
import { named, t, whole } from "../i18n/language";
import type { NodeOut } from "../shapes";
import type { Expansion, Order } from "../state";
import { searchBox } from "./search";

/** A modal dialog with a title; it takes itself away when it is closed. */
function dialog(testid: string, title: string, ...children: Child[]): HTMLDialogElement {
  const close = h("button", { type: "button", class: "close", "aria-label": t("app.close"), onclick: () => element.close() }, "×");
  const element = h("dialog", { "data-testid": testid, "aria-label": title }, h("header", {}, h("h2", {}, title), close), ...children);
  element.addEventListener("close", () => element.remove());
  document.body.append(element);
  element.showModal();
  return element;
}

const LIMITS = [10, 20, 50, 100];
const ASK_LIMIT = 20;

/** Ask which ties of a party to draw; `counts` are its ties by kind. */
export function askExpansion(node: NodeOut, counts: Record<string, number>, chosen: (expansion: Expansion) => void): void {
  const option = (value: string | number, text: string, selected = false) => h("option", { value, selected }, text);
  const kind = h(
    "select",
    { "data-testid": "expand-kind" },
    option("", t("expand.kind.all"), true),
    ...drawable(counts).map(([name, count]) => option(name, `${named("tie", name)} (${whole(count)})`)),
  );
  const order = h(
    "select",
    { "data-testid": "expand-order" },
    option("risk", t("expand.order.risk"), true),
    option("ties", t("expand.order.ties")),
  );
  const limit = h("select", { "data-testid": "expand-limit" }, ...LIMITS.map((n) => option(n, String(n), n === ASK_LIMIT)));
  const submit = () =>
    chosen({ id: node.id, kind: kind.value || null, order: order.value as Order, limit: Number(limit.value) });
  dialog(
    "expand-dialog",
    t("expand.title", node.name),
    h("p", {}, t("expand.hub", whole(node.degree))),
    h(
      "form",
      { method: "dialog", onsubmit: submit },
      field(t("expand.kind"), kind),
      field(t("expand.order"), order),
      field(t("expand.limit"), limit),
      h("button", { type: "submit", class: "primary", "data-testid": "expand-go" }, t("expand.go")),
    ),
  );
}

type End = { id: string; name: string } | null;

/** Ask for two parties. */
export function askPaths(
  api: Api,
  ends: { from: End; to: End },
  chosen: (from: string, to: string) => void,
  failed: (problem: Problem) => void,
): void {
  const picked = { ...ends };
  const box = (end: "from" | "to") => {
    const made = searchBox(
      api,
      t(`paths.${end}`),
      (hit) => {
        picked[end] = hit;
        show();
      },
      failed,
    );
    made.input.setAttribute("data-testid", `paths-${end}`);
    return made;
  };
  const from = box("from");
  const to = box("to");
  const find = h("button", { type: "submit", class: "primary", "data-testid": "paths-find" }, t("paths.find"));
  const show = () => {
    from.input.value = picked.from?.name ?? "";
    to.input.value = picked.to?.name ?? "";
    find.disabled = !picked.from || !picked.to || picked.from.id === picked.to.id;
  };
  const swap = () => {
    [picked.from, picked.to] = [picked.to, picked.from];
    show();
  };
  dialog(
    "paths-dialog",
    t("paths.title"),
    h(
      "form",
      { method: "dialog", onsubmit: () => picked.from && picked.to && chosen(picked.from.id, picked.to.id) },
      field(t("paths.from"), from.element),
      field(t("paths.to"), to.element),
      h("div", { class: "actions" }, h("button", { type: "button", onclick: swap }, t("paths.swap")), find),
    ),
  );
  show();
  (picked.from ? to : from).input.focus();
}

export function showKeys(): void {
  const keys: [string, string][] = [
    ["/", t("keys.search")],
    ["p", t("keys.paths")],
    ["t", t("keys.table")],
    ["e", t("keys.expand")],
    ["Ctrl Z · Ctrl Shift Z", t("keys.undo")],
    ["↑ ↓ Enter", t("keys.lists")],
    ["Esc", t("keys.escape")],
    ["?", t("keys.help")],
  ];
  dialog(
    "keys-dialog",
    t("keys.title"),
    h("dl", { class: "keys" }, ...keys.flatMap(([key, text]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, text)])),
  );
}

const FORMATS = ["json", "graphml", "csv", "html"] as const;

export function showExports(party: string, hops: number): void {
  const link = (format: (typeof FORMATS)[number]) =>
    h("li", {}, h("a", { href: exportAddress(format, party, hops), download: true, "data-testid": `export-${format}` }, t(`export.${format}`)));
  dialog("export-dialog", t("export.title"), h("ul", { class: "plain" }, ...FORMATS.map(link)));
}

function field(text: string, control: HTMLElement): HTMLElement {
  return h("label", { class: "field" }, h("span", {}, text), control);
}
