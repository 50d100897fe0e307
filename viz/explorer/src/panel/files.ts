/** What files say of a party: facts, fields, the records behind it and why they were put together. */

import { h, type Child } from "../dom";
import { decimal, named, percent, t } from "../i18n/language";
import type { FactOut, PartyOut, PossibleOut, RecordOut } from "../shapes";
import { partyView, ringView } from "../state";
import { address } from "../url";
import { origin } from "./origin";
import { section } from "./section";

export function facts(party: PartyOut): HTMLElement {
  const found = party.facts;
  return section(
    "facts",
    `${t("party.facts")} (${found.length})`,
    found.length > 0 && found.length <= 6,
    found.length ? h("ul", { class: "facts" }, ...found.map(fact)) : h("p", { class: "soft" }, t("party.facts.none")),
  );
}

function fact(each: FactOut): HTMLElement {
  return h(
    "li",
    { "data-testid": "fact" },
    h("strong", {}, `${named("table.name", each.table)} ${each.title}`),
    each.role && h("span", { class: "role" }, named("field", each.role)),
    pairs(Object.entries(each.details)),
    origin(each.origin),
  );
}

export function fields(party: PartyOut): HTMLElement | null {
  if (!party.fields.length) return null;
  return section(
    "fields",
    t("party.fields"),
    false,
    h(
      "dl",
      { class: "pairs" },
      ...party.fields.flatMap((field) => [h("dt", {}, named("field", field.name)), h("dd", {}, field.value, " ", origin(field.origin))]),
    ),
  );
}

export function identifiers(party: PartyOut): HTMLElement | null {
  if (!party.identifiers.length) return null;
  return section(
    "identifiers",
    `${t("party.identifiers")} (${party.identifiers.length})`,
    false,
    h(
      "dl",
      { class: "pairs" },
      ...party.identifiers.flatMap((each) => [
        h("dt", {}, named("field", each.kind)),
        h("dd", { "data-testid": "identifier" }, each.value, " ", origin(each.origin)),
      ]),
    ),
  );
}

export function records(party: PartyOut): HTMLElement {
  const title = `${t("party.records")} (${party.records.length})`;
  return section("records", title, false, h("ul", { class: "records" }, ...party.records.map(record)));
}

function record(each: RecordOut): HTMLElement {
  const why = each.reasons.map((reason) =>
    h(
      "li",
      {},
      named("link", reason.code),
      reason.left !== null && h("span", { class: "soft" }, ` ${reason.left}${reason.right === null ? "" : ` ≈ ${reason.right}`}`),
      h("span", { class: "num soft" }, t("party.bits", decimal(reason.weight))),
    ),
  );
  return h(
    "li",
    { "data-testid": "record" },
    h("strong", {}, each.name),
    each.mention && h("span", { class: "role" }, t("party.mention")),
    h("span", { class: "soft" }, named("decided", each.decided_by)),
    why.length > 0 && h("ul", { class: "why" }, ...why),
    origin(each.origin),
  );
}

export function possible(party: PartyOut): HTMLElement | null {
  const twin = (each: PossibleOut) =>
    h("li", {}, h("a", { href: address(partyView(each.id)) }, each.name), h("span", { class: "num soft" }, percent(each.probability)));
  if (!party.possible.length) return null;
  return section("possible", t("party.possible"), true, h("ul", { class: "plain" }, ...party.possible.map(twin)));
}

export function rings(party: PartyOut): HTMLElement | null {
  if (!party.rings.length) return null;
  const ring = (id: string) => h("li", {}, h("a", { href: address(ringView(id)), "data-testid": "party-ring" }, t("ring.title", id)));
  return section("rings", t("party.rings"), true, h("ul", { class: "plain" }, ...party.rings.map(ring)));
}

export function pairs(entries: readonly (readonly [string, string])[]): Child {
  if (!entries.length) return null;
  return h(
    "dl",
    { class: "pairs" },
    ...entries.flatMap(([name, value]) => [h("dt", {}, named("field", name)), h("dd", {}, value)]),
  );
}
