import { setTimeout as delay } from 'node:timers/promises'
import type { Benchmark, Row } from './benchmark'
import { figure, percentile } from './support/figure'
import { applyLoad, CONNECTIONS, type Load } from './support/load'
import { withMeasuredStack } from './support/measuredStack'
import { homeSignedIn, homeSignedOut, signInWithTasks, tasksSignedIn } from './support/pages'
import { withRatios } from './support/ratios'
import { takeTurns } from './support/takeTurns'

const ROUNDS = 8
const ROUND_SECONDS = 1
const WARM_UP_SECONDS = 2
/** Requests under way when a round ends are still worked on, and must not slow down the next. */
const PAUSE_MS = 250

export const appThroughput: Benchmark = {
  id: 'app-throughput',
  part: 'app',
  title: 'App: pages per second, production build',
  method: `${CONNECTIONS} connections, ${ROUNDS * ROUND_SECONDS} s for each page in ${ROUNDS} rounds that take turns. Between machines, compare the ratios.`,
  run: () => withMeasuredStack(async (stack) => {
    const cookies = await signInWithTasks(stack)
    const pages = [homeSignedOut(stack.url), homeSignedIn(stack.url, cookies), tasksSignedIn(stack.url, cookies)]
    for (const page of pages) await applyLoad(page, { duration: WARM_UP_SECONDS })
    const turns = await takeTurns(pages, ROUNDS, async (page) => {
      await delay(PAUSE_MS)
      return await applyLoad(page, { duration: ROUND_SECONDS })
    })
    return withRatios(turns.map(({ item, results }) => summarize(item.name, results)))
  }),
}

function summarize(name: string, loads: Load[]): Row {
  const latencies = loads.flatMap(load => load.latencies)
  const seconds = loads.reduce((sum, load) => sum + load.seconds, 0)
  return {
    name,
    figures: {
      requests: figure(latencies.length / seconds, '/s'),
      median: percentile(latencies, 50),
      p99: percentile(latencies, 99),
    },
  }
}
