/** What can be done with the picture. */

import { h, type Child } from "../dom";
import { t, whole } from "../i18n/language";
import type { NetworkView } from "../state";

export interface Actions {
  hops(hops: number): void;
  table(): void;
  fit(): void;
  paths(): void;
  reset(): void;
  unlight(): void;
  exports(): void;
}

export interface Drawn {
  nodes: number;
  edges: number;
  more: { nodes: number; edges: number };
  drawable: boolean;
}

export function toolbar(view: NetworkView, drawn: Drawn, on: Actions): Child[] {
  const { picture } = view;
  const button = (key: string, text: string, act: () => void) =>
    h(
      "button",
      { type: "button", onclick: act, "data-key": `tool:${key}`, "data-testid": `tool-${key}` },
      text,
    );
  const touched = picture.expansions.length + picture.hiddenKinds.length + picture.hiddenGrades.length > 0;
  return [
    view.page === "party" && hops(view.hops, on),
    drawn.drawable && button("table", picture.table ? t("picture.graph") : t("picture.table"), on.table),
    !picture.table && drawn.drawable && button("fit", t("picture.fit"), on.fit),
    button("paths", t("paths.button"), on.paths),
    button("export", t("picture.export"), on.exports),
    (picture.selected || picture.reason !== null || picture.path || picture.fails) && button("unlight", t("picture.unlight"), on.unlight),
    touched && button("reset", t("picture.reset"), on.reset),
    h("span", { class: "gap" }),
    h("span", { class: "soft", "data-testid": "drawn" }, t("picture.nodes", whole(drawn.nodes), whole(drawn.edges))),
    drawn.more.nodes + drawn.more.edges > 0 &&
      h("span", { class: "more" }, t("picture.more", whole(drawn.more.nodes), whole(drawn.more.edges))),
  ];
}

function hops(now: number, on: Actions): HTMLElement {
  return h(
    "span",
    { class: "segments", role: "group", "aria-label": t("picture.hops") },
    h("span", { class: "soft" }, t("picture.hops")),
    ...[1, 2, 3].map((n) =>
      h(
        "button",
        { type: "button", "aria-pressed": String(n === now), onclick: () => on.hops(n), "data-key": `hops:${n}`, "data-testid": `hops-${n}` },
        String(n),
      ),
    ),
  );
}
