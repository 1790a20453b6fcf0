/** The device went away in the middle of something: a driver's update, a crash. */
export class DeviceLostError extends Error {
  override readonly name = "DeviceLostError";
}

/**
 * Work on a device that ends, one way or another, also when the device is lost: its promises may then stay open.
 * @throws DeviceLostError, and what the work throws.
 */
export function unlessLost<T>(device: GPUDevice, work: Promise<T>): Promise<T> {
  const lost = device.lost.then(({ message }): never => {
    throw new DeviceLostError(message);
  });
  return Promise.race([work, lost]);
}

/** How long the news of a loss may lag behind the failures that it causes, in milliseconds. */
const NEWS = 500;

/** Whether a device is lost, asked when something on it has just failed. */
export function isLost(device: GPUDevice): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, NEWS, false));
  return Promise.race([device.lost.then(() => true), late]);
}
