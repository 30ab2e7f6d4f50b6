import { findRandomPorts } from '../../cli/lib/portProbe'
import type { Stack } from '../../test/support/stack'
import { startDelayingProxy, type DelayingProxy } from './delayingProxy'
import { withMeasuredStack } from './measuredStack'

export interface DistantStack {
  /** The parts themselves, for what is not measured. */
  stack: Stack
  /** The app as a browser that is far away reaches it. */
  url: string
  /** Between browser and app, and between each of the two and Convex. */
  setRoundTrip: (milliseconds: number) => void
}

export async function withDistantStack<T>(use: (distant: DistantStack) => Promise<T>): Promise<T> {
  const convexPort = await findRandomPorts(2)
  return await withProxy(convexPort, convex => withMeasuredStack(
    stack => withProxy(Number(new URL(stack.url).port), app => use({
      stack,
      url: addressOf(app),
      setRoundTrip: (milliseconds) => {
        for (const proxy of [convex, app]) proxy.setRoundTrip(milliseconds)
      },
    })),
    // The app hands its address of Convex to the browser, so both go through the proxy.
    { CONVEX_EMULATOR_PORT: String(convexPort), CONVEX_URL: addressOf(convex) },
  ))
}

async function withProxy<T>(targetPort: number, use: (proxy: DelayingProxy) => Promise<T>): Promise<T> {
  const proxy = await startDelayingProxy(targetPort)
  try {
    return await use(proxy)
  }
  finally {
    await proxy.close()
  }
}

const addressOf = ({ port }: DelayingProxy) => `http://127.0.0.1:${port}`
