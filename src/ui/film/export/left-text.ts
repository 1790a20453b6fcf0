/** A time that is left, as a person would say it, rounded up: 8 s left, 3 min left, 1 h 20 min left. */
export function leftText(seconds: number): string {
  if (seconds <= 59) return `${Math.max(1, Math.ceil(seconds))} s left`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min left`;
  const rest = minutes % 60 === 0 ? "" : ` ${minutes % 60} min`;
  return `${Math.floor(minutes / 60)} h${rest} left`;
}
