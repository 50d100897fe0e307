/** Undo, redo and Back are one thing: the browser's history, where each entry is the address of a view. */

import type { View } from "./state";
import { address, viewOf } from "./url";

const TOP = "riskweave-top";

export class ViewHistory {
  private depth: number;

  constructor(private readonly shown: (view: View) => void) {
    this.depth = depthOf(window.history.state) ?? 0;
    window.history.replaceState({ depth: this.depth }, "");
    window.addEventListener("popstate", (event) => this.moved(event.state));
  }

  get current(): View {
    return viewOf(window.location.hash);
  }

  get canUndo(): boolean {
    return this.depth > 0;
  }

  get canRedo(): boolean {
    return this.depth < Number(window.sessionStorage.getItem(TOP) ?? 0);
  }

  go(view: View): void {
    if (address(view) === window.location.hash) return;
    this.depth += 1;
    this.forgetBeyond();
    window.history.pushState({ depth: this.depth }, "", address(view));
    this.shown(view);
  }

  undo(): void {
    if (this.canUndo) window.history.back();
  }

  redo(): void {
    if (this.canRedo) window.history.forward();
  }

  /** An entry without a depth was made by a link or by typing an address: it is a new step. */
  private moved(state: unknown): void {
    const depth = depthOf(state);
    if (depth === null) {
      this.depth += 1;
      this.forgetBeyond();
      window.history.replaceState({ depth: this.depth }, "");
    } else {
      this.depth = depth;
    }
    this.shown(this.current);
  }

  private forgetBeyond(): void {
    window.sessionStorage.setItem(TOP, String(this.depth));
  }
}

function depthOf(state: unknown): number | null {
  const depth = (state as { depth?: unknown } | null)?.depth;
  return typeof depth === "number" ? depth : null;
}
