import type { Benchmark } from './benchmark'
import { findBrowserObstacle, withBrowser, withColdPage } from './support/coldPage'
import { withDistantStack } from './support/distantStack'
import { percentile } from './support/figure'
import { untilMoment } from './support/moments'
import { signInWithTasks, tasksSignedIn } from './support/pages'
import { takeTurns } from './support/takeTurns'

const LOADS = 20
const WARM_UP_LOADS = 2
/** Added to the round trip between browser and app, and between each of the two and Convex. */
const ROUND_TRIPS_MS = [0, 50]

export const pagePaint: Benchmark = {
  id: 'page-paint',
  part: 'page',
  title: 'Page: from opening /tasks to one\'s own tasks, production build',
  method: `${LOADS} loads each, in turns, with an empty browser cache. Painted: the first frame that shows a task; live: the first update with it over the WebSocket. The milliseconds are added to each round trip between browser, app and Convex, not to opening a connection.`,
  findObstacle: findBrowserObstacle,
  run: () => withDistantStack(({ stack, url, setRoundTrip }) => withBrowser(async (browser) => {
    const tasks = tasksSignedIn(url, await signInWithTasks(stack))
    const load = (roundTrip: number) => {
      setRoundTrip(roundTrip)
      return withColdPage(browser, tasks, async page => ({
        painted: await untilMoment(page, 'painted'),
        live: await untilMoment(page, 'live'),
      }))
    }
    await takeTurns(ROUND_TRIPS_MS, WARM_UP_LOADS, load)
    const turns = await takeTurns(ROUND_TRIPS_MS, LOADS, load)
    return turns.map(({ item, results }) => {
      const [painted, live] = [results.map(result => result.painted), results.map(result => result.live)]
      return {
        name: `${item} ms added`,
        figures: {
          'painted, median': percentile(painted, 50),
          'painted, p95': percentile(painted, 95),
          'live, median': percentile(live, 50),
          'live, p95': percentile(live, 95),
        },
      }
    })
  })),
}
