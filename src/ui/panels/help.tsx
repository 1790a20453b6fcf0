import { useEffect, useRef } from "preact/hooks";
import { Icon, type IconName } from "../controls/icon.tsx";
import { helpOpen } from "../store.ts";

const KEYS = [
  ["space", "play, pause"],
  ["right arrow", "one step on; ten with shift"],
  ["left arrow", "one step back; ten with shift"],
  ["Home, End", "the first step, the last"],
  ["O", "at the end, over and over again"],
  ["R", "restart with the values that show"],
  ["S", "choose a surface"],
  ["A", "add an optimizer"],
  ["T", "relief or top"],
  ["M", "maps beside the landscape, or no longer"],
  ["L", "linear or logarithmic height"],
  ["F", "film: make a video of this; Escape leaves"],
  ["P", "present: the landscape alone"],
  ["?", "this"],
  ["arrows", "on the landscape: turn it"],
  ["+ −", "on the landscape: come closer, go back"],
  ["Home", "on the landscape: look as in the beginning"],
  ["arrows", "on the chart: read another step; Escape comes back"],
  ["arrows", "on a map: move the crosshair; ten cells with shift"],
  ["+ − 0", "on a map: zoom in, zoom out, show all"],
  ["Enter", "on a map: take over the cell at the crosshair"],
] as const;

/** Keys that are a picture rather than a word. */
const PICTURES: Readonly<Record<string, IconName>> = { "right arrow": "right", "left arrow": "left" };

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
                <div key={meaning}>
                  <dt>
                    <Key name={key} />
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
        <p>
          <em>Maps</em> puts a picture beside the landscape in which every pixel is a run: how fast, how stable, or to
          which minimum, over two numbers of an optimizer or over all starts. Point at a pixel, and its run is drawn in
          the landscape. <em>Tune and race</em>, under the optimizers, finds each one’s best setting under the same
          budget from the same starts, shows the search, and ranks them.
        </p>
        <p>
          <em>Film</em> makes a video of it, frame by frame, with camera moves, captions and formulas from a storyboard,
          as MP4, WebM, GIF or pictures.
        </p>
        <p>
          What you change while it runs is recorded: going back and forth in time shows the same run again. A change
          after going back starts another future, in place of the one recorded; the browser’s Back returns to that.
        </p>
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

function Key({ name }: { readonly name: string }) {
  const picture = PICTURES[name];
  if (picture === undefined) return <kbd>{name}</kbd>;
  return (
    <>
      <kbd>
        <Icon name={picture} />
      </kbd>
      <span class="sr-only">{name}</span>
    </>
  );
}
