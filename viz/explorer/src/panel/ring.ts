/** A ring's evidence: who has which identifier, and what speaks for it and against it. */

import { h } from "../dom";
import { decimal, named, percent, said, signed, t } from "../i18n/language";
import { mark } from "../mark";
import type { RingOut, TermOut } from "../shapes";
import { section } from "./section";

export function ringPanel(ring: RingOut, selected: (id: string) => void): HTMLElement {
  const others = ring.terms.filter((term) => term.code !== ring.innocent.code);
  return h(
    "article",
    { class: "ring", "data-testid": "ring-panel" },
    h(
      "header",
      { class: "party-head" },
      h("h1", {}, t("ring.title", ring.rank)),
      h("p", {}, h("span", { class: "role" }, named("typology", ring.typology)), ` ${percent(ring.probability)} · ${t("ring.size", ring.size)}`),
    ),
    section("matrix", t("ring.matrix"), true, matrix(ring, selected)),
    section("terms", t("ring.terms"), true, terms(others.sort((a, b) => b.value - a.value))),
    section("innocent", t("ring.innocent"), true, terms([ring.innocent])),
    section("members", t("ring.members"), true, members(ring, selected)),
  );
}

function matrix(ring: RingOut, selected: (id: string) => void): HTMLElement {
  const head = ring.identifiers.map((each) =>
    h("th", { scope: "col", title: `${named("field", each.kind)}: ${each.value}` }, h("span", { class: "soft" }, named("field", each.kind)), h("span", { class: "tail" }, each.value)),
  );
  const cell = (has: boolean) => h("td", { class: has ? "has" : "", "aria-label": has ? t("ring.has") : null }, has ? "●" : "");
  const line = (i: number) => {
    const member = ring.members[i]!;
    const name = h("button", { type: "button", class: "link", onclick: () => selected(member.id) }, mark(member.grade), member.name);
    return h("tr", {}, h("th", { scope: "row" }, name), ...ring.identifiers.map((_, j) => cell(ring.matrix[i]?.[j] ?? false)));
  };
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: "matrix", "data-testid": "matrix" },
      h("thead", {}, h("tr", {}, h("td", {}), ...head)),
      h("tbody", {}, ...ring.members.map((_, i) => line(i))),
    ),
  );
}

function terms(all: readonly TermOut[]): HTMLElement {
  const most = Math.max(...all.map((term) => Math.abs(term.value)), 1e-9);
  const line = (term: TermOut) => {
    const bar = h("span", { class: term.value >= 0 ? "bar for" : "bar against", "aria-hidden": "true" });
    bar.style.width = `${Math.round((100 * Math.abs(term.value)) / most)}%`;
    return h("li", { "data-testid": "term" }, h("span", { class: "bar-track" }, bar), h("span", { class: "points" }, signed(term.value)), said(term.text));
  };
  return h("ul", { class: "terms" }, ...all.map(line));
}

function members(ring: RingOut, selected: (id: string) => void): HTMLElement {
  return h(
    "ul",
    { class: "plain" },
    ...ring.members.map((member) =>
      h(
        "li",
        {},
        mark(member.grade),
        h("button", { type: "button", class: "link", onclick: () => selected(member.id) }, member.name),
        h("span", { class: "num soft" }, member.score === null ? "" : decimal(member.score)),
      ),
    ),
  );
}
