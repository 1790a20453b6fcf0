/**
 * What a loss can be asked for beside its value and gradient: its Hessian, the system Ax = b that it stands for, or
 * the loss of a batch of its data. Optimizers and noise require them, surfaces offer them.
 */
export type Capability = "hessian" | "linear-system" | "minibatch";
