/** Numbers per instruction on a tape: operation, destination slot, three operand slots. */
export const INSTRUCTION_LENGTH = 5;

/**
 * Executes a tape over its slots: one loop, no allocation. The cases are the places of `OPERATIONS`, in order.
 * @param single rounds every result to the nearest f32. Functions are rounded from the f64 result; for + − × ÷ and √
 * that equals single-precision arithmetic, because f64 has more than twice its digits.
 */
export function runTape(tape: Int32Array, slots: Float64Array, single: boolean): void {
  for (let position = 0; position < tape.length; position += INSTRUCTION_LENGTH) {
    const a = slots[tape[position + 2] ?? 0] ?? 0;
    const b = slots[tape[position + 3] ?? 0] ?? 0;
    let value: number;
    switch (tape[position]) {
      case 0:
        value = a + b;
        break;
      case 1:
        value = a - b;
        break;
      case 2:
        value = a * b;
        break;
      case 3:
        value = a / b;
        break;
      case 4:
        value = -a;
        break;
      case 5:
        value = Math.sqrt(a);
        break;
      case 6: {
        const root = single ? Math.fround(Math.sqrt(a)) : Math.sqrt(a);
        value = a === 0 ? 0 : 1 / root;
        break;
      }
      case 7:
        value = Math.abs(a);
        break;
      case 8:
        value = Math.sign(a);
        break;
      case 9:
        value = Math.exp(a);
        break;
      case 10:
        value = Math.log(a);
        break;
      case 11:
        value = Math.sin(a);
        break;
      case 12:
        value = Math.cos(a);
        break;
      case 13:
        value = Math.tan(a);
        break;
      case 14:
        value = Math.tanh(a);
        break;
      case 15:
        value = Math.sinh(a);
        break;
      case 16:
        value = Math.cosh(a);
        break;
      case 17:
        value = Math.atan(a);
        break;
      case 18:
        value = a ** b;
        break;
      case 19:
        value = Math.min(a, b);
        break;
      case 20:
        value = Math.max(a, b);
        break;
      case 21:
        value = a < b ? 1 : 0;
        break;
      case 22:
        value = a <= b ? 1 : 0;
        break;
      case 23:
        value = a === b ? 1 : 0;
        break;
      case 24:
        value = a !== 0 && b !== 0 ? 1 : 0;
        break;
      case 25:
        value = a !== 0 || b !== 0 ? 1 : 0;
        break;
      case 26:
        value = a === 0 ? 1 : 0;
        break;
      default:
        value = a !== 0 ? b : (slots[tape[position + 4] ?? 0] ?? 0);
    }
    slots[tape[position + 1] ?? 0] = single ? Math.fround(value) : value;
  }
}
