import type { Benchmark } from './benchmark'
import { findListener, readCpuMs } from './support/cpuTime'
import { figure } from './support/figure'
import { applyLoad, CONNECTIONS } from './support/load'
import { withMeasuredStack } from './support/measuredStack'
import { homeSignedIn, homeSignedOut, signInWithTasks, tasksSignedIn } from './support/pages'
import { withRatios } from './support/ratios'
import { takeTurns } from './support/takeTurns'

const ROUNDS = 4
const PAGES_PER_ROUND = 300
const WARM_UP_PAGES = 1_000

export const appCpu: Benchmark = {
  id: 'app-cpu',
  part: 'app',
  title: 'App: CPU time per page, production build',
  method: `User and system time of the app's process alone, without that of Convex; ${ROUNDS * PAGES_PER_ROUND} of each page over ${CONNECTIONS} connections, in ${ROUNDS} rounds that take turns.`,
  findObstacle: () => process.platform === 'linux' ? undefined : 'only Linux tells the CPU time of another process in a file.',
  run: () => withMeasuredStack(async (stack) => {
    const cookies = await signInWithTasks(stack)
    const pages = [homeSignedOut(stack.url), homeSignedIn(stack.url, cookies), tasksSignedIn(stack.url, cookies)]
    const app = await findListener(Number(new URL(stack.url).port))
    for (const page of pages) await applyLoad(page, { amount: WARM_UP_PAGES })
    const turns = await takeTurns(pages, ROUNDS, async (page) => {
      const before = await readCpuMs(app)
      await applyLoad(page, { amount: PAGES_PER_ROUND })
      return await readCpuMs(app) - before
    })
    return withRatios(turns.map(({ item, results }) => {
      const spent = results.reduce((sum, milliseconds) => sum + milliseconds, 0)
      return { name: item.name, figures: { 'CPU per page': figure(spent / (ROUNDS * PAGES_PER_ROUND), 'ms') } }
    }))
  }),
}
