import { formatBytes } from "../../../charts/byte-text.ts";
import { QUALITIES, type Quality, type VideoCodec } from "../../../recording/encode/format.ts";
import { bitrateOf } from "../../../recording/encode/quality.ts";
import { NumberRow } from "../../controls/number-row.tsx";
import { codecs, exportOptions, recording, videoChoice } from "../film-store.ts";
import { ChoiceRow } from "../inspector/choice-row.tsx";

const WORDS: Readonly<Record<Quality, string>> = {
  draft: "Draft",
  medium: "Medium",
  high: "High",
  best: "Best",
};

const CODECS: Readonly<Record<VideoCodec, string>> = { avc: "AVC (H.264)", av1: "AV1", vp9: "VP9", vp8: "VP8" };

/** Bits a second that can be asked for. */
const LEAST = 50_000;
const MOST = 400_000_000;

/** How good a video is, in words and in bits, and how it is encoded. */
export function VideoRows() {
  const { quality, bitrate, codec } = exportOptions.value;
  const usual = codec ?? videoChoice.value?.codec ?? "avc";
  const present = bitrate ?? bitrateOf(usual, quality, recording.value);
  return (
    <>
      <ChoiceRow<Quality | "own">
        label="quality"
        options={[
          ...QUALITIES.map((value) => ({
            value,
            label: `${WORDS[value]} · ${megabits(bitrateOf(usual, value, recording.value))} Mbit/s`,
          })),
          { value: "own" as const, label: "Bitrate of my own" },
        ]}
        value={bitrate === undefined ? quality : "own"}
        choose={(next) => {
          const { bitrate: _before, ...rest } = exportOptions.peek();
          exportOptions.value = next === "own" ? { ...rest, bitrate: present } : { ...rest, quality: next };
        }}
      />
      {bitrate !== undefined && (
        <NumberRow
          label="Mbit/s"
          entries={[
            { name: "Millions of bits a second", value: bitrate / 1e6, apply: (value) => setBitrate(value * 1e6) },
          ]}
        />
      )}
      <ChoiceRow<VideoCodec | "auto">
        label="codec"
        options={[
          { value: "auto", label: `auto${videoChoice.value === undefined ? "" : ` · ${CODECS[usual]}`}` },
          ...codecs.value.map((value) => ({ value, label: CODECS[value] })),
        ]}
        value={codec ?? "auto"}
        choose={(next) => {
          const { codec: _before, ...rest } = exportOptions.peek();
          exportOptions.value = next === "auto" ? rest : { ...rest, codec: next };
        }}
      />
      <p class="note">
        About {formatBytes((present * recording.value.seconds) / 8)} for {recording.value.seconds} s
      </p>
    </>
  );
}

function setBitrate(bitrate: number): string | undefined {
  if (!(bitrate >= LEAST && bitrate <= MOST)) return `Allowed: ${LEAST / 1e6} to ${MOST / 1e6} Mbit/s.`;
  exportOptions.value = { ...exportOptions.peek(), bitrate: Math.round(bitrate) };
  return undefined;
}

function megabits(bits: number): string {
  return String(Number((bits / 1e6).toPrecision(2)));
}
