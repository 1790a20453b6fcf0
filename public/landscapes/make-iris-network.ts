import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { randomBits, standardNormals } from "../../src/math/random.ts";

/*
 * Makes iris-network.npy: `npx tsx public/landscapes/make-iris-network.ts`.
 *
 * A small network (4 → 5 → 5 → 5 → 5 → 3, tanh, softmax, cross entropy) is trained on Fisher's irises, and its loss
 * is computed on a plane through the trained weights: along two random directions in which every neuron's incoming
 * weights have the length of the trained ones (Li et al., Visualizing the Loss Landscape of Neural Nets, 2018,
 * arXiv 1712.09913); biases stay as they are. x and y, from -1 to 1, are the shares of the two directions.
 */

const SEED = 7;
const SIZES = [4, 5, 5, 5, 5, 3];
const TRAINING_STEPS = 250;
const LEARNING_RATE = 0.01;
/** Values along each side. */
const SIDE = 97;

/** Sepal length and width, petal length and width in cm. R. A. Fisher, Annals of Eugenics 7, 1936; E. Anderson, 1935. */
const IRISES = [
  `
  5.1 3.5 1.4 0.2, 4.9 3 1.4 0.2, 4.7 3.2 1.3 0.2, 4.6 3.1 1.5 0.2, 5 3.6 1.4 0.2, 5.4 3.9 1.7 0.4,
  4.6 3.4 1.4 0.3, 5 3.4 1.5 0.2, 4.4 2.9 1.4 0.2, 4.9 3.1 1.5 0.1, 5.4 3.7 1.5 0.2, 4.8 3.4 1.6 0.2,
  4.8 3 1.4 0.1, 4.3 3 1.1 0.1, 5.8 4 1.2 0.2, 5.7 4.4 1.5 0.4, 5.4 3.9 1.3 0.4, 5.1 3.5 1.4 0.3,
  5.7 3.8 1.7 0.3, 5.1 3.8 1.5 0.3, 5.4 3.4 1.7 0.2, 5.1 3.7 1.5 0.4, 4.6 3.6 1 0.2, 5.1 3.3 1.7 0.5,
  4.8 3.4 1.9 0.2, 5 3 1.6 0.2, 5 3.4 1.6 0.4, 5.2 3.5 1.5 0.2, 5.2 3.4 1.4 0.2, 4.7 3.2 1.6 0.2,
  4.8 3.1 1.6 0.2, 5.4 3.4 1.5 0.4, 5.2 4.1 1.5 0.1, 5.5 4.2 1.4 0.2, 4.9 3.1 1.5 0.2, 5 3.2 1.2 0.2,
  5.5 3.5 1.3 0.2, 4.9 3.6 1.4 0.1, 4.4 3 1.3 0.2, 5.1 3.4 1.5 0.2, 5 3.5 1.3 0.3, 4.5 2.3 1.3 0.3,
  4.4 3.2 1.3 0.2, 5 3.5 1.6 0.6, 5.1 3.8 1.9 0.4, 4.8 3 1.4 0.3, 5.1 3.8 1.6 0.2, 4.6 3.2 1.4 0.2,
  5.3 3.7 1.5 0.2, 5 3.3 1.4 0.2
`,
  `
  7 3.2 4.7 1.4, 6.4 3.2 4.5 1.5, 6.9 3.1 4.9 1.5, 5.5 2.3 4 1.3, 6.5 2.8 4.6 1.5, 5.7 2.8 4.5 1.3,
  6.3 3.3 4.7 1.6, 4.9 2.4 3.3 1, 6.6 2.9 4.6 1.3, 5.2 2.7 3.9 1.4, 5 2 3.5 1, 5.9 3 4.2 1.5, 6 2.2 4 1,
  6.1 2.9 4.7 1.4, 5.6 2.9 3.6 1.3, 6.7 3.1 4.4 1.4, 5.6 3 4.5 1.5, 5.8 2.7 4.1 1, 6.2 2.2 4.5 1.5,
  5.6 2.5 3.9 1.1, 5.9 3.2 4.8 1.8, 6.1 2.8 4 1.3, 6.3 2.5 4.9 1.5, 6.1 2.8 4.7 1.2, 6.4 2.9 4.3 1.3,
  6.6 3 4.4 1.4, 6.8 2.8 4.8 1.4, 6.7 3 5 1.7, 6 2.9 4.5 1.5, 5.7 2.6 3.5 1, 5.5 2.4 3.8 1.1, 5.5 2.4 3.7 1,
  5.8 2.7 3.9 1.2, 6 2.7 5.1 1.6, 5.4 3 4.5 1.5, 6 3.4 4.5 1.6, 6.7 3.1 4.7 1.5, 6.3 2.3 4.4 1.3, 5.6 3 4.1 1.3,
  5.5 2.5 4 1.3, 5.5 2.6 4.4 1.2, 6.1 3 4.6 1.4, 5.8 2.6 4 1.2, 5 2.3 3.3 1, 5.6 2.7 4.2 1.3, 5.7 3 4.2 1.2,
  5.7 2.9 4.2 1.3, 6.2 2.9 4.3 1.3, 5.1 2.5 3 1.1, 5.7 2.8 4.1 1.3
`,
  `
  6.3 3.3 6 2.5, 5.8 2.7 5.1 1.9, 7.1 3 5.9 2.1, 6.3 2.9 5.6 1.8, 6.5 3 5.8 2.2, 7.6 3 6.6 2.1, 4.9 2.5 4.5 1.7,
  7.3 2.9 6.3 1.8, 6.7 2.5 5.8 1.8, 7.2 3.6 6.1 2.5, 6.5 3.2 5.1 2, 6.4 2.7 5.3 1.9, 6.8 3 5.5 2.1, 5.7 2.5 5 2,
  5.8 2.8 5.1 2.4, 6.4 3.2 5.3 2.3, 6.5 3 5.5 1.8, 7.7 3.8 6.7 2.2, 7.7 2.6 6.9 2.3, 6 2.2 5 1.5,
  6.9 3.2 5.7 2.3, 5.6 2.8 4.9 2, 7.7 2.8 6.7 2, 6.3 2.7 4.9 1.8, 6.7 3.3 5.7 2.1, 7.2 3.2 6 1.8,
  6.2 2.8 4.8 1.8, 6.1 3 4.9 1.8, 6.4 2.8 5.6 2.1, 7.2 3 5.8 1.6, 7.4 2.8 6.1 1.9, 7.9 3.8 6.4 2,
  6.4 2.8 5.6 2.2, 6.3 2.8 5.1 1.5, 6.1 2.6 5.6 1.4, 7.7 3 6.1 2.3, 6.3 3.4 5.6 2.4, 6.4 3.1 5.5 1.8,
  6 3 4.8 1.8, 6.9 3.1 5.4 2.1, 6.7 3.1 5.6 2.4, 6.9 3.1 5.1 2.3, 5.8 2.7 5.1 1.9, 6.8 3.2 5.9 2.3,
  6.7 3.3 5.7 2.5, 6.7 3 5.2 2.3, 6.3 2.5 5 1.9, 6.5 3 5.2 2, 6.2 3.4 5.4 2.3, 5.9 3 5.1 1.8
`,
].map((species) => species.split(",").map((flower) => flower.trim().split(" ").map(Number)));

/** Numbers by layer and neuron; of a neuron its bias comes first, then its incoming weights. */
type Network = number[][][];

let draws = 0;

function normal(): number {
  const [first, second] = randomBits(SEED, 0, 0, draws);
  draws += 1;
  return standardNormals(first, second, (value) => value).x;
}

/** The flowers with every measure scaled to mean 0 and variance 1, in the order of their species. */
function standardised(): readonly { readonly input: readonly number[]; readonly species: number }[] {
  const flowers = IRISES.flat();
  const scales = [0, 1, 2, 3].map((measure) => {
    const mean = flowers.reduce((sum, flower) => sum + (flower[measure] ?? 0), 0) / flowers.length;
    const squares = flowers.reduce((sum, flower) => sum + ((flower[measure] ?? 0) - mean) ** 2, 0);
    return { mean, deviation: Math.sqrt(squares / flowers.length) };
  });
  return IRISES.flatMap((group, species) =>
    group.map((flower) => ({
      input: scales.map(({ mean, deviation }, measure) => ((flower[measure] ?? 0) - mean) / deviation),
      species,
    })),
  );
}

const DATA = standardised();

function outputs(network: Network, input: readonly number[]): readonly (readonly number[])[] {
  const layers: (readonly number[])[] = [input];
  for (const [index, layer] of network.entries()) {
    const before = layers[index] ?? [];
    const isLast = index === network.length - 1;
    layers.push(
      layer.map((neuron) => {
        let sum = neuron[0] ?? 0;
        for (let i = 0; i < before.length; i += 1) sum += (neuron[i + 1] ?? 0) * (before[i] ?? 0);
        return isLast ? sum : Math.tanh(sum);
      }),
    );
  }
  return layers;
}

/** The mean cross entropy of the softmax, and where asked for its gradient. */
function meanLoss(network: Network, gradient?: Network): number {
  let total = 0;
  for (const { input, species } of DATA) {
    const layers = outputs(network, input);
    const logits = layers.at(-1) ?? [];
    const highest = Math.max(...logits);
    const powers = logits.map((logit) => Math.exp(logit - highest));
    const sum = powers.reduce((a, b) => a + b, 0);
    total += Math.log(sum) + highest - (logits[species] ?? 0);
    if (gradient === undefined) continue;
    const errors = powers.map((power, index) => (power / sum - (index === species ? 1 : 0)) / DATA.length);
    backpropagate(network, layers, errors, gradient);
  }
  return total / DATA.length;
}

function backpropagate(
  network: Network,
  layers: readonly (readonly number[])[],
  ofOutputs: readonly number[],
  gradient: Network,
): void {
  let errors = ofOutputs;
  for (let index = network.length - 1; index >= 0; index -= 1) {
    const before = layers[index] ?? [];
    const passed = before.map(() => 0);
    for (const [neuron, error] of errors.entries()) {
      const numbers = network[index]?.[neuron] ?? [];
      const slopes = gradient[index]?.[neuron] ?? [];
      slopes[0] = (slopes[0] ?? 0) + error;
      for (const [i, value] of before.entries()) {
        slopes[i + 1] = (slopes[i + 1] ?? 0) + error * value;
        passed[i] = (passed[i] ?? 0) + (numbers[i + 1] ?? 0) * error;
      }
    }
    errors = passed.map((error, i) => error * (1 - (before[i] ?? 0) ** 2));
  }
}

function like(network: Network, make: (value: number, place: readonly [number, number, number]) => number): Network {
  return network.map((layer, l) => layer.map((neuron, n) => neuron.map((value, i) => make(value, [l, n, i]))));
}

/** Adam with its usual constants, on all flowers at once. */
function trained(start: Network): Network {
  let network = start;
  let mean = like(network, () => 0);
  let square = like(network, () => 0);
  for (let step = 1; step <= TRAINING_STEPS; step += 1) {
    const gradient = like(network, () => 0);
    meanLoss(network, gradient);
    const at = (from: Network, [l, n, i]: readonly [number, number, number]): number => from[l]?.[n]?.[i] ?? 0;
    mean = like(mean, (value, place) => 0.9 * value + 0.1 * at(gradient, place));
    square = like(square, (value, place) => 0.999 * value + 0.001 * at(gradient, place) ** 2);
    network = like(network, (value, place) => {
      const direction = at(mean, place) / (1 - 0.9 ** step);
      return value - (LEARNING_RATE * direction) / (Math.sqrt(at(square, place) / (1 - 0.999 ** step)) + 1e-8);
    });
  }
  return network;
}

/** A random direction that leaves biases as they are and is as long as the weights, neuron by neuron. */
function direction(network: Network): Network {
  return network.map((layer) =>
    layer.map(([, ...weights]) => {
      const random = weights.map(normal);
      const scale = Math.hypot(...weights) / Math.hypot(...random);
      return [0, ...random.map((value) => scale * value)];
    }),
  );
}

/** The landscape as an NPY file. */
export function irisNetworkLandscape(): Uint8Array {
  draws = 0;
  const start = SIZES.slice(1).map((width, layer) => {
    const inputs = SIZES[layer] ?? 0;
    return Array.from({ length: width }, () => [
      0,
      ...Array.from({ length: inputs }, () => normal() / Math.sqrt(inputs)),
    ]);
  });
  // Rounded, so that a last digit of tanh that another machine has otherwise is not amplified by the training.
  const network = like(trained(start), (value) => Math.round(value * 2 ** 20) / 2 ** 20);
  const [across, along] = [direction(network), direction(network)];
  const values = new DataView(new ArrayBuffer(4 * SIDE * SIDE));
  const share = (index: number): number => (2 * index) / (SIDE - 1) - 1;
  for (let row = 0; row < SIDE; row += 1) {
    for (let column = 0; column < SIDE; column += 1) {
      const [x, y] = [share(column), share(row)];
      const moved = like(
        network,
        (value, [l, n, i]) => value + x * (across[l]?.[n]?.[i] ?? 0) + y * (along[l]?.[n]?.[i] ?? 0),
      );
      values.setFloat32(4 * (row * SIDE + column), meanLoss(moved), true);
    }
  }
  return npy(`{'descr': '<f4', 'fortran_order': False, 'shape': (${SIDE}, ${SIDE}), }`, new Uint8Array(values.buffer));
}

/** NPY version 1: the header is filled up with spaces, so that the data begin at a multiple of 64 bytes. */
function npy(dictionary: string, data: Uint8Array): Uint8Array {
  const preamble = 10;
  const length = 64 * Math.ceil((preamble + dictionary.length + 1) / 64) - preamble;
  const header = new TextEncoder().encode(`${dictionary.padEnd(length - 1)}\n`);
  const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, length & 0xff, length >> 8];
  return Uint8Array.from([...magic, ...header, ...data]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL("iris-network.npy", import.meta.url), irisNetworkLandscape());
}
