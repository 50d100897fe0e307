/** Suspected rings, most probable first. */

import type { App, Page } from "../app";
import { fill, h } from "../dom";
import { named, percent, t, whole } from "../i18n/language";
import type { RingRow } from "../shapes";
import { ringView, type View } from "../state";
import { address } from "../url";

export class RingsPage implements Page {
  readonly element = h("section", { class: "page rings", "data-testid": "rings" });

  constructor(private readonly app: App) {}

  accepts(view: View): boolean {
    return view.page === "rings";
  }

  async show(): Promise<void> {
    const { items } = await this.app.api.rings();
    fill(this.element, h("h1", {}, t("rings.title")), items.length ? this.table(items) : h("p", { class: "empty" }, t("rings.none")));
  }

  private table(items: readonly RingRow[]): HTMLElement {
    const line = (ring: RingRow) =>
      h(
        "tr",
        { "data-testid": "ring-row", onclick: () => this.app.go(ringView(ring.id)) },
        h("td", { class: "num" }, whole(ring.rank)),
        h("td", { class: "col-party" }, h("a", { href: address(ringView(ring.id)) }, ring.names.slice(0, 4).join(" · ")), h("span", { class: "soft kind" }, t("ring.size", ring.size))),
        h("td", {}, named("typology", ring.typology)),
        h("td", { class: "num" }, percent(ring.probability)),
      );
    return h(
      "div",
      { class: "scroll" },
      h(
        "table",
        { class: "rows" },
        h(
          "thead",
          {},
          h("tr", {}, h("th", { scope: "col", class: "num" }, "#"), h("th", { scope: "col" }, t("rings.col.members")), h("th", { scope: "col" }, t("rings.col.typology")), h("th", { scope: "col", class: "num" }, t("rings.col.probability"))),
        ),
        h("tbody", {}, ...items.map(line)),
      ),
    );
  }
}
