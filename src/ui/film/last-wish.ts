/** Does one thing after another, and of what is asked for meanwhile only the last. */
export class LastWish<T> {
  #next: { readonly wish: T } | undefined;
  #isBusy = false;

  /** @param grant says itself what goes wrong; it must not throw. */
  constructor(private readonly grant: (wish: T) => Promise<void>) {}

  ask(wish: T): void {
    this.#next = { wish };
    if (!this.#isBusy) void this.#work();
  }

  /** Forgets what was asked for and has not begun. */
  forget(): void {
    this.#next = undefined;
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    try {
      while (this.#next !== undefined) {
        const { wish } = this.#next;
        this.#next = undefined;
        await this.grant(wish);
      }
    } finally {
      this.#isBusy = false;
    }
  }
}
