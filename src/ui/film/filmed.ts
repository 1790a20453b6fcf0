import { computed } from "@preact/signals";
import { applyChanges } from "../../experiment/changes.ts";
import * as store from "../store.ts";
import { recording } from "./film-store.ts";

/**
 * What a film is of: the experiment as a file of it holds it, with the storyboard, so that the command line makes the same
 * film of that file.
 */
export const filmed = computed(() => ({ ...applyChanges(store.experiment.value, 0), recording: recording.value }));
