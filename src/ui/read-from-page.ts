/** Names in folders beside the page: no other host, no way up, nothing that an address would read as something else. */
const BESIDE = /^(?:\w[\w.-]*\/)*\w[\w.-]*$/;

/** Milliseconds that the host has to send a file. */
const LONGEST_WAIT = 30_000;

/**
 * Reads a file that lies beside the page, on the same host.
 * @throws Error whose message says why it cannot, in words that stand after the file's name.
 */
export async function readFromPage(name: string): Promise<Uint8Array> {
  if (!BESIDE.test(name)) throw new Error("the page opens files beside it only, such as landscapes/name.npy");
  const signal = AbortSignal.timeout(LONGEST_WAIT);
  const answer = await fetch(new URL(name, document.baseURI), { redirect: "error", signal }).catch(() => undefined);
  if (answer === undefined) throw new Error(signal.aborted ? "the host did not answer" : "it could not be fetched");
  // Some hosts answer with their front page where there is no file.
  const isPage = answer.headers.get("content-type")?.startsWith("text/html") === true;
  if (answer.status === 404 || isPage) throw new Error("there is no such file beside the page");
  if (!answer.ok) throw new Error(`the host answered ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
