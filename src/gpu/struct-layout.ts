/** The types that a struct shared with the GPU is made of. All are four bytes a component. */
export type FieldType = "f32" | "u32" | "vec2f" | "vec2u" | "vec4f";

const SIZE: Readonly<Record<FieldType, number>> = { f32: 4, u32: 4, vec2f: 8, vec2u: 8, vec4f: 16 };

const isInteger = (type: FieldType): boolean => type === "u32" || type === "vec2u";

export interface Field {
  readonly type: FieldType | StructLayout;
  /** In bytes from the start of the struct. */
  readonly offset: number;
}

/** A struct declared once: the WGSL text and the byte offsets come from the same list, so that they cannot drift. */
export interface StructLayout {
  readonly name: string;
  /** The definition, without those of nested structs. */
  readonly wgsl: string;
  readonly fields: ReadonlyMap<string, Field>;
  /** Bytes of one element of an array of it; a multiple of 16, so that it also serves as a uniform. */
  readonly size: number;
}

/** WGSL has no empty structs. */
const EMPTY_FIELD: readonly [string, FieldType] = ["unused", "f32"];

/** Lays out a struct: each field aligned to its own size, nested structs and the whole to 16 bytes. */
export function structLayout(
  name: string,
  declared: readonly (readonly [string, FieldType | StructLayout])[],
): StructLayout {
  const fields = new Map<string, Field>();
  let members = "";
  let end = 0;
  // Explicit words, since WGSL's own padding depends on the largest alignment inside.
  const padTo = (offset: number) => {
    for (; end < offset; end += 4) members += `  padding${end}: u32,\n`;
  };
  for (const [field, type] of declared.length === 0 ? [EMPTY_FIELD] : declared) {
    padTo(roundUp(end, typeof type === "string" ? SIZE[type] : 16));
    fields.set(field, { type, offset: end });
    members += `  ${field}: ${typeof type === "string" ? type : type.name},\n`;
    end += typeof type === "string" ? SIZE[type] : type.size;
  }
  padTo(roundUp(end, 16));
  return { name, wgsl: `struct ${name} {\n${members}}\n`, fields, size: end };
}

/** Rounds up to a multiple. */
export function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}

/**
 * Writes one value of a struct.
 * @param base bytes from the start of `view` to the struct.
 * @throws Error for a field that the struct does not have, or that is a struct itself.
 */
export function writeField(
  view: DataView,
  base: number,
  layout: StructLayout,
  name: string,
  ...components: readonly number[]
): void {
  const { type, offset } = scalarField(layout, name);
  for (const [index, component] of components.entries()) {
    const at = base + offset + 4 * index;
    if (isInteger(type)) view.setUint32(at, component, true);
    else view.setFloat32(at, component, true);
  }
}

/** Reads the components of one value of a struct; errors as {@link writeField}. */
export function readField(view: DataView, base: number, layout: StructLayout, name: string): number[] {
  const { type, offset } = scalarField(layout, name);
  return Array.from({ length: SIZE[type] / 4 }, (_, index) => {
    const at = base + offset + 4 * index;
    return isInteger(type) ? view.getUint32(at, true) : view.getFloat32(at, true);
  });
}

function scalarField(layout: StructLayout, name: string): { type: FieldType; offset: number } {
  const field = layout.fields.get(name);
  if (field === undefined) throw new Error(`${layout.name} has no field "${name}".`);
  if (typeof field.type !== "string") throw new Error(`${layout.name}.${name} is a struct.`);
  return { type: field.type, offset: field.offset };
}
