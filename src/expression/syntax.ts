import type { Token } from "./lexer.ts";

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "^";
export type ComparisonOperator = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** What a formula says, as a tree of numbers; each node knows the token that makes it what it is. */
export type Syntax = { readonly at: Token } & (
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "constant" | "variable" | "parameter"; readonly name: string }
  | { readonly kind: "negate"; readonly operand: Syntax }
  | {
      readonly kind: "arithmetic";
      readonly operator: ArithmeticOperator;
      readonly left: Syntax;
      readonly right: Syntax;
    }
  | { readonly kind: "call"; readonly name: string; readonly operands: readonly Syntax[] }
  | { readonly kind: "if"; readonly condition: Condition; readonly whenTrue: Syntax; readonly whenFalse: Syntax }
);

/** What an `if` asks. */
export type Condition = { readonly at: Token } & (
  | {
      readonly kind: "comparison";
      readonly operator: ComparisonOperator;
      readonly left: Syntax;
      readonly right: Syntax;
    }
  | { readonly kind: "and" | "or"; readonly left: Condition; readonly right: Condition }
  | { readonly kind: "not"; readonly operand: Condition }
);
