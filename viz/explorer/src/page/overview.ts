/** The portfolio in pictures: grades and why, what moved, money at risk, and where it is concentrated. */

import { h, svg } from "../dom";
import { cash, decimal, named, percent, said, signed, t, whole } from "../i18n/language";
import { mark } from "../mark";
import { folding } from "../panel/section";
import { bars, type Bar } from "../plots/bars";
import { aside, type Part } from "../plots/shape";
import type { ConcentrationOut, MoverOut, MoversPage, PortfolioOut, ShareOut } from "../shapes";
import { GRADES, PORTFOLIO, partyView } from "../state";
import { address } from "../url";

const FEW = 4;
const MOVE_WIDE = 40;

export function overview(portfolio: PortfolioOut, movers: MoversPage): HTMLElement {
  return h(
    "details",
    { class: "overview", ...folding("overview", window.innerHeight > 600), "data-testid": "overview" },
    h("summary", {}, h("h2", {}, t("overview.title"))),
    h(
      "div",
      { class: "figures" },
      h("div", { class: "tile" }, grades(portfolio), categories(portfolio)),
      h("div", { class: "tile", "data-testid": "movers" }, ...moves(movers)),
      h("div", { class: "tile", "data-testid": "money-totals" }, ...money(portfolio)),
      ...tile(portfolio.concentration.filter((each) => each.largest.length), portfolio.house.length > 0),
    ),
  );
}

function grades(portfolio: PortfolioOut): HTMLElement {
  const all = GRADES.reduce((sum, grade) => sum + (portfolio.grades[grade] ?? 0), 0);
  const rows = GRADES.map((grade): Bar => {
    const count = portfolio.grades[grade] ?? 0;
    const text = `${whole(count)} · ${percent(all ? count / all : 0)}`;
    return { label: named("grade", grade), parts: oneOf(grade, count), text, href: address({ ...PORTFOLIO, grade }) };
  });
  return bars(t("overview.grades"), rows, TINTS);
}

function categories(portfolio: PortfolioOut): HTMLElement {
  const rows = portfolio.categories
    .map((each): Bar & { all: number } => {
      const parts = GRADES.map((grade) => ({ value: each.grades[grade] ?? 0, name: named("grade", grade) }));
      const all = parts.reduce((sum, part) => sum + part.value, 0);
      return { label: named("category", each.category), parts, text: whole(all), all };
    })
    .sort((a, b) => b.all - a.all);
  return bars(t("overview.categories"), rows, TINTS);
}

const TINTS = GRADES.map((grade) => `fill-${grade}`);

/** A bar that has only the part of one grade, so that it has its colour. */
function oneOf(grade: string, count: number): Bar["parts"] {
  return GRADES.map((each) => ({ value: each === grade ? count : 0, name: named("grade", each) }));
}

function moves({ moves, items }: MoversPage): HTMLElement[] {
  const title = (text: string) => h("h3", {}, text);
  if (!moves.former) return [title(t("overview.moves")), h("p", { class: "soft" }, t("overview.moves.none"))];
  const long = aside(items.map((each) => each.change ?? 0), MOVE_WIDE / 2);
  return [
    title(t("overview.moves.since", moves.former.valid_on)),
    h("p", { class: "soft" }, t("overview.moves.counts", whole(moves.worse), whole(moves.better), whole(moves.new), whole(moves.gone))),
    ...(moves.former.settings_changed ? [h("p", { class: "note" }, t("overview.moves.settings"))] : []),
    h("ol", { class: "movers" }, ...items.map((each, i) => mover(each, long[i]!))),
  ];
}

function mover(each: MoverOut, bar: Part): HTMLElement {
  const change = each.change ?? 0;
  return h(
    "li",
    { "data-testid": "mover", "data-party": each.id },
    h("span", { class: `num move ${change > 0 ? "worse" : "better"}` }, each.change === null ? t("overview.new") : signed(change)),
    h("span", { class: "move-bar", "aria-hidden": "true" }, spread(bar, change > 0 ? "fill-red" : "fill-green")),
    h(
      "span",
      { class: "move-what" },
      each.grade_before !== each.grade && h("span", { class: "move-grades" }, mark(each.grade_before), "→", mark(each.grade)),
      h("a", { href: address(partyView(each.id)) }, each.name),
      each.cause && h("span", { class: "soft move-why", title: why(each.cause) }, why(each.cause)),
    ),
  );
}

/** The reason that moved it, and which ties behind it are new, ended or changed. */
function why({ over, reason, ties }: NonNullable<MoverOut["cause"]>): string {
  const changes = ties.map((tie) => `${named("change", tie.what)}: ${named("tie", tie.kind)}${ends(tie.source, tie.target)}`);
  return [(over ? `${t("overview.gone")} ` : "") + said(reason.text), ...changes].join(" · ");
}

function ends(...parties: ({ name: string } | null)[]): string {
  const names = parties.flatMap((party) => (party ? [party.name] : []));
  return names.length ? ` ${names.join(" → ")}` : "";
}

function spread({ at, long }: Part, tint: string): SVGElement {
  const bar = svg("rect", { x: at, y: 0, width: long, height: 8, class: tint });
  return svg("svg", { viewBox: `0 0 ${MOVE_WIDE} 8`, class: "move-plot" }, bar);
}

function money({ totals, house, currency }: PortfolioOut): HTMLElement[] {
  const pair = (name: string, value: string, strong = false) =>
    h("div", {}, h("dt", {}, name), h("dd", { class: strong ? "num strong" : "num" }, value));
  if (!house.length) return [h("h3", {}, t("overview.money")), h("p", { class: "soft" }, t("overview.money.none"))];
  return [
    h("h3", {}, `${t("overview.money")} · ${currency}`),
    h(
      "dl",
      { class: "totals" },
      pair(t("money.ead"), cash(totals.ead), true),
      pair(t("money.gross"), cash(totals.gross)),
      pair(t("money.covered"), cash(totals.covered)),
      pair(t("money.loss"), cash(totals.expected_loss), true),
      pair(t("overview.customers"), whole(totals.customers)),
      pair(t("money.over"), `${whole(totals.over_limit)} · ${cash(totals.over_by)}`),
      pair(t("money.limit"), cash(totals.limit)),
      pair(t("money.prepaid"), cash(totals.prepaid)),
    ),
  ];
}

function tile(found: ConcentrationOut[], ours: boolean): HTMLElement[] {
  return found.length ? [h("div", { class: "tile" }, ...found.map((each) => concentration(each, ours)))] : [];
}

function concentration(found: ConcentrationOut, ours: boolean): HTMLElement {
  const rows = found.largest.slice(0, FEW).map((each): Bar => {
    const text = ours ? `${cash(each.ead)} · ${percent(each.share)}` : t("overview.parties", whole(each.customers));
    const value = ours ? Number(each.ead.amount) : each.customers;
    return { label: labelled(each), parts: [{ value, name: "" }], text, ...link(found.by, each) };
  });
  const name = t(`overview.by.${found.by}`);
  const title = found.index > 0 ? t("overview.concentration", name, decimal(found.index, 3)) : name;
  return bars(title, rows, ["fill-accent"]);
}

function labelled(each: ShareOut): string {
  return each.name ?? t("overview.unknown");
}

function link(by: ConcentrationOut["by"], each: ShareOut): { href?: string } {
  const party = by === "customer" || by === "group";
  return party && each.key ? { href: address(partyView(each.key)) } : {};
}
