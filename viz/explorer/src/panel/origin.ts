/** Where a number comes from: file, sheet and line. */

import { h } from "../dom";
import { t } from "../i18n/language";
import type { OriginOut } from "../shapes";

export function originText(origin: OriginOut): string {
  return origin.sheet ? t("origin.sheet", origin.file, origin.sheet, origin.line) : t("origin", origin.file, origin.line);
}

export function origin(at: OriginOut): HTMLElement {
  return h("span", { class: "origin", title: at.record, "data-testid": "origin" }, originText(at));
}

/** Each row once, in the order of their first mention. */
export function origins(all: readonly OriginOut[]): HTMLElement {
  const once = new Map(all.map((each) => [originText(each), each]));
  return h("ul", { class: "origins" }, ...[...once.values()].map((each) => h("li", {}, origin(each))));
}
