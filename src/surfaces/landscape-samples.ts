/** A landscape in a file that comes with the page. */
export interface LandscapeSample {
  readonly label: string;
  /** Its place beside the page. */
  readonly file: string;
  /** One plain sentence: what is worth seeing here. */
  readonly description: string;
}

/** The landscapes of `public/landscapes`, in the order that they are offered. */
export const landscapeSamples: readonly LandscapeSample[] = [
  {
    label: "Iris network",
    file: "landscapes/iris-network.npy",
    description:
      "The loss of a trained network on Fisher's irises, around its weights, along two random directions: a real landscape.",
  },
];
