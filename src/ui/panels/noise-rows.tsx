import type { Noise } from "../../experiment/experiment.ts";
import { removeNoise, setBatchSize, setNoise } from "../actions.ts";
import { Segmented } from "../controls/segmented.tsx";
import { SliderRow } from "../controls/slider-row.tsx";
import type { SliderScale } from "../slider-scale.ts";
import { shown, surface } from "../store.ts";

const SIGMA: SliderScale = { kind: "log-from-zero", from: 0.001, to: 1000 };

const KINDS: readonly { readonly value: Noise["kind"]; readonly label: string; readonly title: string }[] = [
  { value: "none", label: "Exact", title: "Every step sees the whole loss" },
  { value: "minibatch", label: "Minibatches", title: "Every step of every trajectory sees some of the data" },
  { value: "gaussian", label: "Noise", title: "Every gradient is off by normal noise" },
];

/** What a noise begins with when it is chosen: enough to be seen. */
const FIRST_SIGMA = 0.1;
const FIRST_SIZE = 8;

/** How noisy a gradient the crowd sees; where the loss is made of data, that of minibatches too. */
export function NoiseRows() {
  const { noise } = shown.value;
  if (!surface.value.offers.includes("minibatch")) return <SigmaRow noise={noise} />;
  const count = shown.value.surface.parameters.count ?? 1;
  return (
    <>
      <Segmented
        label="Gradients"
        options={KINDS}
        value={noise.kind}
        choose={(kind) => {
          if (kind === "none") removeNoise();
          else if (kind === "gaussian") setNoise(FIRST_SIGMA);
          else setBatchSize(Math.min(FIRST_SIZE, count), count);
        }}
      />
      {noise.kind === "gaussian" && <SigmaRow noise={noise} />}
      {noise.kind === "minibatch" && (
        <SliderRow
          label="batch"
          name={`size of a minibatch, out of ${count} data`}
          value={noise.size}
          scale={{ kind: "log", from: 1, to: Math.max(2, count), integer: true }}
          apply={(size) => setBatchSize(size, count)}
        />
      )}
    </>
  );
}

function SigmaRow({ noise }: { readonly noise: Noise }) {
  if ("covariance" in noise) return <p class="note">The noise has a covariance matrix, from the file.</p>;
  return (
    <SliderRow
      label={
        <>
          noise <span class="symbol">σ</span>
        </>
      }
      name="noise of each gradient component, standard deviation"
      value={"sigma" in noise ? noise.sigma : 0}
      scale={SIGMA}
      apply={setNoise}
    />
  );
}
