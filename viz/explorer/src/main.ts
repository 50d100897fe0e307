/** Starts the explorer and decides which page is on. */

import { Api, Problem } from "./api";
import type { App, Page } from "./app";
import { fill, h, isTyping } from "./dom";
import { listen } from "./events";
import { ViewHistory } from "./history";
import { language, setLanguage, startLanguage, t } from "./i18n/language";
import { showKeys } from "./page/dialogs";
import { NetworkPage } from "./page/network";
import { PortfolioPage } from "./page/portfolio";
import { RingsPage } from "./page/rings";
import { Shell } from "./page/shell";
import type { BookOut } from "./shapes";
import type { View } from "./state";

class Explorer implements App {
  readonly api = new Api();
  private readonly history = new ViewHistory((view) => void this.show(view));
  private readonly shell: Shell;
  private book: BookOut | null = null;
  private page: Page | null = null;
  private readonly filled = new WeakSet<Page>();

  constructor(root: HTMLElement) {
    this.shell = new Shell(root, this.api, {
      go: (view) => this.go(view),
      undo: () => this.history.undo(),
      redo: () => this.history.redo(),
      flipLanguage: () => this.flipLanguage(),
      retry: () => void this.again(),
      reload: () => void this.again(),
    });
    window.addEventListener("keydown", (event) => this.key(event));
    window.addEventListener("unhandledrejection", (event) => this.broke(event.reason));
    window.addEventListener("error", (event) => this.broke(event.error));
  }

  async start(): Promise<void> {
    await this.again();
    listen(
      (book) => this.told(book),
      (yes) => this.shell.connected(yes),
    );
  }

  go(view: View): void {
    this.history.go(view);
  }

  problem(problem: Problem | null): void {
    this.shell.problem(problem);
  }

  /** Read the Book anew and show the same view from it. */
  private async again(): Promise<void> {
    this.api.forget();
    this.shell.newerBook(false);
    this.shell.problem(null);
    await this.guarded(async () => {
      this.book = await this.api.book();
      this.shell.bookLine(this.book);
    });
    this.leave();
    await this.show(this.history.current);
  }

  private async show(view: View): Promise<void> {
    this.shell.place(view, this.history.canUndo, this.history.canRedo);
    if (!this.page?.accepts(view)) {
      this.leave();
      this.page = this.pageFor(view);
      fill(this.shell.main, this.page.element);
    }
    const page = this.page;
    const shown = await this.guarded(() => page.show(view));
    if (shown) this.filled.add(page);
    else if (page === this.page && !this.filled.has(page)) this.apologize();
  }

  private pageFor(view: View): Page {
    switch (view.page) {
      case "portfolio":
        return new PortfolioPage(this, this.book);
      case "rings":
        return new RingsPage(this);
      case "party":
      case "ring":
        return new NetworkPage(this, view);
    }
  }

  private leave(): void {
    this.page?.close?.();
    this.page = null;
  }

  /** A page that never had anything in it says so where one looks; the banner says why. */
  private apologize(): void {
    this.leave();
    fill(this.shell.main, h("p", { class: "page empty" }, t("problem.nothing")));
  }

  /** Do `work`; false if the server refused, which the banner then says. */
  private async guarded(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.shell.problem(error);
      return false;
    }
  }

  private told(book: BookOut): void {
    const newer = this.book !== null && book.id !== this.book.id;
    this.shell.newerBook(newer);
    if (this.book === null) void this.again();
    else if (!newer) this.shell.bookLine((this.book = book));
  }

  /** A fault of the page itself is said as well; the browser's console has the details. */
  private broke(reason: unknown): void {
    this.shell.problem(new Problem(-1, t("problem.own"), reason instanceof Error ? reason.message : ""));
  }

  private flipLanguage(): void {
    setLanguage(language() === "en" ? "zh" : "en");
    this.shell.relabel();
    this.shell.bookLine(this.book);
    this.leave();
    void this.show(this.history.current);
  }

  private key(event: KeyboardEvent): void {
    const command = event.ctrlKey || event.metaKey;
    if (isTyping(event.target) || event.altKey || document.querySelector("dialog[open]")) return;
    if (command && event.key.toLowerCase() === "z") {
      if (event.shiftKey) this.history.redo();
      else this.history.undo();
    } else if (command) return;
    else if (event.key === "/") this.shell.focusSearch();
    else if (event.key === "?") showKeys();
    else if (!this.page?.key?.(event)) return;
    event.preventDefault();
  }
}

startLanguage();
document.title = `Riskweave · ${t("app.tagline")}`;
const root = document.getElementById("app");
if (root) void new Explorer(root).start();
