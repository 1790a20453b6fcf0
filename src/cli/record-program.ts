import { type Command, InvalidArgumentError, Option } from "commander";
import { FRAME_RATES, type FrameRate } from "../experiment/recording.ts";
import { QUALITIES } from "../recording/encode/format.ts";
import { record } from "./record-command.ts";
import {
  parseBitrate,
  parseKeyframes,
  parseSeconds,
  parseSide,
  parseSupersampling,
  parseTime,
} from "./record-options.ts";

function parseRate(text: string): FrameRate {
  const rate = FRAME_RATES.find((one) => String(one) === text);
  if (rate === undefined) throw new InvalidArgumentError(`It must be one of ${FRAME_RATES.join(", ")}.`);
  return rate;
}

/** Gives a command the arguments, options and action of `record`. */
export function describeRecord(command: Command): void {
  command
    .description("Make the film of an experiment, frame by frame, or a still of it.")
    .argument("<file>", "an experiment as JSON; - reads standard input")
    .option("--out <file>", "write it there: .mp4, .webm, .gif, .zip (PNG files) or .png (a still)")
    .addOption(new Option("--width <pixels>", "instead of the file's").argParser(parseSide))
    .addOption(new Option("--height <pixels>", "instead of the file's").argParser(parseSide))
    .addOption(new Option("--fps <rate>", "frames a second, instead of the file's").argParser(parseRate))
    .addOption(new Option("--seconds <seconds>", "how long it is, instead of the file's").argParser(parseSeconds))
    .addOption(new Option("--theme <theme>", "what it begins with").choices(["night", "paper"]))
    .addOption(new Option("--quality <quality>", "of a video; high by default").choices(QUALITIES))
    .addOption(new Option("--bitrate <bits>", "of a video, a second, such as 8M").argParser(parseBitrate))
    .addOption(new Option("--codec <codec>", "of a video").choices(["avc", "av1", "vp9", "vp8"]))
    .addOption(
      new Option("--keyframes <seconds>", "of a video, from one key frame to the next; 4 by default").argParser(
        parseKeyframes,
      ),
    )
    .addOption(new Option("--at <seconds>", "of a still; the middle by default").argParser(parseTime))
    .addOption(
      new Option("--supersampling <count>", "pixels drawn for one, along each side").argParser(parseSupersampling),
    )
    .option("--transparent", "of a still: without its ground")
    .option("--resume", "go on with an interrupted film, or fail")
    .option("--restart", "begin anew, whatever was interrupted")
    .action(record);
}
