/** How many ties of each kind a party has, how many are drawn, and the buttons that draw more. */

import { kindColor } from "../draw/palette";
import { h } from "../dom";
import { drawable } from "../graph/kinds";
import { named, t, whole } from "../i18n/language";
import type { PartyOut } from "../shapes";
import { section } from "./section";

/** `drawn`: kind to ties in the picture. `expand` with null asks first. */
export function ties(party: PartyOut, drawn: ReadonlyMap<string, number>, expand: (kind: string | null) => void): HTMLElement {
  const kinds = drawable(party.counts);
  const hidden = kinds.some(([kind, count]) => (drawn.get(kind) ?? 0) < count);
  return section(
    "ties",
    t("party.ties"),
    true,
    kinds.length
      ? h("ul", { class: "ties" }, ...kinds.map(([kind, count]) => line(kind, count, drawn.get(kind) ?? 0, expand)))
      : h("p", { class: "soft" }, t("party.ties.none")),
    hidden &&
      kinds.length > 1 &&
      h(
        "button",
        { type: "button", onclick: () => expand(null), "data-key": "expand", "data-testid": "expand-all" },
        t("party.expand.all"),
      ),
  );
}

function line(kind: string, count: number, drawn: number, expand: (kind: string) => void): HTMLElement {
  const dot = h("span", { class: "dot", "aria-hidden": "true" });
  dot.style.background = `var(${kindColor(kind)})`;
  const left = count - drawn;
  return h(
    "li",
    {},
    dot,
    h("span", {}, named("tie", kind)),
    h("span", { class: "soft num" }, t("party.ties.shown", whole(Math.min(drawn, count)), whole(count))),
    left > 0 &&
      h(
        "button",
        {
          type: "button",
          class: "small-button",
          onclick: () => expand(kind),
          "data-key": `expand:${kind}`,
          "data-testid": "expand-button",
          "data-kind": kind,
        },
        drawn ? t("party.expand.more", whole(left)) : `${t("party.expand")} ${whole(left)}`,
      ),
  );
}
