import { signal } from "@preact/signals";

/** What the gallery is opened for. */
export type GalleryRequest =
  | { readonly kind: "surfaces" }
  | {
      readonly kind: "optimizers";
      /** The ensemble whose optimizer gives way to the one that is chosen; one is added when absent. */
      readonly replaces?: number;
      /** The optimizer whose documentation is to be read first. */
      readonly about?: string;
    };

/** The gallery that is open; none when undefined. */
export const galleryRequest = signal<GalleryRequest | undefined>(undefined);
