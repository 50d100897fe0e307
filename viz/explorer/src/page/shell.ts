/** The frame around every page: name, search, where one is, undo, language, and what went wrong. */

import type { Api } from "../api";
import { Problem } from "../api";
import { fill, h } from "../dom";
import { moment, t, whole } from "../i18n/language";
import type { BookOut } from "../shapes";
import { partyView, PORTFOLIO, type View } from "../state";
import { address } from "../url";
import { showKeys } from "./dialogs";
import { searchBox, type SearchBox } from "./search";

export interface ShellActions {
  go(view: View): void;
  undo(): void;
  redo(): void;
  flipLanguage(): void;
  retry(): void;
  reload(): void;
}

export class Shell {
  readonly main = h("main", { id: "content", tabindex: "-1" });
  private readonly header = h("header", { class: "top" });
  private readonly book = h("div", { class: "book", "data-testid": "book" });
  private readonly banners = h("div", { class: "banners", role: "status", "aria-live": "polite" });
  private search!: SearchBox;
  private trouble: Problem | null = null;
  private newer = false;
  private lost = false;

  constructor(
    root: HTMLElement,
    private readonly api: Api,
    private readonly on: ShellActions,
  ) {
    this.relabel();
    root.append(this.header, this.banners, this.main, h("footer", { class: "bottom" }, this.book));
  }

  /** Write everything again, in the language that is now chosen. */
  relabel(): void {
    const picked = (hit: { id: string }) => {
      this.search.input.value = "";
      this.search.input.blur();
      this.on.go(partyView(hit.id));
    };
    this.search = searchBox(this.api, t("search.label"), picked, (problem) => this.problem(problem));
    const tool = (name: string, sign: string, label: string, act: () => void) =>
      h("button", { type: "button", class: "tool", title: label, "aria-label": label, onclick: act, "data-testid": name }, sign);
    fill(
      this.header,
      h("a", { class: "brand", href: address(PORTFOLIO) }, "Riskweave"),
      h(
        "nav",
        { class: "places" },
        h("a", { href: address(PORTFOLIO), "data-testid": "to-portfolio", "data-page": "portfolio" }, t("app.portfolio")),
        h("a", { href: "#/rings", "data-testid": "to-rings", "data-page": "rings" }, t("app.rings")),
      ),
      this.search.element,
      h("span", { class: "gap" }),
      tool("undo", "↶", t("app.undo"), this.on.undo),
      tool("redo", "↷", t("app.redo"), this.on.redo),
      h("button", { type: "button", class: "tool text", onclick: this.on.flipLanguage, "data-testid": "language" }, t("app.language")),
      tool("help", "?", t("app.help"), showKeys),
    );
    this.renderBanners();
  }

  focusSearch(): void {
    this.search.input.focus();
    this.search.input.select();
  }

  place(view: View, canUndo: boolean, canRedo: boolean): void {
    const page = view.page === "party" ? "portfolio" : view.page === "ring" ? "rings" : view.page;
    for (const link of this.header.querySelectorAll("[data-page]")) {
      if (link.getAttribute("data-page") === page) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    const able = (name: string, yes: boolean) => (this.header.querySelector<HTMLButtonElement>(`[data-testid="${name}"]`)!.disabled = !yes);
    able("undo", canUndo);
    able("redo", canRedo);
  }

  bookLine(book: BookOut | null): void {
    if (!book) return fill(this.book);
    const line = t("book.line", book.valid_on, moment(book.built_at), whole(book.parties), whole(book.relationships), book.currency);
    fill(this.book, h("span", {}, line), book.pending && h("span", { class: "pending", "data-testid": "pending" }, t("book.pending")));
  }

  problem(problem: Problem | null): void {
    this.trouble = problem;
    this.renderBanners();
  }

  newerBook(yes: boolean): void {
    this.newer = yes;
    this.renderBanners();
  }

  connected(yes: boolean): void {
    this.lost = !yes;
    this.renderBanners();
  }

  private renderBanners(): void {
    const button = (text: string, act: () => void, testid: string) => h("button", { type: "button", onclick: act, "data-testid": testid }, text);
    fill(
      this.banners,
      this.trouble &&
        h(
          "div",
          { class: "banner bad", role: "alert", "data-testid": "problem" },
          h("span", {}, problemText(this.trouble)),
          button(t("problem.retry"), this.on.retry, "retry"),
          button(t("app.close"), () => this.problem(null), "dismiss"),
        ),
      this.lost && h("div", { class: "banner", "data-testid": "lost" }, t("book.lost")),
      this.newer && h("div", { class: "banner good", "data-testid": "newer" }, t("book.newer"), button(t("book.reload"), this.on.reload, "reload")),
    );
  }
}

function problemText(problem: Problem): string {
  if (problem.status === 0) return t("problem.unreachable");
  const text = [problem.title, problem.detail].filter(Boolean).join(": ");
  return text || t("problem.status", problem.status);
}
