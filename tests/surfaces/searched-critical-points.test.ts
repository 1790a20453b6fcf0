import { describe, expect, it } from "vitest";
import { compileExpression } from "../../src/expression/expression.ts";
import { SearchedCriticalPoints } from "../../src/surfaces/searched-critical-points.ts";
import { userSurface } from "../../src/surfaces/user-surface.ts";

const domain = { x: [-3, 3], y: [-3, 3] } as const;
const formula = "x^2 + y^2 - exp(-1e7*((x - a)^2 + (y - 0.6789)^2))";
const dent = { x: 1.23451, y: 0.67891 };

function counted() {
  const compiled = compileExpression(formula);
  const asked: number[] = [];
  const search = new SearchedCriticalPoints(domain, ({ a = Number.NaN }) => {
    asked.push(a);
    return compiled.bind({ a }, "f64");
  });
  return { search, asked };
}

describe("critical points that are searched for", () => {
  it("are searched for once for each set of parameters", () => {
    const { search, asked } = counted();
    const first = search.at({ a: 1.2345 });
    search.at({ a: 2 });
    expect(search.at({ a: 1.2345 })).toBe(first);
    expect(asked).toEqual([1.2345, 2]);
  });

  it("are searched for again where more was suggested, and for those parameters only", () => {
    const { search, asked } = counted();
    expect(search.at({ a: 1.2345 })).toHaveLength(1);
    const other = search.at({ a: 2 });
    expect(search.hasSuggestions({ a: 1.2345 })).toBe(false);
    search.suggest({ a: 1.2345 }, [dent]);
    expect(search.hasSuggestions({ a: 1.2345 })).toBe(true);
    expect(search.hasSuggestions({ a: 2 })).toBe(false);
    expect(search.at({ a: 1.2345 })).toHaveLength(2);
    expect(search.at({ a: 2 })).toBe(other);
    expect(asked).toEqual([1.2345, 2, 1.2345]);
  });

  it("of the least recently asked parameters are forgotten", () => {
    const { search, asked } = counted();
    for (let a = 0; a < 33; a++) search.at({ a });
    expect(asked).toHaveLength(33);
    search.at({ a: 32 });
    search.at({ a: 1 });
    expect(asked).toHaveLength(33);
    search.at({ a: 0 });
    expect(asked).toHaveLength(34);
  });

  it("are shared by the surfaces of one formula and domain, of which every change of a parameter makes another", () => {
    const parameters = { a: 1.2345 };
    const first = userSurface({ formula, parameters, domain });
    first.search?.suggest(parameters, [dent]);
    const second = userSurface({ formula, parameters: { a: 700 }, domain: { x: [-3, 3], y: [-3, 3] } });
    expect(second.search?.hasSuggestions(parameters)).toBe(true);
    expect(second.criticalPoints(parameters)).toHaveLength(2);
    const elsewhere = userSurface({ formula, parameters, domain: { x: [-3, 3], y: [-3, 2] } });
    expect(elsewhere.search?.hasSuggestions(parameters)).toBe(false);
  });
});
