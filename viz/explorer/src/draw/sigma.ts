/** The picture on the screen. All that is known of sigma is in this folder. */

import EdgeCurveProgram, { EdgeCurvedArrowProgram } from "@sigma/edge-curve";
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeLineProgram } from "sigma/rendering";
import { curves } from "../graph/curves";
import { UNRATED, type Visible } from "../graph/filter";
import { frame } from "../graph/frame";
import { SHARES } from "../graph/kinds";
import type { Model } from "../graph/model";
import type { Lit } from "../graph/paths";
import { named } from "../i18n/language";
import type { EdgeOut, NodeOut } from "../shapes";
import type { Selection } from "../state";
import { labels, plates } from "./labels";
import { shortened } from "./names";
import { kindColor, palette, SHAPE_OF, type Palette } from "./palette";
import { GradeShapes } from "./shapes";

/** Beyond so many ties a picture without a graphics card is drawn with plain lines. */
const ARROWS_IN_SOFTWARE = 400;
const EDGE_NAMES = 24;
const FONT = 'system-ui, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';

export interface Handlers {
  selected(selection: Selection | null): void;
  expanded(id: string): void;
}

export interface Scene {
  model: Model;
  visible: Visible;
  lit: Lit | null;
  selected: Selection | null;
}

export class GraphDrawing {
  private readonly graph = new MultiDirectedGraph();
  private readonly sigma: Sigma;
  private colors: Palette = palette();
  private scene: Scene | null = null;
  private readonly dark = window.matchMedia("(prefers-color-scheme: dark)");
  private readonly recolor = () => this.themed();

  constructor(
    container: HTMLElement,
    private readonly software: boolean,
    handlers: Handlers,
  ) {
    this.sigma = new Sigma(this.graph, container, {
      allowInvalidContainer: true,
      defaultNodeType: "grade",
      nodeProgramClasses: { grade: GradeShapes },
      edgeProgramClasses: { arrow: EdgeArrowProgram, curved: EdgeCurvedArrowProgram, line: EdgeLineProgram, bow: EdgeCurveProgram },
      enableEdgeEvents: true,
      hideEdgesOnMove: software,
      labelFont: FONT,
      edgeLabelFont: FONT,
      labelSize: 12,
      edgeLabelSize: 10,
      labelRenderedSizeThreshold: 4,
      labelDensity: 1,
      labelGridCellSize: 120,
      renderEdgeLabels: true,
      stagePadding: 60,
      zIndex: true,
      doubleClickZoomingRatio: 1,
      minCameraRatio: 0.05,
      maxCameraRatio: 4,
    });
    this.themed();
    this.dark.addEventListener("change", this.recolor);
    this.listen(handlers);
    dragging(this.sigma, this.graph);
  }

  show(scene: Scene): void {
    this.scene = scene;
    this.sigma.resize();
    const { model, visible } = scene;
    for (const key of this.graph.edges()) if (!visible.edges.has(key)) this.graph.dropEdge(key);
    for (const id of this.graph.nodes()) if (!visible.nodes.has(id)) this.graph.dropNode(id);
    for (const id of visible.nodes) this.node(model.nodes.get(id)!);
    const edges = [...visible.edges].map((key) => model.edges.get(key)!);
    const bends = this.software && edges.length > ARROWS_IN_SOFTWARE ? null : curves(edges);
    for (const edge of edges) this.edge(edge, bends?.get(edge.key) ?? null);
    this.sigma.setCustomBBox(frame(model.nodes.values()));
    this.sigma.refresh();
  }

  fit(): void {
    void this.sigma.getCamera().animatedReset({ duration: 200 });
  }

  kill(): void {
    this.dark.removeEventListener("change", this.recolor);
    this.sigma.kill();
  }

  /** A node that was dragged stays where it was put until the model gives it another place. */
  private node(node: NodeOut): void {
    const { model, lit, selected } = this.scene!;
    const chosen = selected?.what === "node" && selected.id === node.id;
    const dim = lit !== null && !lit.nodes.has(node.id) && !chosen;
    const grade = node.grade ?? UNRATED;
    const look = {
      size: 5 + 0.8 * Math.min(Math.sqrt(node.degree), 9) + (node.id === model.centre ? 4 : 0) + (chosen ? 3 : 0),
      label: dim ? null : shortened(node.name),
      fullName: node.name,
      forceLabel: chosen || node.id === model.centre || (lit !== null && !dim && lit.nodes.size < 30),
      shape: SHAPE_OF[grade],
      person: node.kind === "person",
      color: this.colors.of(dim ? "--dim" : `--grade-${grade}`),
      rimColor: this.colors.of(chosen ? "--accent" : dim ? "--dim" : `--rim-${grade}`),
      rim: chosen ? 0.2 : 0.12,
      zIndex: chosen ? 3 : dim ? 0 : 1,
    };
    const place = { x: node.x, y: node.y, home: `${node.x},${node.y}` };
    if (!this.graph.hasNode(node.id)) this.graph.addNode(node.id, { ...look, ...place });
    else if (this.graph.getNodeAttribute(node.id, "home") !== place.home) {
      this.graph.mergeNodeAttributes(node.id, { ...look, ...place });
    } else this.graph.mergeNodeAttributes(node.id, look);
  }

  /** `bend` null draws a plain line. sigma wants a tie that changes its type to be made anew. */
  private edge(edge: EdgeOut, bend: number | null): void {
    const { lit, selected } = this.scene!;
    const chosen = selected?.what === "edge" && selected.id === edge.key;
    const bright = chosen || (lit?.edges.has(edge.key) ?? false);
    const dim = lit !== null && !bright;
    const isNamed = chosen || (bright && lit !== null && lit.edges.size <= EDGE_NAMES);
    const look = {
      size: (bright ? 2.2 : 1.2) + 1.6 * (edge.rate ?? 0) + (chosen ? 1.5 : 0),
      color: this.colors.of(chosen ? "--accent" : dim ? "--dim" : kindColor(edge.kind)),
      label: isNamed ? named("tie", edge.kind) : null,
      forceLabel: isNamed,
      zIndex: bright ? 2 : 0,
      type: lineOf(bend, edge.kind !== SHARES),
      curvature: bend ?? 0,
    };
    const known = this.graph.hasEdge(edge.key);
    if (known && this.graph.getEdgeAttribute(edge.key, "type") === look.type) {
      this.graph.mergeEdgeAttributes(edge.key, look);
      return;
    }
    if (known) this.graph.dropEdge(edge.key);
    this.graph.addDirectedEdgeWithKey(edge.key, edge.source, edge.target, look);
  }

  private themed(): void {
    this.colors = palette();
    this.sigma.setSettings({
      edgeLabelColor: { color: this.colors.of("--ink-soft") },
      defaultDrawNodeLabel: labels(this.colors),
      defaultDrawNodeHover: plates(this.colors),
    });
    if (this.scene) this.show(this.scene);
  }

  private listen(handlers: Handlers): void {
    this.sigma.on("clickNode", ({ node }) => handlers.selected({ what: "node", id: node }));
    this.sigma.on("clickEdge", ({ edge }) => handlers.selected({ what: "edge", id: edge }));
    this.sigma.on("clickStage", () => handlers.selected(null));
    this.sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      handlers.expanded(node);
    });
    const pointer = (over: boolean) => () => this.sigma.getContainer().classList.toggle("is-over", over);
    this.sigma.on("enterNode", pointer(true));
    this.sigma.on("leaveNode", pointer(false));
    this.sigma.on("enterEdge", pointer(true));
    this.sigma.on("leaveEdge", pointer(false));
  }
}

/** The way a tie is drawn: `bend` null is a plain line, 0 is straight. */
function lineOf(bend: number | null, directed: boolean): "line" | "arrow" | "curved" | "bow" {
  if (bend === null) return "line";
  if (bend === 0) return directed ? "arrow" : "line";
  return directed ? "curved" : "bow";
}

/** Let nodes be dragged: the grip keeps its offset; sigma sends no click after a move. */
function dragging(sigma: Sigma, graph: MultiDirectedGraph): void {
  let held: { node: string; dx: number; dy: number } | null = null;
  sigma.on("downNode", ({ node, event }) => {
    const at = sigma.viewportToGraph(event);
    held = {
      node,
      dx: (graph.getNodeAttribute(node, "x") as number) - at.x,
      dy: (graph.getNodeAttribute(node, "y") as number) - at.y,
    };
  });
  sigma.on("moveBody", ({ event }) => {
    if (!held) return;
    const at = sigma.viewportToGraph(event);
    graph.mergeNodeAttributes(held.node, { x: at.x + held.dx, y: at.y + held.dy });
    event.preventSigmaDefault();
    event.original.preventDefault();
  });
  const released = () => (held = null);
  sigma.on("upNode", released);
  sigma.on("upStage", released);
}
