import type { BrowserContext } from 'playwright-core'

/** Every page of this context believes that it is so much later than it is, in ms; earlier if negative. */
export async function setClockWrong(context: BrowserContext, error: number): Promise<void> {
  await context.addInitScript((error) => {
    const RightDate = Date
    window.Date = class extends RightDate {
      constructor(...args: [] | ConstructorParameters<typeof RightDate>) {
        if (args.length === 0) super(RightDate.now() + error)
        else super(...args)
      }

      static override now() {
        return RightDate.now() + error
      }
    } as DateConstructor
  }, error)
}
