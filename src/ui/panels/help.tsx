import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../controls/icon.tsx";
import { helpOpen } from "../store.ts";

const KEYS = [
  ["space", "play, pause"],
  ["right arrow", "one step"],
  ["R", "restart with the values that show"],
  ["T", "relief or top"],
  ["L", "linear or logarithmic height"],
  ["P", "present: the landscape alone"],
  ["?", "this"],
  ["arrows", "on the landscape: turn it"],
  ["+ −", "on the landscape: come closer, go back"],
  ["Home", "on the landscape: begin anew"],
] as const;

const MEANINGS = [
  ["arrived", "within 1 % of the domain’s diagonal of a listed minimum, now"],
  ["converged", "gradient and step have vanished, and it is no saddle"],
  ["stationary", "gradient and step have vanished elsewhere"],
  ["diverged", "beyond all bounds; drawn where it was last finite"],
  ["noise σ", "standard deviation added to each gradient component, every step"],
] as const;

/** The keys, the pointer, and what the words mean; on one page. */
export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = helpOpen.value;
  useEffect(() => {
    const element = dialog.current;
    if (!isOpen || element === null) return undefined;
    element.showModal();
    // The backdrop is part of the dialog, its content is not: a click beside the content closes. Escape does anyway.
    const leave = (event: MouseEvent) => {
      if (event.target === element) element.close();
    };
    element.addEventListener("click", leave);
    return () => {
      element.removeEventListener("click", leave);
      element.close();
    };
  }, [isOpen]);
  const close = () => {
    helpOpen.value = false;
  };
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-heading" onClose={close}>
      <div class="help-content">
        <header>
          <h2 id="help-heading">Thousands of optimizers, one landscape</h2>
          <button type="button" class="icon-button" title="Close" onClick={close}>
            <Icon name="close" />
            <span class="sr-only">Close</span>
          </button>
        </header>
        <p>
          Every trail is one run of an optimizer from its own start; height is the loss. Drag to turn, scroll or pinch
          to come closer, click the surface to drop a new cloud there. A slider changes the running crowd at once.
        </p>
        <div class="help-columns">
          <section>
            <h3>Keys</h3>
            <dl>
              {KEYS.map(([key, meaning]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key === "right arrow" ? <Icon name="right" /> : key}</kbd>
                    {key === "right arrow" && <span class="sr-only">{key}</span>}
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
          <section>
            <h3>Words</h3>
            <dl>
              {MEANINGS.map(([word, meaning]) => (
                <div key={word}>
                  <dt>{word}</dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
        <p class="note">
          The address holds the whole experiment; the same link gives the same run. Files hold the same as JSON: drop
          one on the page to open it. The address also takes <code>?paused</code>, <code>?speed=30</code>,{" "}
          <code>?at=200</code> (run straight to that step and rest) and <code>?quality=0</code> (draw at full quality,
          whatever it costs).
        </p>
      </div>
    </dialog>
  );
}
