import type { Switch } from "../../experiment/recording.ts";
import type { Look, Moment } from "./moment.ts";
import { smoothShare } from "./smooth-share.ts";

/** How the picture looks, and what of another look is still seen in it. */
export type SeenLook = Look & Pick<Moment, "before">;

/** A look that holds from a time on, and the seconds that it takes to come. */
interface Change {
  readonly at: number;
  readonly dissolve: number;
  readonly look: Look;
}

function isSame(a: Look, b: Look): boolean {
  return a.theme === b.theme && a.layout === b.layout && a.height === b.height;
}

/** What each switch leads to; switches of one time are one, which dissolves as the last of them says. */
function changesOf(switches: readonly Switch[], first: Look): readonly Change[] {
  const changes: Change[] = [{ at: Number.NEGATIVE_INFINITY, dissolve: 0, look: first }];
  let look = first;
  for (const { at, dissolve, theme = look.theme, layout = look.layout, height = look.height } of switches) {
    look = { theme, layout, height };
    if (changes.at(-1)?.at === at) changes.pop();
    changes.push({ at, dissolve, look });
  }
  return changes;
}

/**
 * How the picture looks as a function of the film's time. A dissolve that is not over when the next switch comes is
 * shorter, so that it is.
 * @param switches ascending in time.
 */
export function looksOver(switches: readonly Switch[], first: Look): (time: number) => SeenLook {
  const changes = changesOf(switches, first);
  return (time) => {
    const index = changes.findLastIndex(({ at }) => at <= time);
    const { at, dissolve, look } = changes[index] ?? { at: 0, dissolve: 0, look: first };
    const before = changes[index - 1]?.look ?? first;
    const length = Math.min(dissolve, (changes[index + 1]?.at ?? Number.POSITIVE_INFINITY) - at);
    if (isSame(before, look) || time >= at + length) return look;
    return { ...look, before: { look: before, opacity: 1 - smoothShare((time - at) / length) } };
  };
}
