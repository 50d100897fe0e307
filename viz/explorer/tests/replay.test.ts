import { expect, test } from "vitest";
import { Problem } from "../src/api";
import { replayed, type Source } from "../src/graph/replay";
import { feltRounds, isRest } from "../src/panel/whatif";
import { partyView, withPicture } from "../src/state";
import { network, node, party, tie, whatIf } from "./graphs";

const REASON = {
  code: "supplier", category: "network", points: 30, text: { en: "", zh: "" }, relationships: [], origins: [], basis: null,
  path: [{ id: "far", name: "far" }, { id: "b", name: "b" }, { id: "a", name: "a" }], delta_if_removed: null,
};

function source(given: Partial<Source> = {}): Source {
  return {
    network: async () => network([node("a"), node("b")], [tie("b", "a")]),
    neighbours: async ({ id }) => network([node(id), node(`${id}1`)], [tie(`${id}1`, id)], id),
    paths: async (from, to) => ({
      paths: [{ nodes: [from, "b", to], edges: [`${from}-b`, `b-${to}`], strength: 0.4 }],
      network: network([node(from), node("b"), node(to)], [tie(from, "b"), tie("b", to)]),
    }),
    whatIf: async (id) => whatIf(id),
    party: async (id) => party(id, { reasons: [REASON] }),
    ring: async () => Promise.reject(new Error("no ring was asked for")),
    ...given,
  };
}

const EXPANDED = withPicture(partyView("a"), {
  expansions: [
    { id: "b", kind: null, order: "risk", limit: 20 },
    { id: "b1", kind: "OWNS", order: "risk", limit: 20 },
  ],
});

test("a reload repeats the expansions in their order", async () => {
  const { model, party } = await replayed(EXPANDED, source());
  expect([...model.nodes.keys()]).toEqual(["a", "b", "b1", "b11"]);
  expect(party?.id).toBe("a");
});

test("a step that fails is reported and the others are kept", async () => {
  const gone = new Problem(404, "Not found", "No such party");
  const neighbours: Source["neighbours"] = async (each) =>
    each.id === "b" ? network([node("b"), node("b1")], [tie("b1", "b")], "b") : Promise.reject(gone);
  const { model, failed } = await replayed(EXPANDED, source({ neighbours }));
  expect(failed).toEqual([gone]);
  expect(model.nodes.has("b1")).toBe(true);
});

test("a reason whose cause is not drawn brings its path into the picture and lights it", async () => {
  const { model, lit } = await replayed(withPicture(partyView("a"), { reason: 0 }), source());
  expect(model.nodes.has("far")).toBe(true);
  expect([...lit!.nodes].sort()).toEqual(["a", "b", "far"]);
});

test("a selected tie has no party in the panel", async () => {
  const view = withPicture(partyView("a"), { selected: { what: "edge", id: "b-a" } });
  expect((await replayed(view, source())).party).toBeNull();
});

test("paths are merged and lit", async () => {
  const view = withPicture(partyView("a"), { path: { from: "a", to: "z" } });
  const { model, lit } = await replayed(view, source());
  expect(model.nodes.has("z")).toBe(true);
  expect([...lit!.nodes].sort()).toEqual(["a", "b", "z"]);
});

test("a party that is supposed to fail lights the cascade", async () => {
  const asked = withPicture(partyView("a"), { fails: "b" });
  const { whatIf: found, lit } = await replayed(asked, source({ whatIf: async (id) => whatIf(id, ["a", "elsewhere"], []) }));
  expect(found?.rounds[0]?.reached[0]?.id).toBe("b");
  expect([...lit!.nodes]).toEqual(["b", "a"]);
  expect([...lit!.edges]).toEqual(["b-a"]);
});

test("a supposition that is refused leaves the picture as it is", async () => {
  const gone = new Problem(404, "Not found", "fail[0]: no such party");
  const now = await replayed(withPicture(partyView("a"), { fails: "x" }), source({ whatIf: async () => Promise.reject(gone) }));
  expect(now.failed).toEqual([gone]);
  expect([now.whatIf, now.lit]).toEqual([null, null]);
});

test("rounds that were not followed one by one stand together as the last", () => {
  const found = whatIf("b", ["a"], ["c"]);
  expect(found.rounds.map((round) => isRest(round, found))).toEqual([false, false, false]);
  const atOnce = { ...found, followed: false };
  expect(atOnce.rounds.map((round) => isRest(round, atOnce))).toEqual([false, false, true]);
});

test("rounds that nobody feels are not told", () => {
  expect(feltRounds(whatIf("b", ["a"], [])).map((round) => round.number)).toEqual([0, 1]);
});
