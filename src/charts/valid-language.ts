/**
 * Lets libraries ask Intl for the browser's language. uPlot does so as it loads, and throws where the language is none:
 * Chrome started under a bare POSIX locale calls its language "en-US@posix".
 */
export function ensureValidLanguage(): void {
  const { language } = navigator;
  if (isLanguage(language)) return;
  const [plain = ""] = language.split(/[@.]/);
  Object.defineProperty(navigator, "language", { value: isLanguage(plain) ? plain : "en", configurable: true });
}

function isLanguage(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
