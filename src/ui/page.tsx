import { useEffect } from "preact/hooks";
import { Icon, type IconName } from "./controls/icon.tsx";
import { FilmHost } from "./film/film-host.tsx";
import { filmOpen } from "./film/film-store.ts";
import { GalleryHost } from "./gallery/gallery-host.tsx";
import { MapsHost } from "./maps/maps-host.tsx";
import { RaceHost } from "./maps/panel/race-host.tsx";
import { Help } from "./panels/help.tsx";
import { NoticeBanner, ObstacleMessage } from "./panels/notices.tsx";
import { OptimizersSection } from "./panels/optimizers-section.tsx";
import { Results } from "./panels/results.tsx";
import { StartsSection } from "./panels/starts-section.tsx";
import { SurfaceSection } from "./panels/surface-section.tsx";
import { TopBar } from "./panels/top-bar.tsx";
import { Transport } from "./panels/transport.tsx";
import { type Drawer, drawer, isMapping, obstacle, presenting } from "./store.ts";

/** Everything around the landscape. */
export function Page() {
  const modes = [presenting.value && "presenting", isMapping.value && "mapping", filmOpen.value && "filming"];
  return (
    <div class={["page", ...modes].filter(Boolean).join(" ")}>
      {filmOpen.value ? (
        <FilmHost />
      ) : presenting.value ? (
        <LeavePresenting />
      ) : (
        <>
          <TopBar />
          <aside class={panelClass("scene")} data-covers="left" aria-label="What runs" id="scene-panel">
            <SurfaceSection />
            <StartsSection />
            <OptimizersSection />
          </aside>
          {obstacle.value === undefined && <MapsHost />}
          {obstacle.value === undefined && (
            // Beside a map there is room for one more: the landscape. The results then lie over it when they are asked for.
            <aside
              class={panelClass("results")}
              data-covers={isMapping.value ? undefined : "right"}
              aria-label="What came of it"
              id="results-panel"
            >
              <Results />
            </aside>
          )}
          <div class="drawer-buttons">
            <DrawerButton name="scene" icon="sliders" label="Scene" />
            <DrawerButton name="results" icon="results" label="Results" />
          </div>
          <Transport />
        </>
      )}
      <ObstacleMessage />
      <NoticeBanner />
      <Help />
      <GalleryHost />
      <RaceHost />
    </div>
  );
}

function panelClass(name: Exclude<Drawer, undefined>): string {
  return `panel side ${name}${drawer.value === name ? " drawn" : ""}`;
}

function DrawerButton({
  name,
  icon,
  label,
}: {
  readonly name: Exclude<Drawer, undefined>;
  readonly icon: IconName;
  readonly label: string;
}) {
  const isOpen = drawer.value === name;
  return (
    <button
      type="button"
      class={isOpen ? "verb pressed" : "verb"}
      aria-expanded={isOpen}
      aria-controls={`${name}-panel`}
      onClick={() => {
        drawer.value = isOpen ? undefined : name;
      }}
    >
      <Icon name={icon} />
      <span>{label}</span>
    </button>
  );
}

/** The way back, for those without a keyboard: it shows while the pointer moves. */
function LeavePresenting() {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wake = () => {
      document.documentElement.classList.add("awake");
      clearTimeout(timer);
      timer = setTimeout(() => document.documentElement.classList.remove("awake"), 1500);
    };
    addEventListener("pointermove", wake);
    addEventListener("pointerdown", wake);
    return () => {
      clearTimeout(timer);
      removeEventListener("pointermove", wake);
      removeEventListener("pointerdown", wake);
    };
  }, []);
  return (
    <button
      type="button"
      class="icon-button leave"
      title="Show the panels (P)"
      onClick={() => {
        presenting.value = false;
      }}
    >
      <Icon name="leave" />
      <span class="sr-only">Show the panels</span>
    </button>
  );
}
