/** Why a party has its score: points, a sentence, the path, and the rows it all came from. */

import { h } from "../dom";
import { decimal, said, signed, t } from "../i18n/language";
import type { PartyOut, ReasonOut } from "../shapes";
import { origins } from "./origin";
import { section } from "./section";

const FEW_ORIGINS = 3;

export interface ReasonHandlers {
  lit(reason: number | null): void;
  selected(id: string): void;
}

export function reasons(party: PartyOut, lit: number | null, on: ReasonHandlers): HTMLElement {
  const most = Math.max(...party.reasons.map((reason) => Math.abs(reason.points)), 1e-9);
  const sum = party.reasons.reduce((total, reason) => total + reason.points, 0);
  return section(
    "reasons",
    t("party.reasons"),
    true,
    party.reasons.length
      ? h("ol", { class: "reasons" }, ...party.reasons.map((reason, i) => line(reason, i, lit === i, most, on)))
      : h("p", { class: "soft" }, t("party.reasons.none")),
    party.reasons.length > 1 && h("p", { class: "soft sum" }, t("party.reasons.sum", decimal(sum))),
  );
}

function line(reason: ReasonOut, i: number, lit: boolean, most: number, on: ReasonHandlers): HTMLElement {
  const bar = h("span", { class: reason.points >= 0 ? "bar for" : "bar against", "aria-hidden": "true" });
  bar.style.width = `${Math.round((100 * Math.abs(reason.points)) / most)}%`;
  const points = h("span", { class: "points", title: t("reason.points", decimal(reason.points, 2)) }, fewDigits(reason.points));
  return h(
    "li",
    { class: lit ? "reason is-lit" : "reason", "data-testid": "reason", "data-code": reason.code },
    h(
      "button",
      {
        type: "button",
        class: "reason-main",
        "aria-pressed": String(lit),
        title: t("reason.show"),
        onclick: () => on.lit(lit ? null : i),
        "data-key": `reason:${i}`,
      },
      h("span", { class: "bar-track" }, bar),
      points,
      h("span", { class: "reason-text" }, said(reason.text), reason.basis === "default" && h("span", { class: "basis", title: t("basis.default.why") }, t("basis.default"))),
    ),
    reason.path.length > 1 && steps(reason, on),
    reason.origins.length > 0 && rows(reason),
    lit && reason.delta_if_removed !== null && h("p", { class: "soft" }, t("reason.without", signed(-reason.delta_if_removed))),
  );
}

/** Points with one digit, or two where one would read as nothing. */
function fewDigits(points: number): string {
  return decimal(points, points !== 0 && Math.abs(points) < 0.095 ? 2 : 1);
}

function rows(reason: ReasonOut): HTMLElement {
  if (reason.origins.length <= FEW_ORIGINS) return origins(reason.origins);
  return h(
    "details",
    { class: "small" },
    h("summary", {}, `${t("reason.sources")} (${reason.origins.length})`),
    origins(reason.origins),
  );
}

function steps(reason: ReasonOut, on: ReasonHandlers): HTMLElement {
  const step = (id: string, name: string) =>
    h("li", {}, h("button", { type: "button", class: "link", onclick: () => on.selected(id) }, name));
  return h("ol", { class: "steps" }, ...reason.path.map((each) => step(each.id, each.name)));
}
