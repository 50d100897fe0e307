/** From a view to what it shows: the first answer, then everything that was done to it, in order. */

import type { NetworkOut, PartyOut, PathsOut, RingOut, WhatIfOut } from "../shapes";
import type { Expansion, NetworkView } from "../state";
import { merged, modelOf, type Model } from "./model";
import { cascadeLit, nodeLit, pathsLit, reasonLit, type Lit } from "./paths";

/** Where answers come from; they are kept there, so replaying costs no second request. */
export interface Source {
  network(party: string, hops: number): Promise<NetworkOut>;
  neighbours(expansion: Expansion): Promise<NetworkOut>;
  paths(from: string, to: string, maxHops?: number | null): Promise<PathsOut>;
  whatIf(party: string): Promise<WhatIfOut>;
  party(id: string): Promise<PartyOut>;
  ring(id: string): Promise<RingOut>;
}

/** `party`: whom the panel is about, null for a ring or a tie. `failed`: steps that could not be repeated. */
export interface Replayed {
  model: Model;
  ring: RingOut | null;
  party: PartyOut | null;
  paths: PathsOut | null;
  whatIf: WhatIfOut | null;
  lit: Lit | null;
  failed: unknown[];
}

export async function replayed(view: NetworkView, source: Source): Promise<Replayed> {
  const ring = view.page === "ring" ? await source.ring(view.id) : null;
  const start = view.page === "ring" ? ring!.network : await source.network(view.id, view.hops);
  const failed: unknown[] = [];
  const tried = <T>(step: Promise<T>) => step.catch((error: unknown) => (failed.push(error), null));
  const { expansions, path, fails, selected, reason } = view.picture;
  const about = selected?.what === "node" ? selected.id : selected === null && view.page === "party" ? view.id : null;

  const [grown, paths, whatIf, party] = await Promise.all([
    Promise.all(expansions.map((each) => tried(source.neighbours(each)))),
    path && tried(source.paths(path.from, path.to)),
    fails === null ? null : tried(source.whatIf(fails)),
    about === null ? null : tried(source.party(about)),
  ]);
  let model = modelOf(start);
  grown.forEach((network, i) => {
    if (network) model = merged(model, network, expansions[i]!.id);
  });
  if (paths && path) model = merged(model, paths.network, path.from);
  const why = reason === null ? null : (party?.reasons[reason] ?? null);
  if (why) model = await withSteps(model, why.path.map((step) => step.id), source, tried);
  return { model, ring, party, paths, whatIf, lit: litOf(), failed };

  function litOf(): Lit | null {
    if (why) return reasonLit(model, why);
    if (paths?.paths.length) return pathsLit(paths);
    if (whatIf) return cascadeLit(model, whatIf);
    if (selected?.what === "node" && selected.id !== model.centre && model.nodes.has(selected.id)) {
      return nodeLit(model, selected.id);
    }
    return null;
  }
}

/** The model with the steps of a reason's path that are not drawn yet. */
async function withSteps(
  model: Model,
  steps: readonly string[],
  source: Source,
  tried: (step: Promise<PathsOut>) => Promise<PathsOut | null>,
): Promise<Model> {
  const [first, last] = [steps.at(0), steps.at(-1)];
  if (!first || !last || first === last || steps.every((step) => model.nodes.has(step))) return model;
  const found = await tried(source.paths(first, last, Math.min(steps.length - 1, 8)));
  return found ? merged(model, found.network, last) : model;
}
