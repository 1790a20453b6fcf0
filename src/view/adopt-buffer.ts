import { StorageBufferAttribute, type WebGPURenderer } from "three/webgpu";

/** What three's WebGPU backend really is for our purpose: the types leave its resource table out. */
interface BackendResources {
  get(key: object): { buffer?: GPUBuffer };
}

/** A GPU buffer that the simulation owns, as an attribute that three's storage nodes read. */
export interface AdoptedBuffer {
  readonly attribute: StorageBufferAttribute;
  /** The buffer that three binds for the attribute now. */
  current(): GPUBuffer | undefined;
  /** Forgets the buffer without destroying it. To be called before three disposes of anything. */
  release(): void;
}

/**
 * Lets three read a buffer that it did not make. The only place where this is done.
 *
 * three keeps, for every attribute, the GPU buffer that it created on first use; an entry that is already there is
 * used as it is. So the entry is written before the first use, under an attribute of two dummy elements (which must
 * never be marked for update: that would upload the dummies into the simulation's buffer).
 * @param renderer after `init()`
 * @param buffer an array<vec4f> with STORAGE usage
 */
export function adoptBuffer(renderer: WebGPURenderer, buffer: GPUBuffer): AdoptedBuffer {
  const attribute = new StorageBufferAttribute(2, 4);
  const entry = () => (renderer.backend as unknown as BackendResources).get(attribute);
  entry().buffer = buffer;
  return {
    attribute,
    current: () => entry().buffer,
    release: () => {
      // three destroys what it finds under the attribute, so a stand-in is left for it to destroy.
      entry().buffer = standIn(buffer);
    },
  };
}

/** Something with a `destroy` that does nothing, in place of the released buffer. */
function standIn(buffer: GPUBuffer): GPUBuffer {
  return {
    size: buffer.size,
    usage: buffer.usage,
    label: "released",
    destroy: () => undefined,
  } as unknown as GPUBuffer;
}
