import { defineDataSurface } from "./data-surface.ts";
import type { Surface } from "./surface.ts";

/** Models of two weights on generated data: every minibatch is a loss of its own, and their mean is what is drawn. */
export const dataSets: readonly Surface[] = [
  defineDataSurface({
    id: "linear-regression",
    label: "Linear regression",
    description: "Slope and intercept of a line through a cloud of points pull at each other: a slanted valley.",
    domain: { x: [-1, 3], y: [-1.5, 2.5] },
    truth: [
      { name: "slope", symbol: "a", default: 1, range: [-1, 3], scale: "linear" },
      { name: "intercept", symbol: "b", default: 0.5, range: [-1.5, 2.5], scale: "linear" },
    ],
    noise: { default: 0.5, most: 3 },
    columns: ["input", "output"],
    draw: ({ uniform, normal }, { slope = 1, intercept = 0, noise = 0 }) => {
      const input = 2 * uniform();
      return [input, slope * input + intercept + noise * normal()];
    },
    loss: "(x*input + y - output)^2",
    tex: "\\frac{1}{n}\\sum_i\\left(x\\,u_i + y - t_i\\right)^2",
    starts: () => [[0, 0]],
  }),
  defineDataSurface({
    id: "logistic-regression",
    label: "Logistic regression",
    description: "Two classes that overlap: a broad convex bowl whose walls soon rise no steeper than a plane.",
    domain: { x: [-4, 8], y: [-8, 4] },
    truth: [
      { name: "weight1", symbol: "a", default: 2, range: [-4, 4], scale: "linear" },
      { name: "weight2", symbol: "b", default: -1, range: [-4, 4], scale: "linear" },
    ],
    noise: { default: 1, most: 4 },
    parameters: [{ name: "decay", symbol: "\\lambda", default: 0.01, range: [0, 0.2], scale: "linear" }],
    // Each feature times the class, +1 or −1: all that the loss knows of a datum.
    columns: ["first", "second"],
    draw: ({ uniform, normal }, { weight1 = 1, weight2 = 0, noise = 0 }) => {
      const first = normal();
      const second = normal();
      const share = Math.max(uniform(), 2 ** -25);
      const isMember = weight1 * first + weight2 * second + noise * Math.log(share / (1 - share)) > 0;
      return isMember ? [first, second] : [-first, -second];
    },
    // log(1 + e^−z) with z = x·first + y·second, written so that neither side overflows or loses digits.
    loss:
      "if(x*first + y*second < 0, -(x*first + y*second), 0)" +
      " + log(1 + exp(if(x*first + y*second < 0, x*first + y*second, -(x*first + y*second))))" +
      " + decay*(x^2 + y^2)/2",
    tex: "\\frac{1}{n}\\sum_i\\log\\left(1 + e^{-(x\\,u_i + y\\,v_i)}\\right) + \\frac{\\lambda}{2}\\left(x^2 + y^2\\right)",
    starts: () => [[0, 0]],
  }),
  defineDataSurface({
    id: "tiny-network",
    label: "Tiny network",
    description: "One hidden neuron, two weights: two minima that are mirror images, and a saddle between them.",
    domain: { x: [-4, 4], y: [-3, 3] },
    truth: [
      { name: "weight1", symbol: "a", default: 1.5, range: [-3, 3], scale: "linear" },
      { name: "weight2", symbol: "b", default: 1.5, range: [-3, 3], scale: "linear" },
    ],
    noise: { default: 0.2, most: 2 },
    columns: ["input", "output"],
    draw: ({ uniform, normal }, { weight1 = 1, weight2 = 1, noise = 0 }) => {
      const input = 4 * uniform() - 2;
      return [input, weight2 * Math.tanh(weight1 * input) + noise * normal()];
    },
    loss: "(y*tanh(x*input) - output)^2",
    tex: "\\frac{1}{n}\\sum_i\\left(y \\tanh(x\\,u_i) - t_i\\right)^2",
    starts: ({ weight1 = 1, weight2 = 1 }) => [
      [weight1, weight2],
      [-weight1, -weight2],
    ],
    saddles: [[0, 0]],
  }),
  defineDataSurface({
    id: "oscillator",
    label: "Energy of an oscillator",
    description: "A perceptron learns from noisy data that E = kq²/2 + mv²/2: its weights go to k/2 and m/2.",
    domain: { x: [-0.5, 3.5], y: [-1, 2] },
    truth: [
      { name: "k", symbol: "k", default: 3, range: [0.5, 6], scale: "linear", limits: [1e-3, 1e3] },
      { name: "m", symbol: "m", default: 1, range: [0.2, 4], scale: "linear", limits: [1e-3, 1e3] },
    ],
    noise: { default: 0.3, most: 2 },
    columns: ["position", "velocity", "energy"],
    draw: ({ uniform, normal }, { k = 1, m = 1, noise = 0 }) => {
      const amplitude = 0.5 + uniform();
      const phase = 2 * Math.PI * uniform();
      const position = amplitude * Math.cos(phase);
      const velocity = -amplitude * Math.sqrt(k / m) * Math.sin(phase);
      return [position, velocity, 0.5 * k * position ** 2 + 0.5 * m * velocity ** 2 + noise * normal()];
    },
    loss: "(x*position^2 + y*velocity^2 - energy)^2",
    tex: "\\frac{1}{n}\\sum_i\\left(x\\,q_i^2 + y\\,v_i^2 - E_i\\right)^2",
    starts: () => [[0, 0]],
  }),
];
