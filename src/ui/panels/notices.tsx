import { useEffect } from "preact/hooks";
import { Icon } from "../controls/icon.tsx";
import { announcement, notice, obstacle } from "../store.ts";

/** How long a mere information stays, in milliseconds. */
const STAY = 4000;

/** What went wrong, or what was done; errors stay until they are dismissed. */
export function NoticeBanner() {
  const said = notice.value;
  useEffect(() => {
    if (said?.kind !== "info") return undefined;
    const timer = setTimeout(() => {
      if (notice.peek() === said) notice.value = undefined;
    }, STAY);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div class="notices">
      <div role="alert">
        {said?.kind === "error" && (
          <p class="notice error">
            <span>{said.text}</span>
            <button
              type="button"
              class="icon-button small"
              title="Dismiss"
              onClick={() => {
                notice.value = undefined;
              }}
            >
              <Icon name="close" />
              <span class="sr-only">Dismiss</span>
            </button>
          </p>
        )}
      </div>
      <div role="status">{said?.kind === "info" && <p class="notice">{said.text}</p>}</div>
      <div role="status" class="sr-only">
        {announcement.value}
      </div>
    </div>
  );
}

/** In place of the scene, where there can be none. */
export function ObstacleMessage() {
  const problem = obstacle.value;
  if (problem === undefined) return null;
  return (
    <section class="obstacle" role="alert">
      <h2>{problem.message}</h2>
      <p>{problem.advice}</p>
      <p class="note">Ravine computes and draws on the graphics card through WebGPU; without it nothing can run.</p>
      <button type="button" class="verb" onClick={() => location.reload()}>
        Try again
      </button>
    </section>
  );
}
