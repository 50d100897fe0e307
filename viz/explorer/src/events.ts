/** Listens for new Books; the browser connects again by itself when the server was away. */

import type { BookOut } from "./shapes";

export function listen(told: (book: BookOut) => void, connected: (yes: boolean) => void): void {
  const source = new EventSource("v1/book/events");
  source.addEventListener("open", () => connected(true));
  source.addEventListener("error", () => connected(false));
  source.addEventListener("book", (event) => told(JSON.parse((event as MessageEvent<string>).data) as BookOut));
}
