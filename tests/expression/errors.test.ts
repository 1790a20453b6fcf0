import { expect, test } from "vitest";
import { compileExpression, ExpressionError } from "../../src/expression/expression.ts";

function errorOf(text: string, parameters?: readonly string[]): ExpressionError {
  try {
    compileExpression(text, parameters);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`expected an ExpressionError for ${JSON.stringify(text.slice(0, 40))}, saw none`);
}

/** Text, column, token, a part of the message. The parameters a and b are allowed. */
const CASES: readonly (readonly [string, number, string, string])[] = [
  ["", 1, "", "empty"],
  ["  \n ", 1, "", "empty"],
  ["x +", 4, "", "unexpected end"],
  ["(x", 3, "", "parenthesis ) expected"],
  ["x)", 2, ")", "unexpected operator )"],
  ["x + * y", 5, "*", "value expected"],
  ["x ^^ 2", 4, "^", "value expected"],
  ["2 3", 3, "3", "unexpected part"],
  ["x + foo*y", 5, "foo", "known here: x, y, a, b, pi, e"],
  ["foo + foo2 ", 1, "foo", "unknown name"],
  ["a + b + c", 9, "c", "unknown name"],
  ["a*x + sin(a*c)", 13, "c", "unknown name"],
  ["constructor", 1, "constructor", "unknown name"],
  ["toString(x)", 1, "toString", "unknown function"],
  ["2 + gamma(x)", 5, "gamma", "unknown function"],
  ["sin x", 1, "sin", "needs its argument in parentheses"],
  ["x + sin", 5, "sin", "needs its argument in parentheses"],
  ["x(y + 1)", 1, "x", "x*(…)"],
  ["2 a(y + 1)", 3, "a", "a*(…)"],
  ["sin(x, y)", 1, "sin", "takes 1 argument, not 2"],
  ["x + min(x)", 5, "min", "takes at least 2 arguments, not 1"],
  ["pow(x)", 1, "pow", "takes 2 arguments, not 1"],
  ["if(x < 0, 1)", 1, "if", "takes 3 arguments, not 2"],
  ["sin()", 1, "sin", "takes 1 argument, not 0"],
  ["if(x, 1, 2)", 4, "x", "condition is expected"],
  ["if((x + 1), 1, 2)", 5, "x", "condition is expected"],
  ["if(x < 0 and y, 1, 2)", 14, "y", "condition is expected"],
  ["x ? 1 : 2", 1, "x", "condition is expected"],
  ["x < y", 3, "<", "not a number"],
  ["2*(x >= y)", 6, ">=", "not a number"],
  ["sin(0 < x < 1)", 7, "<", "not a number"],
  ["a and b", 3, "and", "joins conditions"],
  ["not x", 1, "not", "not (…)"],
  ["if(not x < 0, 1, 2)", 4, "not", "not (…)"],
  ["x = 2", 3, "=", "cannot assign"],
  ["f(x) = x", 6, "=", "cannot assign"],
  ["x!", 2, "!", "unexpected"],
  ["x'", 2, "'", "unexpected"],
  ['"x"', 1, '"', "unexpected"],
  ["[x, y]", 1, "[", "unexpected"],
  ["x; y", 2, ";", "unexpected"],
  ["x # why", 3, "#", "unexpected"],
  ["{a: 1}", 1, "{", "unexpected"],
  ["x % 2", 3, "%", "unexpected"],
  ["x .* y", 3, ".", "unexpected"],
  ["x × y", 3, "×", "unexpected"],
  ["x + 😀", 5, "😀", "unexpected"],
  ["x:y", 2, ":", "colon"],
  ["2i", 2, "i", "imaginary"],
  ["5 mod x", 3, "mod", "no meaning"],
  ["NaN*x", 1, "NaN", "no meaning"],
  ["Infinity", 1, "Infinity", "no meaning"],
  ["true", 1, "true", "no meaning"],
  ["0x10 + x", 1, "0", "decimal"],
  ["1e999*x", 1, "1e999", "single precision"],
  ["x + 1/0", 6, "/", "division by zero"],
  ["x/(1 - 1)", 2, "/", "division by zero"],
  ["x + log(0)", 5, "log", "constant"],
  ["x*sqrt(-1)", 3, "sqrt", "not a number"],
  ["1e30*1e30*x", 5, "*", "single precision"],
  ["(-2)^x", 5, "^", "no derivative"],
];

test.each(CASES)("%j is blamed at the right place", (text, column, token, part) => {
  const error = errorOf(text, ["a", "b"]);
  expect({ column: error.column, token: error.token }).toEqual({ column, token });
  expect(error.message).toContain(part);
  expect(error.message).toContain(`Column ${column}: `);
});

test.each([
  ["too long", `x${" + x".repeat(2000)}`],
  ["nested parentheses", `${"(".repeat(1900)}x${")".repeat(1900)}`],
  ["nested calls", `${"sin(".repeat(900)}x${")".repeat(900)}`],
  ["a thousand signs", `${"-".repeat(3990)}x`],
])("%s ends in an ExpressionError", (_, text) => {
  expect(errorOf(text)).toBeInstanceOf(ExpressionError);
});

test.each([
  ["a long sum", `x${"+x".repeat(1999)}`],
  ["a tower of powers", `${"2^".repeat(60)}x`],
  ["towers of variables", `${"x^y^".repeat(30)}x`],
  ["nested calls", `${"tanh(".repeat(99)}x${")".repeat(99)}`],
  ["a long choice", `${"x<1?".repeat(200)}x${":2".repeat(200)}`],
  ["a long product", `${"(x+y)*".repeat(600)}x`],
])("%s compiles within a second or ends in an ExpressionError", (_, text) => {
  const start = performance.now();
  try {
    compileExpression(text);
  } catch (error) {
    expect(error).toBeInstanceOf(ExpressionError);
  }
  expect(performance.now() - start).toBeLessThan(1000);
});

test("parameter names are checked", () => {
  for (const name of ["x", "pi", "sin", "and", "i", "1a", "a b", "", "__proto__"]) {
    expect(errorOf("x", [name]).token).toBe(name);
  }
  expect(errorOf("x", ["a", "a"]).message).toContain("twice");
});

test("binding asks for every parameter, finite", () => {
  const compiled = compileExpression("a*x + constructor*y");
  expect(compiled.parameters).toEqual(["a", "constructor"]);
  expect(() => compiled.bind({ a: 1 }, "f64")).toThrow(/constructor needs a finite number, not undefined/);
  expect(() => compiled.bind({ a: Number.NaN, constructor: 1 }, "f64")).toThrow(RangeError);
});
