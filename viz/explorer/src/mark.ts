/** Grades by shape as well as by colour, wherever they are named. */

import { svg, h } from "./dom";
import { named } from "./i18n/language";
import type { Grade } from "./shapes";

const OUTLINES: Record<string, [string, Record<string, string | number>]> = {
  green: ["circle", { cx: 8, cy: 8, r: 6 }],
  yellow: ["polygon", { points: "8,1.5 15,14 1,14" }],
  red: ["rect", { x: 2.2, y: 2.2, width: 11.6, height: 11.6 }],
  black: ["polygon", { points: "8,0.8 10.1,5.6 15.4,6 11.4,9.5 12.6,14.6 8,11.8 3.4,14.6 4.6,9.5 0.6,6 5.9,5.6" }],
  unrated: ["polygon", { points: "8,1.5 14.5,8 8,14.5 1.5,8" }],
};

/** The shape alone, named for screen readers. */
export function mark(grade: Grade | null): SVGElement {
  const name = grade ?? "unrated";
  const [tag, attributes] = OUTLINES[name] ?? OUTLINES["unrated"]!;
  return svg(
    "svg",
    { viewBox: "0 0 16 16", class: `mark mark-${name}`, role: "img", "aria-label": named("grade", name) },
    svg(tag, attributes),
  );
}

/** Shape and word. */
export function gradeBadge(grade: Grade | null): HTMLElement {
  return h("span", { class: `badge badge-${grade ?? "unrated"}` }, mark(grade), named("grade", grade ?? "unrated"));
}

export function roleBadges(roles: readonly string[]): HTMLElement {
  return h("span", { class: "roles" }, ...roles.map((role) => h("span", { class: "role" }, named("role", role))));
}
