import { formatInteger } from "../../../charts/number-text.ts";
import { Icon, type IconName } from "../../controls/icon.tsx";
import { isPlaying, recording, showFrameBy, shownFrame, showTime, togglePlaying } from "../film-store.ts";
import { NumberMenu } from "./number-menu.tsx";
import { timeText } from "./time-text.ts";

/** What plays the film, and where it is. */
export function FilmTransport() {
  return (
    <div class="film-transport">
      <div class="transport-buttons">
        <Button icon="first" label="To the start" hint="To the start (Home)" act={() => showTime(0)} />
        <Button icon="back" label="One frame back" hint="One frame back (←)" act={() => showFrameBy(-1)} />
        <button
          type="button"
          class="play"
          title={isPlaying.value ? "Pause (space)" : "Play (space)"}
          onClick={togglePlaying}
        >
          <Icon name={isPlaying.value ? "pause" : "play"} />
          <span class="sr-only">{isPlaying.value ? "Pause" : "Play"}</span>
        </button>
        <Button icon="forward" label="One frame on" hint="One frame on (→)" act={() => showFrameBy(1)} />
        <Button icon="last" label="To the end" hint="To the end (End)" act={() => showTime(recording.peek().seconds)} />
      </div>
      <TimeReadOut />
      <NumberMenu />
    </div>
  );
}

function TimeReadOut() {
  const { fps, seconds } = recording.value;
  const frame = shownFrame.value;
  return (
    <p class="film-time">
      <strong>{timeText(frame / fps)}</strong>
      <span class="between">of</span>
      <span>{timeText(seconds)}</span>
      <span class="film-frame">
        frame {formatInteger(frame + 1)} of {formatInteger(Math.max(1, Math.round(seconds * fps)))}
      </span>
    </p>
  );
}

interface ButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly hint: string;
  readonly act: () => void;
}

function Button({ icon, label, hint, act }: ButtonProps) {
  return (
    <button type="button" class="icon-button" title={hint} onClick={act}>
      <Icon name={icon} />
      <span class="sr-only">{label}</span>
    </button>
  );
}
