/** The paths that were found between two parties, strongest first. */

import { h } from "../dom";
import { percent, t } from "../i18n/language";
import type { PathsOut } from "../shapes";

export function pathsPanel(found: PathsOut, ends: { from: string; to: string }, on: { selected(id: string): void; closed(): void }): HTMLElement {
  const names = new Map(found.network.nodes.map((node) => [node.id, node.name]));
  const name = (id: string) => names.get(id) ?? id;
  const step = (id: string) =>
    h("li", {}, h("button", { type: "button", class: "link", onclick: () => on.selected(id) }, name(id)));
  return h(
    "section",
    { class: "paths", "data-testid": "paths" },
    h("h2", {}, found.paths.length ? t("paths.found", found.paths.length) : t("paths.none", name(ends.from), name(ends.to))),
    h("button", { type: "button", class: "small-button", onclick: on.closed }, t("app.close")),
    h(
      "ol",
      { class: "path-list" },
      ...found.paths.map((path) =>
        h("li", { "data-testid": "path" }, h("ol", { class: "steps" }, ...path.nodes.map(step)), h("span", { class: "soft" }, t("paths.strength", percent(path.strength)))),
      ),
    ),
  );
}
