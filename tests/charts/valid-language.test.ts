import { afterEach, expect, test, vi } from "vitest";
import { ensureValidLanguage } from "../../src/charts/valid-language.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  ["en-US@posix", "en-US"],
  ["C.UTF-8", "en"],
  ["de", "de"],
])("a browser whose language is %s speaks %s", (language, expected) => {
  vi.stubGlobal("navigator", { language });
  ensureValidLanguage();
  expect(navigator.language).toBe(expected);
  expect(() => new Intl.NumberFormat(navigator.language)).not.toThrow();
});
