/** What data of a run are saved as. */
export type DataFormat = "csv" | "json" | "npy";
export const DATA_FORMATS = ["csv", "json", "npy"] as const satisfies readonly DataFormat[];
