/** What would follow if a party failed: the cascade by round, with money, and who is hurt most. */

import { h } from "../dom";
import { decimal, percent, said, signed, t, whole } from "../i18n/language";
import { gradeBadge } from "../mark";
import type { ChangeOut, LossOut, RoundOut, WhatIfOut } from "../shapes";

const MOST_HURT = 10;
const MOST_NAMED = 5;

export interface WhatIfHandlers {
  selected(id: string): void;
  closed(): void;
}

export function whatIfPanel(found: WhatIfOut, on: WhatIfHandlers): HTMLElement {
  const [failed] = found.changes.filter((change) => change.failed);
  const hurt = found.changes.filter((change) => !change.failed).slice(0, MOST_HURT);
  const losers = found.losses.slice(0, MOST_NAMED);
  return h(
    "section",
    { class: "paths whatif", "data-testid": "whatif" },
    h("h2", {}, t("whatif.title", failed?.name ?? "")),
    h("button", { type: "button", class: "small-button", onclick: on.closed, "data-key": "whatif:close" }, t("app.close")),
    h("p", { "data-testid": "whatif-text" }, said(found.text)),
    h("h3", {}, t("whatif.rounds")),
    h("ol", { class: "rounds" }, ...feltRounds(found).map((round) => line(round, found, on))),
    hurt.length > 0 && h("h3", {}, t("whatif.hurt")),
    hurt.length > 0 && h("ul", { class: "plain" }, ...hurt.map((change) => hurtLine(change, on))),
    losers.length > 0 && h("h3", {}, t("whatif.losses", whole(found.lost), found.currency)),
    losers.length > 0 && h("ul", { class: "plain" }, ...losers.map((loss) => lossLine(loss, found.currency, on))),
    h("p", { class: "soft" }, t("whatif.nothing.stored")),
  );
}

/** The rounds in which anybody gets worse by enough to be told. */
export function feltRounds(found: WhatIfOut): RoundOut[] {
  return found.rounds.filter((round) => round.parties > 0);
}

/** The rounds that were not followed one by one stand together as the last. */
export function isRest(round: RoundOut, found: WhatIfOut): boolean {
  return !found.followed && round.number === found.rounds.length - 1;
}

function line(round: RoundOut, found: WhatIfOut, on: WhatIfHandlers): HTMLElement {
  const parties = whole(round.parties);
  const title = isRest(round, found) ? t("whatif.rest", parties) : t("whatif.round", round.number, parties);
  return h(
    "li",
    { "data-testid": "whatif-round", "data-round": round.number },
    h("strong", {}, round.number === 0 ? t("whatif.fails") : title),
    h("span", { class: "soft num" }, t("whatif.round.lost", decimal(round.rise, 2), whole(round.lost), found.currency)),
    h(
      "ul",
      { class: "plain" },
      ...round.reached.slice(0, MOST_NAMED).map((each) =>
        h("li", {}, name(each, on), h("span", { class: "soft num" }, t("whatif.rise", signed(100 * each.rise)))),
      ),
    ),
  );
}

function hurtLine(change: ChangeOut, on: WhatIfHandlers): HTMLElement {
  const worse = change.grade_before !== change.grade_after;
  return h(
    "li",
    { "data-testid": "whatif-hurt" },
    name(change, on),
    worse && gradeBadge(change.grade_before),
    worse && "→",
    worse && gradeBadge(change.grade_after),
    h("span", { class: "num" }, t("whatif.pd", percent(change.pd_before), percent(change.pd_after))),
  );
}

function lossLine(loss: LossOut, currency: string, on: WhatIfHandlers): HTMLElement {
  return h(
    "li",
    { "data-testid": "whatif-loss" },
    name(loss, on),
    loss.house && h("span", { class: "role" }, t("role.house")),
    h("span", { class: "num" }, `${whole(loss.loss)} ${currency}`),
  );
}

function name(party: { id: string; name: string }, on: WhatIfHandlers): HTMLElement {
  return h("button", { type: "button", class: "link", onclick: () => on.selected(party.id) }, party.name);
}
