/** One tie: who, what, and the row that says so. */

import { h, type Child } from "../dom";
import { SHARES } from "../graph/kinds";
import type { Model } from "../graph/model";
import { named, percent, t } from "../i18n/language";
import type { EdgeOut, RelationshipOut, StepOut } from "../shapes";
import { pairs } from "./files";
import { origin } from "./origin";

export function tiePanel(tie: RelationshipOut, selected: (id: string) => void): HTMLElement {
  return panel(tie.kind, [tie.source, tie.target], selected, pairs(Object.entries(tie.details)), carried(tie), origin(tie.origin));
}

/** How probable it is that distress travels over the tie, each way, and what that stands on. */
function carried(tie: RelationshipOut): HTMLElement | null {
  if (!tie.transmission.length) return null;
  const name = (id: string) => [tie.source, tie.target].find((end) => end.id === id)?.name ?? id;
  const way = (each: RelationshipOut["transmission"][number]) =>
    h(
      "li",
      { "data-testid": "transmission" },
      `${name(each.source)} → ${name(each.target)}`,
      h("span", { class: "num" }, percent(each.rate)),
      h("span", { class: "soft", title: t(`basis.${each.basis}.why`) }, t(`basis.${each.basis}`)),
    );
  return h("div", {}, h("h2", {}, t("tie.rate")), h("ul", { class: "ways" }, ...tie.transmission.map(way)));
}

/** An identifier that two parties share: all there is to say of it stands in the picture. */
export function sharedPanel(edge: EdgeOut, model: Model, selected: (id: string) => void): HTMLElement {
  const step = (id: string) => ({ id, name: model.nodes.get(id)?.name ?? id });
  const [, kind = "", value = ""] = /^(\S+) (.+)$/s.exec(edge.subject ?? "") ?? [];
  return panel(edge.kind, [step(edge.source), step(edge.target)], selected, pairs([[kind, value]]));
}

function panel(kind: string, [one, other]: [StepOut, StepOut], selected: (id: string) => void, ...rest: Child[]): HTMLElement {
  const end = ({ id, name }: StepOut) => h("button", { type: "button", class: "link", onclick: () => selected(id) }, name);
  const between = kind === SHARES ? " — " : ` ${named("tie", kind)} → `;
  return h(
    "article",
    { class: "tie", "data-testid": "tie-panel" },
    h("h1", {}, named("tie", kind)),
    h("p", { class: "ends" }, end(one), h("span", { class: "soft" }, between), end(other)),
    ...rest,
  );
}
