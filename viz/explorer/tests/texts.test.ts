import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { path, problemOf } from "../src/api";
import { shortened } from "../src/draw/names";
import { words } from "../src/i18n/canonical";
import { en } from "../src/i18n/en";
import { filled } from "../src/i18n/language";
import { zh } from "../src/i18n/zh";

const SOURCES = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => [name, readFileSync(join("src", name), "utf8")] as const);

test("both dictionaries have the same keys and none is empty", () => {
  expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  expect(Object.values({ ...en, ...zh }).every((text) => text.trim())).toBe(true);
});

test("both languages leave room for the same values", () => {
  const places = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort();
  for (const key of Object.keys(en) as (keyof typeof en)[]) expect(places(zh[key]), key).toEqual(places(en[key]));
});

test("a value that looks like a place is not filled again", () => {
  expect(filled("{0} and {1}", ["{1}", "x"])).toBe("{1} and x");
});

test("a code without words of its own is still readable", () => {
  expect(words("days_overdue", false)).toBe("days overdue");
  expect(words("days_overdue", true)).toBe("逾期天数");
  expect(words("new_code", true)).toBe("new code");
});

test.each(SOURCES)("%s writes text as text", (_name, source) => {
  expect(source).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc/);
});

test.each(SOURCES)("%s loads nothing from elsewhere", (_name, source) => {
  expect(source.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:\/\//);
});

test.each(SOURCES.filter(([name]) => !name.startsWith("draw")))("%s leaves sigma to the drawing", (_name, source) => {
  expect(source).not.toMatch(/from "(@sigma|sigma|graphology)/);
});

test("parameters without a value are left out and others are encoded", () => {
  expect(path("v1/search", { q: "a&b=<c>", limit: 3, kind: null })).toBe("v1/search?q=a%26b%3D%3Cc%3E&limit=3");
});

test.each([null, "text", 5, { title: 5, detail: ["x"] }])("a refusal with the body %j is still a problem", (body) => {
  expect(problemOf(503, body)).toMatchObject({ status: 503, title: "", detail: "" });
});

test("a problem keeps what the server says", () => {
  expect(problemOf(404, { title: "Not found", detail: "No party p_x" })).toMatchObject({ title: "Not found", detail: "No party p_x" });
});

test("long names are cut by letters, not in the middle of one", () => {
  expect(shortened("宁川精密")).toBe("宁川精密");
  expect([...shortened("𠮷".repeat(40))]).toHaveLength(22);
});
