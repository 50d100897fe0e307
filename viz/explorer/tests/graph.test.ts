import { expect, test } from "vitest";
import { curves } from "../src/graph/curves";
import { visible } from "../src/graph/filter";
import { frame } from "../src/graph/frame";
import { drawable } from "../src/graph/kinds";
import { drawnTies, kindsOf, merged, modelOf } from "../src/graph/model";
import { distances, nodeLit, pathsLit, reasonLit } from "../src/graph/paths";
import { PLAIN } from "../src/state";
import { network, node, tie } from "./graphs";

const chain = modelOf(
  network(
    [node("a", { grade: "red" }), node("b"), node("c", { grade: null }), node("d")],
    [tie("a", "b"), tie("b", "c", { kind: "OWNS" }), tie("a", "d", { kind: "OWNS" })],
  ),
);

test("ties with an end that is not drawn are left out", () => {
  expect([...modelOf(network([node("a")], [tie("a", "gone")])).edges]).toEqual([]);
});

test("an expansion leaves old nodes where they are and puts every new one on a spot of its own", () => {
  const fresh = Array.from({ length: 60 }, (_, i) => node(`n${i}`));
  const grown = merged(chain, network([node("b", { x: 999, y: 999 }), ...fresh], fresh.map((each) => tie("b", each.id))), "b");
  expect(grown.nodes.get("b")).toMatchObject({ x: 0, y: 0 });
  const spots = fresh.map((each) => grown.nodes.get(each.id)!);
  const nearest = spots.map((one, i) => Math.min(...spots.slice(i + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y))));
  expect(Math.min(...nearest)).toBeGreaterThan(15);
  expect(spots.every((each) => Number.isFinite(each.x) && Number.isFinite(each.y))).toBe(true);
});

test("the same expansion gives the same places, and the model before it is not touched", () => {
  const more = network([node("e"), node("f")], [tie("b", "e"), tie("b", "f")]);
  expect(merged(chain, more, "b")).toEqual(merged(chain, more, "b"));
  expect(chain.nodes.size).toBe(4);
});

test("a new node stands beside the drawn one that it is tied to, not beside the anchor", () => {
  const wide = modelOf(network([node("a"), node("b", { x: 1000 })], [tie("a", "b")]));
  const path = network([node("a"), node("b"), node("c"), node("d")], [tie("a", "b"), tie("b", "c"), tie("c", "d")]);
  const { nodes } = merged(wide, path, "a");
  expect(nodes.get("c")!.x).toBeGreaterThan(800);
  expect(nodes.get("d")!.x).toBeGreaterThan(800);
});

test("new nodes that are tied to nothing drawn stand beside the anchor", () => {
  expect(merged(chain, network([node("lonely")], []), "a").nodes.has("lonely")).toBe(true);
});

test("expanding twice changes nothing", () => {
  const more = network([node("e")], [tie("b", "e")]);
  const once = merged(chain, more, "b");
  expect(merged(once, more, "b")).toEqual(once);
});

test("ties beside a party are counted by kind", () => {
  expect(drawnTies(chain, "b")).toEqual(new Map([["SUPPLIES", 1], ["OWNS", 1]]));
  expect(kindsOf(chain)).toEqual(["OWNS", "SUPPLIES"]);
});

test("a hidden grade goes with its ties, the centre never goes", () => {
  const seen = visible(chain, { ...PLAIN, hiddenGrades: ["unrated", "red"] });
  expect([...seen.nodes]).toEqual(["a", "b", "d"]);
  expect([...seen.edges]).toEqual(["a-b", "a-d"]);
});

test("a hidden kind takes along the parties that hung on it alone", () => {
  const seen = visible(chain, { ...PLAIN, hiddenKinds: ["OWNS"] });
  expect([...seen.nodes].sort()).toEqual(["a", "b"]);
});

test("a node lights its ties and the shortest way to the centre", () => {
  const lit = nodeLit(chain, "c");
  expect([...lit.nodes].sort()).toEqual(["a", "b", "c"]);
  expect([...lit.edges].sort()).toEqual(["a-b", "b-c"]);
});

test("a ring of ties has both shortest ways lit", () => {
  const square = modelOf(
    network([node("a"), node("b"), node("c"), node("d")], [tie("a", "b"), tie("b", "c"), tie("a", "d"), tie("d", "c")]),
  );
  expect([...nodeLit(square, "c").edges].sort()).toEqual(["a-b", "a-d", "b-c", "d-c"]);
});

test("distances ignore directions and leave out what cannot be reached", () => {
  const parted = modelOf(network([node("a"), node("b"), node("z")], [tie("b", "a")]));
  expect(distances(parted, "a")).toEqual(new Map([["a", 0], ["b", 1]]));
});

const REASON = {
  code: "x", category: "network", points: 1, text: { en: "", zh: "" }, relationships: [] as string[],
  path: [{ id: "c", name: "c" }, { id: "b", name: "b" }, { id: "a", name: "a" }], origins: [], basis: null, delta_if_removed: null,
};

test("a reason lights the ties that it names, or those between its steps", () => {
  expect([...reasonLit(chain, REASON).edges].sort()).toEqual(["a-b", "b-c"]);
  expect([...reasonLit(chain, { ...REASON, relationships: ["b-c"] }).edges]).toEqual(["b-c"]);
});

test("found paths light all their nodes and ties", () => {
  const found = { paths: [{ nodes: ["a", "b"], edges: ["a-b"], strength: 0.5 }], network: network([], []) };
  expect(pathsLit(found)).toEqual({ nodes: new Set(["a", "b"]), edges: new Set(["a-b"]) });
});

test("ties to contracts and lawsuits are not offered for drawing", () => {
  expect(drawable({ SIGNED: 4, OWNS: 1, SUPPLIES: 3, OWES: 0 })).toEqual([["SUPPLIES", 3], ["OWNS", 1]]);
});

test("a lone tie is straight and parallel ones part, whichever way they point", () => {
  const bends = curves([tie("a", "b"), tie("a", "b", { key: "second" }), tie("b", "a"), tie("a", "c")]);
  expect(bends.get("a-c")).toBe(0);
  const leftOfAtoB = [bends.get("a-b"), bends.get("second"), -bends.get("b-a")!];
  expect(new Set(leftOfAtoB).size).toBe(3);
});

test("few parties stay together and many fill the frame", () => {
  const few = frame([node("a", { x: -100 }), node("b", { x: 100 })]);
  expect(few.x[0]).toBeLessThan(-150);
  expect(few.x[0] + few.x[1]).toBe(0);
  expect(few.y[1] - few.y[0]).toBe(few.x[1] - few.x[0]);
  expect(frame([node("a", { x: -900, y: 5 }), node("b", { x: 800 })]).x).toEqual([-900, 800]);
  expect(frame([]).x.every(Number.isFinite)).toBe(true);
});
