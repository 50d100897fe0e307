/** A part of a panel that can be folded; it stays as the analyst left it. */

import { h, type Child } from "../dom";

const folded = new Map<string, boolean>();

export function section(name: string, title: string, open: boolean, ...children: Child[]): HTMLElement {
  const flipped = (event: Event) => folded.set(name, !(event.currentTarget as HTMLDetailsElement).open);
  const isOpen = folded.has(name) ? !folded.get(name) : open;
  return h(
    "details",
    { class: "section", open: isOpen, ontoggle: flipped, "data-testid": `section-${name}` },
    h("summary", { "data-key": `section:${name}` }, h("h2", {}, title)),
    ...children,
  );
}
