import type { Subject } from "./cards.ts";
import { declaredPlace, type Place } from "./places.ts";
import { ReliefThumbnail } from "./relief-thumbnail.tsx";
import { useSamplePlace } from "./sample-place.ts";
import { TrailsThumbnail } from "./trails-thumbnail.tsx";

export interface SubjectPictureProps {
  readonly subject: Subject;
  /** The surface that optimizers are shown on. */
  readonly place: Place;
  /** Whether it can run there. */
  readonly canRun: boolean;
  /** Trails draw themselves anew when this turns true. */
  readonly isPointedAt: boolean;
}

/** The picture of what a card stands for. */
export function SubjectPicture({ subject, place, canRun, isPointedAt }: SubjectPictureProps) {
  switch (subject.kind) {
    case "surface":
      return <ReliefThumbnail place={declaredPlace(subject.surface)} />;
    case "optimizer":
      return <TrailsThumbnail optimizer={subject.optimizer} place={place} canRun={canRun} isPointedAt={isPointedAt} />;
    case "sample":
      return <SamplePicture file={subject.sample.file} />;
    case "formula":
      return (
        <span class="thumbnail sign">
          <span class="symbol">f</span> (<span class="symbol">x</span>, <span class="symbol">y</span>)
        </span>
      );
    case "file":
      return <span class="thumbnail sign">.npy .csv .png</span>;
  }
}

function SamplePicture({ file }: { readonly file: string }) {
  const place = useSamplePlace(file);
  return place === undefined ? null : <ReliefThumbnail place={place} />;
}
