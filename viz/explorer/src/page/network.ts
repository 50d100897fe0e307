/** The picture of a party's surroundings or of a ring, its twin table, and the panel beside it. */

import { Problem } from "../api";
import type { App, Page } from "../app";
import type { GraphDrawing } from "../draw/sigma";
import { drawingPower } from "../draw/webgl";
import { fill, h } from "../dom";
import { visible } from "../graph/filter";
import { SHARES } from "../graph/kinds";
import { drawnTies, kindsOf } from "../graph/model";
import { replayed, type Replayed } from "../graph/replay";
import { t } from "../i18n/language";
import { partyPanel } from "../panel/party";
import { pathsPanel } from "../panel/paths";
import { ringPanel } from "../panel/ring";
import { sharedPanel, tiePanel } from "../panel/tie";
import { whatIfPanel } from "../panel/whatif";
import { PLAIN, withPicture, type Expansion, type NetworkView, type Picture, type Selection, type View } from "../state";
import { address } from "../url";
import { askExpansion, askPaths, showExports } from "./dialogs";
import { legend } from "./legend";
import { twin } from "./table";
import { toolbar } from "./toolbar";

const A_FEW = 20;
const UNLIT: Partial<Picture> = { selected: null, reason: null, path: null, fails: null };
const power = drawingPower();

export class NetworkPage implements Page {
  readonly element: HTMLElement;
  private readonly bar = h("div", { class: "toolbar", role: "toolbar" });
  private readonly canvas = h("div", { class: "canvas", role: "img", "data-testid": "graph", "data-nodes": "0", "data-edges": "0" });
  private readonly side = h("div", { class: "legend-place" });
  private readonly table = h("div", { class: "table-place", hidden: true });
  private readonly panel = h("aside", { class: "panel", tabindex: "-1" });
  private drawing: GraphDrawing | null = null;
  private now: Replayed | null = null;
  private panelOf = "";

  constructor(
    private readonly app: App,
    private view: NetworkView,
  ) {
    const stage = h("div", { class: "stage" }, this.canvas, this.table);
    this.element = h("section", { class: "page network" }, h("div", { class: "main" }, this.bar, stage, this.side), this.panel);
  }

  accepts(view: View): boolean {
    return view.page === this.view.page && view.id === this.view.id;
  }

  async show(view: View): Promise<void> {
    if (view.page !== "party" && view.page !== "ring") return;
    this.view = view;
    this.element.setAttribute("aria-busy", "true");
    const now = await replayed(view, this.app.api);
    if (this.view !== view) return;
    this.now = now;
    this.element.removeAttribute("aria-busy");
    const [failure] = now.failed;
    if (failure instanceof Problem) this.app.problem(failure);
    else if (failure) throw failure;
    await this.render(now);
  }

  close(): void {
    this.drawing?.kill();
    this.drawing = null;
  }

  key(event: KeyboardEvent): boolean {
    switch (event.key) {
      case "t":
        this.change({ table: !this.view.picture.table });
        return true;
      case "p":
        this.askPaths();
        return true;
      case "e":
        this.expand(this.subject() ?? "", null);
        return true;
      case "Escape":
        this.change(UNLIT);
        return true;
      default:
        return false;
    }
  }

  private async render(now: Replayed): Promise<void> {
    const { picture } = this.view;
    const seen = visible(now.model, picture);
    const asTable = picture.table || power === "none";
    const focused = this.element.contains(document.activeElement) ? document.activeElement?.getAttribute("data-key") : null;
    fill(this.bar, ...toolbar(this.view, { nodes: seen.nodes.size, edges: seen.edges.size, more: now.model.more, drawable: power !== "none" }, this.actions()));
    fill(this.side, legend(kindsOf(now.model), picture, (change) => this.change(change)));
    this.canvas.setAttribute("aria-label", t("picture.label"));
    this.canvas.hidden = asTable;
    this.table.hidden = !asTable;
    const on = { selected: (selection: Selection) => this.select(selection), expanded: (id: string) => this.expand(id, null) };
    fill(
      this.table,
      asTable && power === "none" && h("p", { class: "note", "data-testid": "no-webgl" }, t("picture.nowebgl")),
      asTable && twin(now.model, seen, picture.selected, on),
    );
    await this.renderPanel(now);
    if (!asTable) {
      const drawing = await this.draw();
      drawing.show({ model: now.model, visible: seen, lit: now.lit, selected: picture.selected });
    }
    this.canvas.setAttribute("data-nodes", String(seen.nodes.size));
    this.canvas.setAttribute("data-edges", String(seen.edges.size));
    if (focused) this.element.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  /** sigma is loaded when there is something to draw with, and drawn into once the canvas has its size. */
  private async draw(): Promise<GraphDrawing> {
    if (this.drawing) return this.drawing;
    const { GraphDrawing } = await import("../draw/sigma");
    const on = { selected: (selection: Selection | null) => this.select(selection), expanded: (id: string) => this.expand(id, null) };
    this.drawing ??= new GraphDrawing(this.canvas, power === "software", on);
    return this.drawing;
  }

  private async renderPanel(now: Replayed): Promise<void> {
    const { picture } = this.view;
    const view = this.view;
    const select = (id: string) => this.select({ what: "node", id });
    const about = now.party?.id ?? picture.selected?.id ?? view.id;
    const scroll = this.panelOf === about ? this.panel.scrollTop : 0;
    const paths =
      now.paths && picture.path
        ? pathsPanel(now.paths, picture.path, { selected: select, closed: () => this.change({ path: null }) })
        : null;
    const whatIf = now.whatIf && whatIfPanel(now.whatIf, { selected: select, closed: () => this.change({ fails: null }) });
    const body = await this.panelBody(now, select);
    if (this.view !== view) return;
    fill(this.panel, paths, whatIf, body);
    this.panelOf = about;
    this.panel.scrollTop = scroll;
  }

  private async panelBody(now: Replayed, select: (id: string) => void): Promise<HTMLElement | null> {
    const { picture } = this.view;
    const { selected, reason } = picture;
    if (now.party) {
      const party = now.party;
      return partyPanel(party, {
        centre: now.model.centre,
        reason,
        drawn: drawnTies(now.model, party.id),
        lit: (reason) => this.change({ reason, path: null }),
        selected: select,
        expand: (kind) => this.expand(party.id, kind),
        fails: picture.fails === party.id,
        fail: (id) => this.change({ fails: id, reason: null, path: null }),
      });
    }
    if (selected?.what === "edge") {
      const edge = now.model.edges.get(selected.id);
      if (edge?.kind === SHARES) return sharedPanel(edge, now.model, select);
      return tiePanel(await this.app.api.relationship(selected.id), select);
    }
    return now.ring ? ringPanel(now.ring, select) : null;
  }

  private actions() {
    return {
      hops: (hops: number) => this.view.page === "party" && this.app.go({ ...this.view, hops }),
      table: () => this.change({ table: !this.view.picture.table }),
      fit: () => this.drawing?.fit(),
      paths: () => this.askPaths(),
      reset: () => this.app.go({ ...this.view, picture: PLAIN }),
      unlight: () => this.change(UNLIT),
      exports: () => this.exports(),
    };
  }

  private change(change: Partial<Picture>): void {
    this.app.go(withPicture(this.view, change));
  }

  private select(selected: Selection | null): void {
    const same = JSON.stringify(selected) === JSON.stringify(this.view.picture.selected);
    if (!same) this.change({ selected, reason: null });
  }

  private subject(): string | null {
    const { selected } = this.view.picture;
    return selected?.what === "node" ? selected.id : (this.now?.model.centre ?? null);
  }

  /** Draw more ties of a party. Without a kind a hub asks which; a kind is drawn a few at a time. */
  private expand(id: string, kind: string | null): void {
    const now = this.now;
    const node = now?.model.nodes.get(id);
    if (!now || !node) return;
    if (kind !== null) return this.grow({ id, kind, order: "risk", limit: (drawnTies(now.model, id).get(kind) ?? 0) + A_FEW });
    if (!node.hub && node.degree <= A_FEW) return this.grow({ id, kind, order: "risk", limit: A_FEW });
    const ask = (counts: Record<string, number>) => askExpansion(node, counts, (expansion) => this.grow(expansion));
    this.app.api.party(id).then((party) => ask(party.counts), (error: unknown) => this.refused(error));
  }

  private grow(expansion: Expansion): void {
    const { expansions } = this.view.picture;
    const others = expansions.filter((each) => each.id !== expansion.id || each.kind !== expansion.kind);
    const selected: Selection = { what: "node", id: expansion.id };
    const next = withPicture(this.view, { expansions: [...others, expansion], selected, reason: null });
    if (address(next) !== address(this.view)) this.app.go(next);
  }

  private askPaths(): void {
    const model = this.now?.model;
    const end = (id: string | null | undefined) => (id && model?.nodes.get(id)) || null;
    const { path, selected } = this.view.picture;
    const other = selected?.what === "node" && selected.id !== model?.centre ? selected.id : null;
    askPaths(
      this.app.api,
      { from: end(path?.from ?? model?.centre), to: end(path?.to ?? other) },
      (from, to) => this.change({ path: { from, to }, reason: null }),
      (problem) => this.app.problem(problem),
    );
  }

  private exports(): void {
    const centre = this.now?.model.centre ?? this.subject() ?? this.now?.ring?.members[0]?.id;
    if (centre) showExports(centre, this.view.page === "party" ? this.view.hops : 1);
  }

  private refused(error: unknown): void {
    if (error instanceof Problem) this.app.problem(error);
    else throw error;
  }
}
