/** Our money with a party: what is at stake with a customer, what would stop without a supplier. */

import { h } from "../dom";
import { cash, named, percent, said, t } from "../i18n/language";
import type { CustomerMoneyOut, LineOut, PartyOut, PurchaseOut, SupplierMoneyOut } from "../shapes";
import { origin } from "./origin";
import { section } from "./section";

export function money(party: PartyOut): HTMLElement | null {
  if (!party.money) return null;
  const { customer, supplier } = party.money;
  return section("money", t("money.title"), true, customer && ofCustomer(customer), supplier && ofSupplier(supplier));
}

function ofCustomer(money: CustomerMoneyOut): HTMLElement {
  const limit = money.limit.amount ? cash(money.limit.amount) : "–";
  return h(
    "div",
    { "data-testid": "customer-money" },
    h("h3", { class: "money-as" }, t("money.customer")),
    list([
      [t("money.ead"), cash(money.ead)],
      [t("money.covered"), cash(money.covered)],
      [t("money.loss"), cash(money.expected_loss)],
      [t("money.limit"), limit],
      ...(Number(money.limit.over_by.amount) > 0 ? [[t("money.over"), cash(money.limit.over_by)] as [string, string]] : []),
    ]),
    h("p", { class: "soft" }, said(money.limit.text)),
    h("ul", { class: "money-lines" }, ...money.lines.map(line)),
  );
}

function line(each: LineOut): HTMLElement {
  return h("li", {}, h("span", {}, named("stake", each.kind)), h("span", { class: "num" }, cash(each.at_default)), origin(each.origin));
}

function ofSupplier(money: SupplierMoneyOut): HTMLElement {
  const share = money.share_of_costs === null ? "" : ` · ${t("money.share", percent(money.share_of_costs))}`;
  return h(
    "div",
    { "data-testid": "supplier-money" },
    h("h3", { class: "money-as" }, t("money.supplier")),
    list([
      [t("money.bought"), (money.bought ? cash(money.bought) : "–") + share],
      [named("stake", "prepaid"), cash(money.prepaid)],
    ]),
    h("ul", { class: "money-lines" }, ...money.purchases.map(bought)),
  );
}

function bought(each: PurchaseOut): HTMLElement {
  const sole = each.sole_source ? ` · ${t("money.sole")}` : "";
  return h(
    "li",
    {},
    h("span", {}, (each.product ?? t("money.goods")) + sole),
    h("span", { class: "num" }, each.amount ? cash(each.amount) : "–"),
    origin(each.origin),
  );
}

function list(pairs: [string, string][]): HTMLElement {
  return h("dl", { class: "totals" }, ...pairs.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", { class: "num" }, value))));
}
