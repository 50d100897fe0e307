import { expect, test } from "vitest";
import { cut } from "../src/plots/bars";
import { aside, lengths, stacked } from "../src/plots/shape";

test("bars are as long as their values say, the largest as long as there is room", () => {
  expect(lengths([2, 4, 1], 100)).toEqual([50, 100, 25]);
});

test("what is little can be seen and what is nothing cannot", () => {
  expect(lengths([1e6, 1, 0], 100)).toEqual([100, 1.5, 0]);
});

test.each([[NaN, 3], [-1, 3], [Infinity, 3]])("%s counts as nothing", (odd, good) => {
  expect(lengths([odd, good], 10)).toEqual([0, 10]);
  expect(stacked([odd, good], 10)).toEqual([{ at: 0, long: 0 }, { at: 0, long: 10 }]);
});

test("no values at all give no bars", () => {
  expect(lengths([], 10)).toEqual([]);
  expect(lengths([0, 0], 10)).toEqual([0, 0]);
  expect(stacked([0, 0], 10)).toEqual([{ at: 0, long: 0 }, { at: 0, long: 0 }]);
});

test("the parts of a bar follow one another and fill it", () => {
  expect(stacked([1, 0, 3], 80)).toEqual([{ at: 0, long: 20 }, { at: 20, long: 0 }, { at: 20, long: 60 }]);
});

test("what got worse goes to the right and what got better to the left of the middle", () => {
  expect(aside([4, -2], 20)).toEqual([{ at: 20, long: 20 }, { at: 10, long: 10 }]);
});

test("labels are cut where the room ends, Chinese ones after fewer letters", () => {
  expect(cut("Bolt Trading Ltd")).toBe("Bolt Trading Ltd");
  expect(cut("Bolt Trading Limited")).toBe("Bolt Trading Lim…");
  expect(cut("宁川精密机械有限公司")).toBe("宁川精密机械有限…");
});
