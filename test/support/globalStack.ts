import type { TestProject } from 'vitest/node'
import { obtainBrowser } from '../../cli/lib/obtainBrowser'
import { startStack, type Stack, type StackUrls } from './stack'

declare module 'vitest' {
  interface ProvidedContext {
    stack: StackUrls
  }
}

/**
 * Vitest loads this file anew for each project, while one stack takes seconds to start and serves them all.
 * So it is kept where every copy of this module finds it, with a count of those who still need it.
 */
const shared = globalThis as { sharedStack?: { started: Promise<Stack>, users: number } }

/** Starts the production build once for all projects that name this file as their `globalSetup`. */
export default async function setup(project: TestProject) {
  if (project.name === 'browser') obtainBrowser()
  const stack = shared.sharedStack ??= { started: startStack({ prod: true }), users: 0 }
  stack.users += 1
  const { url, workosUrl, convexUrl } = await stack.started
  project.provide('stack', { url, workosUrl, convexUrl })

  return async () => {
    stack.users -= 1
    if (stack.users > 0) return
    delete shared.sharedStack
    await (await stack.started).stop()
  }
}
