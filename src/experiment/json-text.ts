/** Text that is not JSON. `line` and `column` count from 1; the message is one line. */
export class JsonTextError extends Error {
  override readonly name = "JsonTextError";
  readonly line: number;
  readonly column: number;

  constructor(text: string, offset: number) {
    const before = text.slice(0, offset).split("\n");
    const line = before.length;
    const column = (before.at(-1) ?? "").length + 1;
    const rest = text.slice(offset);
    const found = rest === "" ? "end of the text" : JSON.stringify(rest.slice(0, 12).split("\n")[0] || "\n");
    super(`not JSON: line ${line}, column ${column}: unexpected ${found}`);
    this.line = line;
    this.column = column;
  }
}

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const SCALAR = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;

/** Walks over JSON text as far as it is JSON. Containers are kept on a list, so that deep nesting cannot overflow. */
class Walker {
  offset = 0;
  private readonly open: ("{" | "[")[] = [];

  constructor(private readonly text: string) {}

  private take(pattern: RegExp): boolean {
    pattern.lastIndex = this.offset;
    const matched = pattern.exec(this.text);
    if (matched === null) return false;
    this.offset += matched[0].length;
    return true;
  }

  private takeCharacter(character: string): boolean {
    this.take(SPACE);
    if (this.text[this.offset] !== character) return false;
    this.offset++;
    return true;
  }

  private takeKey(): boolean {
    this.take(SPACE);
    return this.take(STRING) && this.takeCharacter(":");
  }

  /** Takes a scalar, an empty container, or the opening of a full one; true when a value is complete. */
  private takeValue(): boolean | "opened" {
    if (this.takeCharacter("{")) {
      if (this.takeCharacter("}")) return true;
      this.open.push("{");
      return this.takeKey() && "opened";
    }
    if (this.takeCharacter("[")) {
      if (this.takeCharacter("]")) return true;
      this.open.push("[");
      return "opened";
    }
    return this.take(STRING) || this.take(SCALAR);
  }

  /** Takes what follows a complete value; true when another value must come. */
  private takeNext(): boolean {
    for (let container = this.open.at(-1); container !== undefined; container = this.open.at(-1)) {
      if (this.takeCharacter(",")) return container === "[" || this.takeKey();
      if (!this.takeCharacter(container === "{" ? "}" : "]")) return false;
      this.open.pop();
    }
    return false;
  }

  /** The offset of the first character that JSON does not allow. */
  firstError(): number {
    for (;;) {
      const value = this.takeValue();
      if (value === "opened") continue;
      if (value === false || !this.takeNext()) {
        this.take(SPACE);
        return this.offset;
      }
    }
  }
}

/**
 * Reads JSON text; a byte order mark is passed over.
 * @throws JsonTextError with the line and column of the first character that JSON does not allow.
 */
export function parseJson(text: string): unknown {
  const content = text.startsWith("\uFEFF") ? text.slice(1) : text;
  try {
    return JSON.parse(content);
  } catch {
    throw new JsonTextError(content, new Walker(content).firstError());
  }
}
