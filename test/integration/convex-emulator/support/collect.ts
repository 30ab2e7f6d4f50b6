/** Remembers every value a callback gets and lets a test wait for the one it expects. */
export class Collected<T> {
  readonly values: T[] = []
  private readonly waiting = new Set<() => void>()

  readonly add = (value: T): void => {
    this.values.push(value)
    for (const check of this.waiting) check()
  }

  get latest(): T | undefined {
    return this.values.at(-1)
  }

  until(fits: (value: T) => boolean): Promise<T> {
    return new Promise((resolve) => {
      const check = () => {
        const found = this.values.find(fits)
        if (found === undefined) return
        this.waiting.delete(check)
        resolve(found)
      }
      this.waiting.add(check)
      check()
    })
  }

  async count(expected: number): Promise<T[]> {
    await new Promise<void>((resolve) => {
      const check = () => {
        if (this.values.length < expected) return
        this.waiting.delete(check)
        resolve()
      }
      this.waiting.add(check)
      check()
    })
    return this.values
  }
}
