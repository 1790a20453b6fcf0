/** Levenshtein's distance: how many insertions, deletions and replacements turn one text into the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const plain = (name: string): string => name.toLowerCase().replace(/[-_\s]/g, "");

/** The known name that was probably meant, if one is near: at most two letters in five differ. */
export function closestName(name: string, known: readonly string[]): string | undefined {
  const sought = plain(name.slice(0, 80));
  let closest: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const distance = editDistance(sought, plain(candidate));
    if (distance < least && distance <= Math.max(1, Math.round(candidate.length * 0.4))) {
      closest = candidate;
      least = distance;
    }
  }
  return closest;
}

/** "one of a, b, c", with the name that was probably meant. */
export function oneOf(known: readonly string[], found: unknown): string {
  if (known.length === 0) return "nothing";
  const list = known.length === 1 ? String(known[0]) : `one of ${known.join(", ")}`;
  const meant = typeof found === "string" ? closestName(found, known) : undefined;
  return meant === undefined ? list : `${list} (did you mean ${meant}?)`;
}
