/** The page that the day starts with: the portfolio in pictures, then who is riskiest, and the main reason. */

import { Problem } from "../api";
import type { App, Page } from "../app";
import { fill, h } from "../dom";
import { decimal, named, percent, said, t, whole } from "../i18n/language";
import { gradeBadge, mark, roleBadges } from "../mark";
import type { BookOut, PartyRow } from "../shapes";
import { GRADES, PORTFOLIO, ROLES, partyView, type PortfolioView, type View } from "../state";
import { address } from "../url";
import { overview } from "./overview";

const MOVERS = 5;
const scrolled = new Map<string, number>();

export class PortfolioPage implements Page {
  readonly element = h("section", { class: "page portfolio", "data-testid": "portfolio" });
  private readonly pictures = h("div", { class: "overview-place" });
  private shown = "";

  constructor(
    private readonly app: App,
    private readonly book: BookOut | null,
  ) {
    void this.draw();
  }

  accepts(view: View): boolean {
    return view.page === "portfolio";
  }

  async show(view: View): Promise<void> {
    if (view.page !== "portfolio") return;
    this.shown = address(view);
    const mine = this.shown;
    const { rows, total } = await this.rows(view);
    if (mine !== this.shown) return;
    fill(
      this.element,
      this.pictures,
      h("h1", {}, t(view.rated ? "portfolio.title" : "portfolio.unrated.title")),
      this.filters(view),
      view.rated ? null : h("p", { class: "note" }, t("portfolio.unrated.why")),
      rows.length ? table(rows, view.rated, this.app) : h("p", { class: "empty", "data-testid": "empty" }, t("portfolio.empty")),
      this.foot(view, rows.length, total),
    );
    this.keepScroll(view);
  }

  key(event: KeyboardEvent): boolean {
    const first = event.key === "ArrowDown" ? this.element.querySelector<HTMLElement>(".col-party a") : null;
    first?.focus();
    return first !== null;
  }

  /** Draw the pictures when their figures are there; the list does not wait for them. */
  private async draw(): Promise<void> {
    try {
      const [portfolio, movers] = await Promise.all([this.app.api.portfolio(), this.app.api.movers(MOVERS)]);
      fill(this.pictures, overview(portfolio, movers));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.app.problem(error);
    }
  }

  /** Coming back, the list stands where it was left. */
  private keepScroll(view: PortfolioView): void {
    const list = this.element.querySelector(".scroll");
    if (!list) return;
    const place = address({ ...view, pages: 1 });
    list.scrollTop = scrolled.get(place) ?? 0;
    list.addEventListener("scroll", () => scrolled.set(place, list.scrollTop), { passive: true });
  }

  private async rows(view: PortfolioView): Promise<{ rows: PartyRow[]; total: number }> {
    const rows: PartyRow[] = [];
    let cursor: string | null = null;
    let total = 0;
    for (let page = 0; page < view.pages; page += 1) {
      const answer = await this.app.api.parties({ grade: view.grade, role: view.role, rated: view.rated, cursor });
      rows.push(...answer.items);
      total = answer.total;
      cursor = answer.next;
      if (cursor === null) break;
    }
    return { rows, total };
  }

  private filters(view: PortfolioView): HTMLElement {
    const to = (change: Partial<PortfolioView>) => address({ ...PORTFOLIO, role: view.role, ...change });
    const counts = this.book?.grades ?? {};
    const card = (name: string, href: string, on: boolean, count: number | null, sign: Node | null) =>
      h(
        "a",
        { class: "card", href, "aria-current": on ? "true" : null, "data-testid": `grade-${name}` },
        sign,
        h("span", { class: "card-name" }, name === "all" ? t("portfolio.all") : named("grade", name)),
        h("span", { class: "card-count" }, count === null ? "–" : whole(count)),
      );
    const unrated = this.book ? this.book.parties - this.book.rated : null;
    return h(
      "nav",
      { class: "cards", "aria-label": t("portfolio.col.grade") },
      card("all", to({}), view.rated && view.grade === null, this.book?.rated ?? null, null),
      ...GRADES.map((grade) => card(grade, to({ grade }), view.rated && view.grade === grade, counts[grade] ?? 0, mark(grade))),
      card("unrated", to({ rated: false }), !view.rated, unrated, mark(null)),
      this.roleFilter(view),
    );
  }

  private roleFilter(view: PortfolioView): HTMLElement {
    const change = (event: Event) => {
      const role = (event.target as HTMLSelectElement).value || null;
      this.app.go({ ...view, role, pages: 1 });
    };
    const option = (value: string, text: string) => h("option", { value, selected: (view.role ?? "") === value }, text);
    return h(
      "label",
      { class: "role-filter" },
      h("span", { class: "soft" }, t("portfolio.role")),
      h(
        "select",
        { onchange: change, "data-testid": "role-filter" },
        option("", t("portfolio.all.roles")),
        ...ROLES.map((role) => option(role, named("role", role))),
      ),
    );
  }

  private foot(view: PortfolioView, shown: number, total: number): HTMLElement {
    const more = () => this.app.go({ ...view, pages: view.pages + 1 });
    return h(
      "div",
      { class: "foot" },
      h("span", { class: "soft" }, t("portfolio.shown", whole(shown), whole(total))),
      shown < total && h("button", { type: "button", onclick: more, "data-testid": "more" }, t("portfolio.more")),
    );
  }
}

function table(rows: readonly PartyRow[], rated: boolean, app: App): HTMLElement {
  const head = rated ? HEAD : HEAD.filter((name) => name === "party" || name === "roles");
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: "rows" },
      h("thead", {}, h("tr", {}, ...head.map((name) => h("th", { scope: "col", class: `${NUMBERS.has(name) ? "num " : ""}col-${name}` }, t(`portfolio.col.${name}`))))),
      h("tbody", { onkeydown: moved }, ...rows.map((row) => line(row, rated, app))),
    ),
  );
}

const NUMBERS = new Set(["score", "pd"]);
const HEAD = ["grade", "score", "party", "pd", "roles", "reason"] as const;

function line(row: PartyRow, rated: boolean, app: App): HTMLElement {
  const link = h("a", { href: address(partyView(row.id)) }, row.name);
  const party = h("td", { class: "col-party" }, link, h("span", { class: "soft kind" }, named("kind", row.kind)));
  const roles = h("td", { class: "col-roles" }, roleBadges(row.roles));
  const open = (event: MouseEvent) => {
    if (!(event.target instanceof Element && event.target.closest("a"))) app.go(partyView(row.id));
  };
  const attributes = { onclick: open, "data-testid": "portfolio-row", "data-party": row.id };
  if (!rated) return h("tr", attributes, party, roles);
  return h(
    "tr",
    attributes,
    h("td", { class: "col-grade" }, gradeBadge(row.grade)),
    h("td", { class: "num col-score" }, row.score === null ? "–" : decimal(row.score)),
    party,
    h("td", { class: "num col-pd" }, `${percent(row.standalone_pd)} → ${percent(row.network_pd)}`),
    roles,
    h("td", { class: "col-reason" }, row.top_reason ? said(row.top_reason) : ""),
  );
}

/** Up and down move from name to name. */
function moved(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
  if (!step || !(event.currentTarget instanceof HTMLElement)) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>(".col-party a")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = links[at + step];
  if (!next) return;
  next.focus();
  event.preventDefault();
}

