import { deflateSync, Inflate } from "fflate";
import type { Experiment } from "./experiment.ts";
import { ExperimentError } from "./experiment-error.ts";
import { JsonTextError, parseJson } from "./json-text.ts";
import { withoutValues } from "./landscape/landscape-of.ts";
import { parseExperiment } from "./parse-experiment.ts";

/** The longest link that is made: chats and browsers cut longer ones. */
export const LONGEST_LINK = 32_000;
const LARGEST_TEXT = 1_000_000;
/** Deflate makes at most 1032 bytes of one, so that a hostile link costs little before it is refused. */
const SLICE = 256;

/** An experiment does not fit into a link. */
export class LinkTooLongError extends Error {
  override readonly name = "LinkTooLongError";
  /** Undefined where the experiment is so long that nobody has counted. */
  readonly length: number | undefined;
  readonly limit = LONGEST_LINK;

  constructor(length?: number) {
    const count = length === undefined ? "" : `of ${length} characters, `;
    super(`This experiment makes a link ${count}more than the ${LONGEST_LINK} allowed: save a file.`);
    this.length = length;
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function broken(found: string): ExperimentError {
  return new ExperimentError([], `${found} in the link`, "a complete link, #e=…, or JSON, #{…}");
}

function fromBase64Url(text: string): Uint8Array {
  const digits = text.replace(/=+$/, "");
  const strange = /[^A-Za-z0-9_-]/u.exec(digits);
  if (strange !== null) throw broken(`the character ${JSON.stringify(strange[0])}`);
  if (digits.length % 4 === 1) throw broken("data cut short");
  const binary = atob(digits.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function inflate(bytes: Uint8Array): string {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let length = 0;
  let isWhole = false;
  const stream = new Inflate((chunk, final) => {
    length += chunk.length;
    if (length > LARGEST_TEXT) throw broken(`data that unpacks to more than ${LARGEST_TEXT} bytes`);
    text += decoder.decode(chunk, { stream: !final });
    isWhole = final;
  });
  try {
    for (let from = 0; from < bytes.length; from += SLICE) {
      stream.push(bytes.subarray(from, from + SLICE), from + SLICE >= bytes.length);
    }
  } catch (error) {
    throw error instanceof ExperimentError ? error : broken("damaged data");
  }
  if (!isWhole) throw broken("data cut short");
  return text;
}

/** The text of a hand-written link; a percent sign that escapes nothing is itself. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseLinkText<Content>(text: string, parse: (content: unknown) => Content): Content {
  if (text.length > LARGEST_TEXT) throw broken(`more than ${LARGEST_TEXT} characters`);
  try {
    return parse(parseJson(text));
  } catch (error) {
    throw error instanceof JsonTextError ? broken(`text that is ${error.message}`) : error;
  }
}

/**
 * The fragment of a link to an experiment, without its `#`: `e=` and its JSON, deflated, in base64url. Where a landscape
 * is in a file that the experiment names, the link names it too, and does not hold its values.
 * @throws LinkTooLongError beyond {@link LONGEST_LINK} characters.
 */
export function encodeLink(experiment: Experiment): string {
  const content = withoutValues(experiment);
  const { surface } = content;
  // A number and a comma are two characters at least: this many need not be written out to be too long to be read.
  if ("grid" in surface && 2 * (surface.grid.values?.length ?? 0) > LARGEST_TEXT) throw new LinkTooLongError();
  const text = JSON.stringify(content);
  if (text.length > LARGEST_TEXT) throw new LinkTooLongError();
  const bytes = deflateSync(new TextEncoder().encode(text), { level: 9 });
  const link = `e=${toBase64Url(bytes)}`;
  if (link.length > LONGEST_LINK) throw new LinkTooLongError(link.length);
  return link;
}

/**
 * The experiment of a link's fragment, with or without its `#`; undefined when there is none. Plain JSON is read too,
 * percent-encoded or not, so that links can be written by hand.
 * @throws ExperimentError, one line, for everything that is not a valid experiment.
 */
export function decodeLink(hash: string): Experiment | undefined {
  return decodeLinkWith(hash, parseExperiment);
}

/**
 * What a caller makes of the JSON in a link's fragment, such as one that reads the file that the experiment names.
 * @param parse throws an ExperimentError for what is not valid.
 * @throws ExperimentError
 */
export function decodeLinkWith<Content>(hash: string, parse: (content: unknown) => Content): Content | undefined {
  const fragment = hash.startsWith("#") ? hash.slice(1) : hash;
  if (fragment === "") return undefined;
  if (fragment.startsWith("e=")) return parseLinkText(inflate(fromBase64Url(fragment.slice(2))), parse);
  if (fragment.startsWith("{")) {
    try {
      return parseLinkText(fragment, parse);
    } catch (error) {
      if (!fragment.includes("%")) throw error;
    }
  }
  const text = percentDecoded(fragment);
  if (!text.trimStart().startsWith("{")) throw broken("neither #e= nor JSON");
  return parseLinkText(text, parse);
}
