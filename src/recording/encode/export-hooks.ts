/** What runs along with an export. */
export interface ExportHooks {
  /** Ends it: what is under way throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called with the frames that are done. */
  readonly onFrame?: (done: number) => void;
}
