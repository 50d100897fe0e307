/** What shapes and colours mean, with switches that take kinds and grades out of the picture. */

import { kindColor } from "../draw/palette";
import { h, svg } from "../dom";
import { UNRATED } from "../graph/filter";
import { named, t } from "../i18n/language";
import { mark } from "../mark";
import { folding } from "../panel/section";
import type { Grade } from "../shapes";
import { GRADES, toggled, type Picture } from "../state";

/** `changed` gets the part of the picture's state that a switch changes. */
export function legend(kinds: readonly string[], picture: Picture, changed: (change: Partial<Picture>) => void): HTMLElement {
  const grade = (name: Grade | typeof UNRATED) =>
    choice(mark(name === UNRATED ? null : name), named("grade", name), `grade:${name}`, !picture.hiddenGrades.includes(name), () =>
      changed({ hiddenGrades: toggled(picture.hiddenGrades, name) }),
    );
  const kind = (name: string) =>
    choice(sample(name), named("tie", name), `kind:${name}`, !picture.hiddenKinds.includes(name), () =>
      changed({ hiddenKinds: toggled(picture.hiddenKinds, name) }),
    );
  return h(
    "details",
    { class: "legend", ...folding("legend", window.innerHeight > 700), "data-testid": "legend" },
    h("summary", {}, `${t("picture.legend")} · ${t("picture.filter")}`),
    h("div", { class: "legend-grid", role: "group", "aria-label": t("picture.filter.grades") }, ...GRADES.map(grade), grade(UNRATED)),
    h("div", { class: "legend-grid", role: "group", "aria-label": t("picture.filter.kinds") }, ...kinds.map(kind)),
    h("p", { class: "soft" }, [t("picture.legend.person"), t("picture.legend.size"), t("picture.legend.centre")].join(" · ")),
  );
}

function choice(sign: Node, text: string, key: string, on: boolean, flip: () => void): HTMLElement {
  return h(
    "label",
    { class: "choice" },
    h("input", { type: "checkbox", checked: on, onchange: flip, "data-key": key, "data-testid": key }),
    sign,
    text,
  );
}

function sample(kind: string): SVGElement {
  const line = svg("line", { x1: 1, y1: 5, x2: 19, y2: 5, "stroke-width": 2.5 });
  line.style.stroke = `var(${kindColor(kind)})`;
  return svg("svg", { viewBox: "0 0 20 10", class: "sample", "aria-hidden": "true" }, line);
}
