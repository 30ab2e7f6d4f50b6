import { startStack, type Stack } from '../../test/support/stack'

/** Longer than a run: a refresh in the middle would be a part of what is measured. */
const TOKEN_TTL_SECONDS = 3_600

/** The production build on emulators, for as long as it is used. */
export async function withMeasuredStack<T>(use: (stack: Stack) => Promise<T>, env: Record<string, string> = {}): Promise<T> {
  const stack = await startStack({ prod: true, tokenTtl: TOKEN_TTL_SECONDS, env })
  try {
    return await use(stack)
  }
  finally {
    await stack.stop()
  }
}
