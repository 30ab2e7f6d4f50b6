import { setTimeout as delay } from 'node:timers/promises'
import { startStack } from '../test/support/stack'
import type { Benchmark, Figure } from './benchmark'
import { figure, percentile } from './support/figure'
import { applyLoad, CONNECTIONS, type Load, type Target } from './support/load'
import { homeSignedOut, tasksSignedIn } from './support/pages'

const ROUNDS = 8
const ROUND_SECONDS = 1
const WARM_UP_SECONDS = 2
/** Requests under way when a round ends are still worked on, and must not slow down the next. */
const PAUSE_MS = 250
/** Longer than a run: a refresh in the middle would be a part of what is measured. */
const TOKEN_TTL_SECONDS = 3_600

type Summary = Record<'requests' | 'median' | 'p99', Figure>

export const appThroughput: Benchmark = {
  id: 'app-throughput',
  part: 'app',
  title: 'App: pages per second, production build',
  method: `${CONNECTIONS} connections, ${ROUNDS * ROUND_SECONDS} s for each page in ${ROUNDS} rounds that take turns. Between machines, compare the ratio.`,
  run: async () => {
    const stack = await startStack({ prod: true, tokenTtl: TOKEN_TTL_SECONDS })
    try {
      const [home, tasks] = [homeSignedOut(stack), await tasksSignedIn(stack)]
      const [ofHome, ofTasks] = await takeTurns(home, tasks)
      return [
        { name: home.name, figures: ofHome },
        { name: tasks.name, figures: ofTasks },
        { name: 'ratio of the second to the first', figures: divide(ofTasks, ofHome) },
      ]
    }
    finally {
      await stack.stop()
    }
  },
}

/** The first of one round is the second of the next, so that a busy moment of the machine hits both alike. */
async function takeTurns(a: Target, b: Target): Promise<[Summary, Summary]> {
  const loads: Record<'a' | 'b', Load[]> = { a: [], b: [] }
  for (const target of [a, b]) await applyLoad(target, WARM_UP_SECONDS)
  for (let turn = 0; turn < ROUNDS * 2; turn++) {
    await delay(PAUSE_MS)
    const isTurnOfA = turn % 4 === 0 || turn % 4 === 3
    if (isTurnOfA) loads.a.push(await applyLoad(a, ROUND_SECONDS))
    else loads.b.push(await applyLoad(b, ROUND_SECONDS))
  }
  return [summarize(loads.a), summarize(loads.b)]
}

function summarize(loads: Load[]): Summary {
  const latencies = loads.flatMap(load => load.latencies)
  const seconds = loads.reduce((sum, load) => sum + load.seconds, 0)
  return {
    requests: figure(latencies.length / seconds, '/s'),
    median: percentile(latencies, 50),
    p99: percentile(latencies, 99),
  }
}

function divide(summary: Summary, by: Summary): Summary {
  const ratio = (name: keyof Summary) => figure(summary[name].value / by[name].value, '×')
  return { requests: ratio('requests'), median: ratio('median'), p99: ratio('p99') }
}
