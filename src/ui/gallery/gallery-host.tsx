import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { firstPicture } from "../first-paint.ts";
import * as store from "../store.ts";
import type { GalleryProps } from "./gallery.tsx";
import { galleryRequest } from "./gallery-request.ts";

/** The place of the gallery in the page. Its scripts come when the page has its picture, or when it is first opened. */
export function GalleryHost() {
  const request = galleryRequest.value;
  const [Gallery, setGallery] = useState<ComponentType<GalleryProps> | undefined>(undefined);
  // Another request gets a gallery of its own.
  const opened = useRef({ request, count: 0 });
  if (opened.current.request !== request) opened.current = { request, count: opened.current.count + 1 };
  useEffect(() => {
    let isWanted = true;
    const come = async () => {
      if (request === undefined) {
        await firstPicture();
        // Without a picture whoever never opens the gallery is spared its scripts.
        if (store.playground.peek() === undefined) return;
      }
      const loaded = await import("./gallery.tsx");
      if (isWanted) setGallery(() => loaded.Gallery);
    };
    come().catch(() => {
      if (!isWanted || request === undefined) return;
      galleryRequest.value = undefined;
      store.notice.value = { kind: "error", text: "The gallery could not be loaded. Is the page still reachable?" };
    });
    return () => {
      isWanted = false;
    };
  }, [request]);
  return request === undefined || Gallery === undefined ? null : (
    <Gallery key={opened.current.count} request={request} />
  );
}
