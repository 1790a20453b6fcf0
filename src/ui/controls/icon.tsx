/** 16 × 16, drawn with a stroke of 1.5 in the current colour; filled where a path is listed under FILLED. */
const PATHS = {
  restart: "M3.2 8a4.8 4.8 0 1 0 1.5-3.5M3 2.4v2.9h2.9",
  forward: "M5.6 4v8l6-4z",
  back: "M10.4 4v8l-6-4z",
  first: "M12.4 3.8v8.4L6 8zM3.8 3.8v8.4",
  last: "M3.6 3.8v8.4L10 8zM12.2 3.8v8.4",
  loop: "M3 7.4V7a2.7 2.7 0 0 1 2.7-2.7h6.8M10.6 2.3l2 2-2 2M13 8.6V9a2.7 2.7 0 0 1-2.7 2.7H3.5M5.4 13.7l-2-2 2-2",
  play: "M4.4 2.8v10.4L13 8z",
  pause: "M4 3h2.8v10H4zM9.2 3H12v10H9.2z",
  share:
    "M6.6 9.4l2.8-2.8M7.2 4.6l1.3-1.3a2.9 2.9 0 0 1 4.1 4.1l-1.3 1.3M8.8 11.4l-1.3 1.3a2.9 2.9 0 0 1-4.1-4.1l1.3-1.3",
  save: "M8 2.5v7.6M4.9 7.2L8 10.3l3.1-3.1M3 13.2h10",
  open: "M2.5 12.6V3.9h3.7l1.5 1.7h5.8v7z",
  sun: "M8 5.3a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4zM8 1.6v1.1M8 13.3v1.1M1.6 8h1.1M13.3 8h1.1M3.5 3.5l.8.8M11.7 11.7l.8.8M12.5 3.5l-.8.8M4.3 11.7l-.8.8",
  moon: "M13 9.6A5.4 5.4 0 0 1 6.4 3a5.4 5.4 0 1 0 6.6 6.6z",
  present: "M2.6 6V2.6H6M10 2.6h3.4V6M13.4 10v3.4H10M6 13.4H2.6V10",
  film: "M2.6 3.4h10.8v9.2H2.6zM5.2 3.4v9.2M10.8 3.4v9.2M2.6 6.5h2.6M2.6 9.5h2.6M10.8 6.5h2.6M10.8 9.5h2.6",
  record: "M8 2.4a5.6 5.6 0 1 1 0 11.2A5.6 5.6 0 0 1 8 2.4zM8 5.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z",
  leave: "M6 2.6V6H2.6M13.4 6H10V2.6M10 13.4V10h3.4M2.6 10H6v3.4",
  help: "M5.2 5.6a2.8 2.8 0 1 1 4.3 2.4c-1 .6-1.5 1.1-1.5 2.2M8 12.9v.1",
  farther: "M7.1 2.8a4.3 4.3 0 1 1 0 8.6 4.3 4.3 0 0 1 0-8.6zM10.3 10.3l3.2 3.2M5.3 7.1h3.6",
  info: "M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM8 7.3v3.6M8 5v.1",
  search: "M7.1 2.8a4.3 4.3 0 1 1 0 8.6 4.3 4.3 0 0 1 0-8.6zM10.3 10.3l3.2 3.2",
  dice: "M3 4.4A1.4 1.4 0 0 1 4.4 3h7.2A1.4 1.4 0 0 1 13 4.4v7.2a1.4 1.4 0 0 1-1.4 1.4H4.4A1.4 1.4 0 0 1 3 11.6zM5.8 5.8v.1M10.2 10.2v.1M10.2 5.8v.1M5.8 10.2v.1M8 8v.1",
  right: "M3 8h9.4M8.8 4.4L12.4 8l-3.6 3.6",
  left: "M13 8H3.6M7.2 4.4L3.6 8l3.6 3.6",
  plus: "M8 3.2v9.6M3.2 8h9.6",
  race: "M3.8 13.8V2.6M3.8 3.2c3-1.6 5.4 1.6 8.6 0v6c-3.2 1.6-5.6-1.6-8.6 0",
  swap: "M5 13.2V3M2.6 5.4L5 3l2.4 2.4M11 2.8V13M8.6 10.6L11 13l2.4-2.4",
  remove: "M3.4 4.6h9.2M6.4 4.4V2.8h3.2v1.6M4.6 4.8l.5 8.4h5.8l.5-8.4",
  duplicate: "M5.6 5.6h7.6v7.6H5.6zM3.2 10.2h-.4V2.8h7.4v.4",
  chevron: "M4.4 6.4L8 10l3.6-3.6",
  close: "M4 4l8 8M12 4l-8 8",
  eye: "M1.6 8S4 3.8 8 3.8 14.4 8 14.4 8 12 12.2 8 12.2 1.6 8 1.6 8zM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z",
  sliders:
    "M2.6 5h5.2M11.4 5h2M9.6 3.4a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2zM2.6 11h1.6M7.8 11h5.6M6 9.4a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2z",
  results: "M3 13.2V9M8 13.2V3M13 13.2V6.4",
} as const;

const FILLED: ReadonlySet<string> = new Set(["play", "pause", "forward", "back"]);

export type IconName = keyof typeof PATHS;

/** A pictogram; whoever shows it gives the words. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class={FILLED.has(name) ? "icon filled" : "icon"} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
