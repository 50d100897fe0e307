/** Everything that is known of one party, riskiest news first. */

import { h } from "../dom";
import { decimal, named, percent, t } from "../i18n/language";
import { gradeBadge, mark, roleBadges } from "../mark";
import type { PartyOut } from "../shapes";
import { partyView } from "../state";
import { address } from "../url";
import { facts, fields, identifiers, possible, records, rings } from "./files";
import { money } from "./money";
import { reasons, type ReasonHandlers } from "./reasons";
import { ties } from "./ties";

export interface PartyContext extends ReasonHandlers {
  centre: string | null;
  reason: number | null;
  drawn: ReadonlyMap<string, number>;
  expand(kind: string | null): void;
  /** Whether it is supposed to fail, and what to do when somebody asks or no longer asks that. */
  fails: boolean;
  fail(id: string | null): void;
}

export function partyPanel(party: PartyOut, on: PartyContext): HTMLElement {
  return h(
    "article",
    { class: "party", "data-testid": "party-panel", "data-party": party.id },
    head(party, on),
    party.rated ? numbers(party) : h("p", { class: "note" }, t("party.unrated")),
    reasons(party, on.reason, on),
    money(party),
    rings(party),
    ties(party, on.drawn, on.expand),
    possible(party),
    facts(party),
    fields(party),
    identifiers(party),
    records(party),
  );
}

function head(party: PartyOut, on: PartyContext): HTMLElement {
  return h(
    "header",
    { class: "party-head" },
    h("h1", { "data-testid": "party-name" }, mark(party.grade), party.name),
    h("p", {}, h("span", { class: "soft" }, named("kind", party.kind)), roleBadges(party.roles)),
    party.other_names.length > 0 && h("p", { class: "soft" }, `${t("party.also")}: ${party.other_names.join(" · ")}`),
    party.moved_from !== null && h("p", { class: "note" }, t("party.moved", party.moved_from)),
    h(
      "p",
      {},
      party.id !== on.centre &&
        h("a", { class: "button", href: address(partyView(party.id)), "data-testid": "open-centre" }, t("party.open")),
      h(
        "button",
        {
          type: "button",
          "aria-pressed": String(on.fails),
          onclick: () => on.fail(on.fails ? null : party.id),
          "data-key": "fail",
          "data-testid": "fail",
        },
        t("whatif.ask"),
      ),
    ),
  );
}

function numbers(party: PartyOut): HTMLElement {
  const pair = (name: string, value: string) => h("div", {}, h("dt", {}, name), h("dd", { class: "num" }, value));
  return h(
    "div",
    { class: "numbers" },
    h(
      "div",
      { class: `score score-${party.grade ?? "unrated"}`, "data-testid": "score" },
      h("span", { class: "score-value" }, party.score === null ? "–" : decimal(party.score)),
      gradeBadge(party.grade),
    ),
    h(
      "dl",
      {},
      pair(t("party.pd.own"), percent(party.standalone_pd)),
      pair(t("party.pd.network"), percent(party.network_pd)),
      pair(t("party.confidence"), percent(party.confidence)),
      pair(t("party.age"), party.data_age_days === null ? "–" : t("party.age.days", party.data_age_days)),
    ),
  );
}
