/** What is lit while the rest is dimmed. */

import type { PathsOut, ReasonOut, WhatIfOut } from "../shapes";
import type { Model } from "./model";

export interface Lit {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
}

/** The path of a reason: its steps and its ties, and ties between steps that follow each other. */
export function reasonLit(model: Model, reason: ReasonOut): Lit {
  const steps = reason.path.map((step) => step.id);
  const named = reason.relationships.filter((key) => model.edges.has(key));
  const between = steps.slice(1).flatMap((step, i) => tiesBetween(model, steps[i]!, step));
  const edges = new Set(named.length ? named : between);
  const nodes = new Set(steps);
  for (const key of edges) {
    const edge = model.edges.get(key);
    if (edge) nodes.add(edge.source).add(edge.target);
  }
  return { nodes, edges };
}

/** Every path that was found between two ends. */
export function pathsLit(found: PathsOut): Lit {
  return {
    nodes: new Set(found.paths.flatMap((path) => path.nodes)),
    edges: new Set(found.paths.flatMap((path) => path.edges)),
  };
}

/** Who is named in a cascade, and the ties between those of a round and of the one before it. */
export function cascadeLit(model: Model, found: WhatIfOut): Lit {
  const nodes = new Set<string>();
  const edges = new Set<string>();
  let before: string[] = [];
  for (const round of found.rounds) {
    const reached = round.reached.map((each) => each.id).filter((id) => model.nodes.has(id));
    for (const id of reached) {
      nodes.add(id);
      for (const other of before) for (const key of tiesBetween(model, other, id)) edges.add(key);
    }
    before = reached;
  }
  return { nodes, edges };
}

/** The ties of `id` and all shortest paths from it to the centre. */
export function nodeLit(model: Model, id: string): Lit {
  const nodes = new Set([id]);
  const edges = new Set<string>();
  for (const edge of model.edges.values()) {
    if (edge.source !== id && edge.target !== id) continue;
    edges.add(edge.key);
    nodes.add(edge.source).add(edge.target);
  }
  const centre = model.centre;
  const far = centre === null ? new Map<string, number>() : distances(model, centre);
  const onTheWay = new Set([id]);
  for (const next of onTheWay) {
    for (const edge of model.edges.values()) {
      const other = edge.source === next ? edge.target : edge.target === next ? edge.source : null;
      if (other === null || (far.get(other) ?? Infinity) >= (far.get(next) ?? Infinity)) continue;
      edges.add(edge.key);
      nodes.add(other);
      onTheWay.add(other);
    }
  }
  return { nodes, edges };
}

/** Steps from `start` to every node that can be reached, directions ignored. */
export function distances(model: Model, start: string): Map<string, number> {
  const beside = new Map<string, string[]>();
  for (const edge of model.edges.values()) {
    beside.set(edge.source, [...(beside.get(edge.source) ?? []), edge.target]);
    beside.set(edge.target, [...(beside.get(edge.target) ?? []), edge.source]);
  }
  const far = new Map([[start, 0]]);
  for (const id of far.keys()) {
    for (const other of beside.get(id) ?? []) if (!far.has(other)) far.set(other, far.get(id)! + 1);
  }
  return far;
}

function tiesBetween(model: Model, one: string, other: string): string[] {
  return [...model.edges.values()]
    .filter((edge) => (edge.source === one && edge.target === other) || (edge.source === other && edge.target === one))
    .map((edge) => edge.key);
}
