/** A number of bytes as people say it: 850 kB · 12.3 MB · 1.2 GB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1e3) return `${bytes} bytes`;
  if (bytes < 999_500) return `${Math.round(bytes / 1e3)} kB`;
  if (bytes < 999.95e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
