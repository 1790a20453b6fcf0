declare module "wgsl-preprocessor/wgsl-preprocessor.js" {
  /** Template tag; `#if ${condition}`, `#elif`, `#else` and `#endif` choose lines. Interpolated text is not scanned. */
  export function wgsl(strings: TemplateStringsArray, ...values: readonly unknown[]): string;
}
