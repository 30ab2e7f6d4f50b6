import { api } from '../convex/_generated/api'
import type { Id } from '../convex/_generated/dataModel'
import { useConvexMutation } from './useConvexMutation'

/** Begins the id under which a task stands in the list until Convex has given it one. */
const PROVISIONAL = 'new-'

/** The changes a person can make to their tasks. Each shows at once and is taken back if Convex refuses it. */
export function useTaskChanges() {
  const add = useConvexMutation(api.tasks.add, {
    optimisticUpdate: (store, { text }) => {
      const tasks = store.getQuery(api.tasks.list, {})
      if (tasks) store.setQuery(api.tasks.list, {}, [{ _id: `${PROVISIONAL}${tasks.length}` as Id<'tasks'>, text: text.trim(), done: false }, ...tasks])
    },
  })
  const toggle = useConvexMutation(api.tasks.toggle, {
    optimisticUpdate: (store, { id, done }) => {
      const tasks = store.getQuery(api.tasks.list, {})
      if (tasks) store.setQuery(api.tasks.list, {}, tasks.map(task => task._id === id ? { ...task, done } : task))
    },
  })
  const remove = useConvexMutation(api.tasks.remove, {
    optimisticUpdate: (store, { id }) => {
      const tasks = store.getQuery(api.tasks.list, {})
      if (tasks) store.setQuery(api.tasks.list, {}, tasks.filter(task => task._id !== id))
    },
  })
  /** Whether a task is still on its way to Convex, where nothing can be done to it yet. */
  const isBeingAdded = ({ _id }: { _id: string }) => _id.startsWith(PROVISIONAL)
  return { add, toggle, remove, isBeingAdded }
}
