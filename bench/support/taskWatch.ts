import type { ConvexClient } from 'convex/browser'
import type { FunctionReturnType } from 'convex/server'
import { api } from '../../convex/_generated/api'

type TaskList = FunctionReturnType<typeof api.tasks.list>

export interface TaskWatch {
  /** When the list this client sees was first as described, on the clock of `performance.now()`. */
  until: (isAsDescribed: (tasks: TaskList) => boolean) => Promise<number>
}

/** Subscribes a client to the list of tasks, with one waiter at a time. */
export function watchTasks(client: ConvexClient): TaskWatch {
  let latest: TaskList | undefined
  let failure: Error | undefined
  let check = () => {}

  client.onUpdate(api.tasks.list, {}, (tasks) => {
    latest = tasks
    check()
  }, (error) => {
    failure = error
    check()
  })

  return {
    until: isAsDescribed => new Promise((resolve, reject) => {
      check = () => {
        if (failure) reject(failure)
        else if (latest && isAsDescribed(latest)) resolve(performance.now())
      }
      check()
    }),
  }
}
