/** A time of a film as its read-out says it: 0:03.20, hundredths of seconds after the point. */
export function timeText(seconds: number): string {
  // Frames lie between hundredths: 1/24 s is 0:00.04. What is read is never ahead of the picture.
  const hundredths = Math.floor(seconds * 100 + 1e-4);
  const minutes = Math.floor(hundredths / 6000);
  const rest = hundredths % 6000;
  const text = `${Math.floor(rest / 100)}`.padStart(2, "0");
  return `${minutes}:${text}.${`${rest % 100}`.padStart(2, "0")}`;
}

/** A length of time in words: 10 s · 1 min 20 s. */
export function durationText(seconds: number): string {
  const rounded = Math.round(seconds * 100) / 100;
  if (rounded < 60) return `${rounded} s`;
  const minutes = Math.floor(rounded / 60);
  const rest = Math.round((rounded - minutes * 60) * 100) / 100;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}
