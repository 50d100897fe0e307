/** A part of a panel that can be folded; it stays as the analyst left it. */

import { h, type Child } from "../dom";

const folded = new Map<string, boolean>();

/** Attributes of a `details` that is open at first and later as it was left. */
export function folding(name: string, open: boolean) {
  const flipped = (event: Event) => folded.set(name, !(event.currentTarget as HTMLDetailsElement).open);
  return { open: folded.has(name) ? !folded.get(name) : open, ontoggle: flipped };
}

export function section(name: string, title: string, open: boolean, ...children: Child[]): HTMLElement {
  return h(
    "details",
    { class: "section", ...folding(name, open), "data-testid": `section-${name}` },
    h("summary", { "data-key": `section:${name}` }, h("h2", {}, title)),
    ...children,
  );
}
