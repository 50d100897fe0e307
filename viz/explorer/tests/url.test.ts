import { expect, test } from "vitest";
import { PLAIN, PORTFOLIO, partyView, ringView, toggled, withPicture, type View } from "../src/state";
import { address, viewOf } from "../src/url";

const FULL: View = {
  page: "party",
  id: "p_abc",
  hops: 2,
  picture: {
    expansions: [
      { id: "p_abc", kind: "OWNS", order: "ties", limit: 50 },
      { id: "p_x", kind: null, order: "risk", limit: 20 },
    ],
    selected: { what: "node", id: "p_x" },
    reason: 0,
    path: { from: "p_abc", to: "p_x" },
    fails: "p_x",
    hiddenKinds: ["OWES", "SUPPLIES"],
    hiddenGrades: ["unrated"],
    table: true,
  },
};

test.each<[string, View]>([
  ["a party with everything done to it", FULL],
  ["a plain party", partyView("p_abc")],
  ["a ring with a selected tie", withPicture(ringView("r 1/ü?"), { selected: { what: "edge", id: "a&b=c" } })],
  ["the list of rings", { page: "rings" }],
  ["a filtered portfolio", { ...PORTFOLIO, grade: "red", role: "supplier", pages: 3 }],
  ["the unrated", { ...PORTFOLIO, rated: false }],
])("the address of %s leads back to it", (_name, view) => {
  expect(viewOf(address(view))).toEqual(view);
});

test("a plain view has a short address", () => {
  expect(address(PORTFOLIO)).toBe("#/");
  expect(address(partyView("p_abc"))).toBe("#/party/p_abc");
});

test.each(["", "#", "#/nowhere", "#/party/", "#/party/%E0%A4%A", "#/?grade=purple&pages=-1", "#/?role=<img onerror=alert(1)>"])(
  "the address %j names nothing, so the portfolio is shown",
  (hash) => {
    expect(viewOf(hash)).toEqual(PORTFOLIO);
  },
);

test("what makes no sense in a party's address is left out", () => {
  const hash = "#/party/p_1?hops=99&x=only&x=p_1~OWNS~loud~5&x=p_1~OWNS~risk~99999&reason=-1&from=p_2";
  expect(viewOf(hash)).toEqual({ page: "party", id: "p_1", hops: 1, picture: PLAIN });
});

test("a switch flips back and forth", () => {
  expect(toggled(["a"], "b")).toEqual(["a", "b"]);
  expect(toggled(["a", "b"], "b")).toEqual(["a"]);
});
