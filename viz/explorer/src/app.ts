/** What every page is given. */

import type { Api, Problem } from "./api";
import type { View } from "./state";

export interface App {
  readonly api: Api;
  go(view: View): void;
  /** Show in the banner what went wrong; null takes it away. */
  problem(problem: Problem | null): void;
}

/** A page stays as long as it accepts the views that come. */
export interface Page {
  readonly element: HTMLElement;
  accepts(view: View): boolean;
  show(view: View): Promise<void>;
  /** Do what a key asks for; false where it asks for nothing. */
  key?(event: KeyboardEvent): boolean;
  close?(): void;
}
