import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-webgpu";
import * as tf from "@tensorflow/tfjs-core";
import type { Contender } from "./contender.ts";
import { startsOn } from "./starts.ts";
import {
  BETA,
  BETA1,
  BETA2,
  EPSILON,
  LEARNING_RATES,
  LONGEST_RUN,
  type OptimizerId,
  RASTRIGIN,
  ROSENBROCK,
  type SurfaceId,
  type Workload,
} from "./workload.ts";

/** Coordinates in as few tensors as the surface allows: where no axis depends on another, all are one tensor. */
type Tensors = readonly tf.Tensor[];
type Gradient = (positions: Tensors) => Tensors;
/** The new positions and the new state, from the old ones and the gradient. */
type Step = (positions: Tensors, state: readonly Tensors[], gradient: Tensors, t: number) => readonly Tensors[];

/** Starts the WebGPU backend, or the CPU's where that fails, and gives its name. */
export async function startTensorflow(): Promise<string> {
  for (const backend of ["webgpu", "cpu"]) {
    if (await tf.setBackend(backend).catch(() => false)) {
      await tf.ready();
      return backend;
    }
  }
  throw new Error("TensorFlow.js starts no backend.");
}

/** Makes a constant that lives as long as the contender. */
type Constant = (value: number) => tf.Tensor;

function gradientOf(surface: SurfaceId, constant: Constant): Gradient {
  const two = constant(2);
  if (surface === "rosenbrock") {
    const a = constant(ROSENBROCK.a);
    const twoB = constant(2 * ROSENBROCK.b);
    return ([x, y]) => {
      if (x === undefined || y === undefined) return [];
      const slope = tf.mul(twoB, tf.sub(y, tf.square(x)));
      return [tf.mul(two, tf.sub(tf.sub(x, a), tf.mul(x, slope))), slope];
    };
  }
  const twoPi = constant(2 * Math.PI);
  const amplitude = constant(2 * Math.PI * RASTRIGIN.A);
  return (positions) => positions.map((p) => tf.add(tf.mul(two, p), tf.mul(amplitude, tf.sin(tf.mul(twoPi, p)))));
}

/** One tensor by tensor operation over lists of them. */
function zip(first: Tensors, second: Tensors, combine: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): Tensors {
  return first.flatMap((a, index) => {
    const b = second[index];
    return b === undefined ? [] : [combine(a, b)];
  });
}

function stepOf(optimizer: OptimizerId, surface: SurfaceId, constant: Constant): Step {
  const rate = constant(LEARNING_RATES[optimizer][surface]);
  if (optimizer === "momentum") {
    const beta = constant(BETA);
    return (positions, [momentum = []], gradient) => {
      const z = zip(momentum, gradient, (before, g) => tf.add(tf.mul(beta, before), g));
      return [zip(positions, z, (p, velocity) => tf.sub(p, tf.mul(rate, velocity))), z];
    };
  }
  const [beta1, beta2, epsilon] = [constant(BETA1), constant(BETA2), constant(EPSILON)];
  const [share1, share2] = [constant(1 - BETA1), constant(1 - BETA2)];
  return (positions, [first = [], second = []], gradient, t) => {
    const m = zip(first, gradient, (before, g) => tf.add(tf.mul(beta1, before), tf.mul(share1, g)));
    const v = zip(second, gradient, (before, g) => tf.add(tf.mul(beta2, before), tf.mul(share2, tf.square(g))));
    const pace = tf.scalar(LEARNING_RATES.adam[surface] / (1 - BETA1 ** t));
    const correction = tf.scalar(1 / (1 - BETA2 ** t));
    const steps = zip(m, v, (mean, square) =>
      tf.div(tf.mul(pace, mean), tf.add(tf.sqrt(tf.mul(square, correction)), epsilon)),
    );
    return [zip(positions, steps, (p, step) => tf.sub(p, step)), m, v];
  };
}

/** TensorFlow.js, vectorised over the trajectories, the gradient by hand, one tidied step after the other. */
export function tensorflowContender({ optimizer, surface, trajectories }: Workload): Contender {
  const constants: tf.Tensor[] = [];
  const constant: Constant = (value) => {
    const tensor = tf.scalar(value);
    constants.push(tensor);
    return tensor;
  };
  const gradient = gradientOf(surface, constant);
  const step = stepOf(optimizer, surface, constant);

  function place(count: number): Tensors {
    const starts = startsOn(surface, count);
    const axis = (offset: number) =>
      Float32Array.from({ length: count }, (_, index) => starts[2 * index + offset] ?? 0);
    return surface === "rosenbrock" ? [tf.tensor1d(axis(0)), tf.tensor1d(axis(1))] : [tf.tensor1d(starts)];
  }

  async function descend(starts: Tensors, steps: number): Promise<readonly Float32Array[]> {
    const zeros = () => starts.map((tensor) => tf.zerosLike(tensor));
    let current: readonly Tensors[] = [starts, zeros(), ...(optimizer === "adam" ? [zeros()] : [])];
    for (let t = 1; t <= steps; t += 1) {
      const [positions = [], ...state] = current;
      const next = tf.tidy(() => step(positions, state, gradient(positions), t).map((tensors) => [...tensors]));
      tf.dispose(current.map((tensors) => [...tensors]));
      current = next;
    }
    const [positions = []] = current;
    const data = await Promise.all(positions.map((tensor) => tensor.data<"float32">()));
    tf.dispose(current.map((tensors) => [...tensors]));
    return data;
  }

  return {
    amountOf(total) {
      const steps = Math.min(Math.max(Math.round(total / trajectories), 2), LONGEST_RUN);
      return { trajectories, steps, runs: 1 };
    },
    async run({ steps }) {
      const starts = place(trajectories);
      // The starts are on the device before the clock runs.
      await Promise.all(starts.map((tensor) => tf.tidy(() => tf.neg(tensor)).data()));
      const began = performance.now();
      await descend(starts, steps);
      return (performance.now() - began) / 1000;
    },
    async positions(count, steps) {
      const [first = new Float32Array(), second] = await descend(place(count), steps);
      if (second === undefined) return first;
      return Float32Array.from({ length: 2 * count }, (_, at) => (at % 2 === 0 ? first : second)[at >> 1] ?? 0);
    },
    destroy() {
      tf.dispose(constants);
    },
  };
}
