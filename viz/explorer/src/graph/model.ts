/** The drawn part of the Book: parties, ties and where they stand. Never changed, only replaced. */

import type { EdgeOut, NetworkOut, NodeOut } from "../shapes";
import { placed } from "./expand";

export interface Model {
  centre: string | null;
  nodes: ReadonlyMap<string, NodeOut>;
  edges: ReadonlyMap<string, EdgeOut>;
  more: { nodes: number; edges: number };
}

export const EMPTY: Model = { centre: null, nodes: new Map(), edges: new Map(), more: { nodes: 0, edges: 0 } };

/** A model of one answer, standing where the server put it. Ties with an end that is not drawn are left out. */
export function modelOf(network: NetworkOut): Model {
  const nodes = new Map(network.nodes.map((node) => [node.id, node]));
  return {
    centre: network.centre,
    nodes,
    edges: new Map(network.edges.filter((edge) => hasEnds(edge, nodes)).map((edge) => [edge.key, edge])),
    more: { nodes: network.more_nodes, edges: network.more_edges },
  };
}

/** The model and what `network` adds; old nodes stay where they are, new ones stand around `anchor`. */
export function merged(model: Model, network: NetworkOut, anchor: string): Model {
  const nodes = new Map(model.nodes);
  let waiting = network.nodes.filter((node) => !nodes.has(node.id));
  while (waiting.length) {
    const groups = besideDrawn(waiting, network.edges, nodes, anchor);
    for (const [from, fresh] of groups) for (const node of placed(nodes, fresh, from)) nodes.set(node.id, node);
    waiting = waiting.filter((node) => !nodes.has(node.id));
  }
  const edges = new Map(model.edges);
  for (const edge of network.edges) if (hasEnds(edge, nodes)) edges.set(edge.key, edge);
  return { ...model, nodes, edges };
}

/** How many other ends of ties of each kind are drawn beside `id`: kind to number of ties. */
export function drawnTies(model: Model, id: string): Map<string, number> {
  const drawn = new Map<string, number>();
  for (const edge of model.edges.values()) {
    if (edge.source === id || edge.target === id) drawn.set(edge.kind, (drawn.get(edge.kind) ?? 0) + 1);
  }
  return drawn;
}

/** The kinds of tie in the picture, by name. */
export function kindsOf(model: Model): string[] {
  return [...new Set([...model.edges.values()].map((edge) => edge.kind))].sort();
}

/**
 * New nodes by the drawn node that they belong beside: `anchor` if they are tied to it, else another.
 * Those tied to none wait for the next round; when all are, they go beside `anchor`.
 */
function besideDrawn(
  waiting: readonly NodeOut[],
  edges: readonly EdgeOut[],
  drawn: ReadonlyMap<string, NodeOut>,
  anchor: string,
): Map<string, NodeOut[]> {
  const tiedTo = new Map<string, string>();
  for (const { source, target } of edges) {
    for (const [end, other] of [[source, target], [target, source]] as const) {
      if (drawn.has(other) && (other === anchor || !tiedTo.has(end))) tiedTo.set(end, other);
    }
  }
  const groups = new Map<string, NodeOut[]>();
  for (const node of waiting) {
    const beside = tiedTo.get(node.id);
    if (beside !== undefined) groups.set(beside, [...(groups.get(beside) ?? []), node]);
  }
  return groups.size ? groups : new Map([[anchor, [...waiting]]]);
}

function hasEnds(edge: EdgeOut, nodes: ReadonlyMap<string, NodeOut>): boolean {
  return nodes.has(edge.source) && nodes.has(edge.target);
}
