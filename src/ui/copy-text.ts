import * as store from "./store.ts";

/** Puts a text on the clipboard, and says that it is there, or why it is not. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    store.notice.value = { kind: "info", text: done };
  } catch {
    store.notice.value = { kind: "error", text: "The browser did not allow copying." };
  }
}
