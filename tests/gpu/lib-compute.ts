/** Bytes of one vec4 of 32-bit numbers. */
const VECTOR_BYTES = 16;
const WORKGROUP = 64;
const GROUPS_PER_ROW = 4096;

let cachedDevice: Promise<GPUDevice> | undefined;

async function requestDevice(): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) throw new Error("expected a WebGPU adapter, saw none");
  return await adapter.requestDevice();
}

/**
 * Runs WGSL that defines `fn compute(input: vec4u) -> vec4u` once for every 4 numbers of the input, and reads the
 * answers back. Compilation errors are thrown with the compiler's words.
 */
export async function computeVectors(code: string, input: Uint32Array<ArrayBuffer>): Promise<Uint32Array> {
  cachedDevice ??= requestDevice();
  const device = await cachedDevice;
  const count = input.length / 4;
  const module = device.createShaderModule({
    label: "lib.test",
    code: `${code}
@group(0) @binding(0) var<storage, read> inputs: array<vec4u>;
@group(0) @binding(1) var<storage, read_write> outputs: array<vec4u>;
@compute @workgroup_size(${WORKGROUP}) fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = id.x + id.y * ${GROUPS_PER_ROW * WORKGROUP}u;
  if (index < arrayLength(&inputs)) {
    outputs[index] = compute(inputs[index]);
  }
}`,
  });
  const { messages } = await module.getCompilationInfo();
  const errors = messages.filter((message) => message.type === "error");
  if (errors.length > 0) throw new Error(errors.map((error) => `${error.lineNum}: ${error.message}`).join("\n"));
  const size = count * VECTOR_BYTES;
  const source = device.createBuffer({
    label: "lib.test.inputs",
    size,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
  });
  const target = device.createBuffer({
    label: "lib.test.outputs",
    size,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC,
  });
  const staging = device.createBuffer({
    label: "lib.test.staging",
    size,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(source, 0, input);
  const pipeline = await device.createComputePipelineAsync({ label: "lib.test", layout: "auto", compute: { module } });
  const bindGroup = device.createBindGroup({
    label: "lib.test",
    layout: pipeline.getBindGroupLayout(0),
    entries: [
      { binding: 0, resource: { buffer: source } },
      { binding: 1, resource: { buffer: target } },
    ],
  });
  const encoder = device.createCommandEncoder({ label: "lib.test" });
  const pass = encoder.beginComputePass({ label: "lib.test" });
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindGroup);
  const groups = Math.ceil(count / WORKGROUP);
  pass.dispatchWorkgroups(Math.min(groups, GROUPS_PER_ROW), Math.ceil(groups / GROUPS_PER_ROW));
  pass.end();
  encoder.copyBufferToBuffer(target, 0, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const answers = new Uint32Array(staging.getMappedRange().slice(0));
  for (const buffer of [source, target, staging]) buffer.destroy();
  return answers;
}

/** Runs an expression of WGSL in `x: vec4f` that gives a vec4f. */
export async function computeFloats(
  code: string,
  expression: string,
  input: Float32Array<ArrayBuffer>,
): Promise<Float32Array> {
  const wrapped = `${code}
fn compute(input: vec4u) -> vec4u {
  let x = bitcast<vec4f>(input);
  return bitcast<vec4u>(${expression});
}`;
  const answers = await computeVectors(wrapped, new Uint32Array(input.buffer));
  return new Float32Array(answers.buffer);
}
