import { getRouterParam } from 'h3'
import { api } from '../../../../convex/_generated/api'
import { convexAsUser } from '../../../utils/convex'
import { defineTaskHandler } from '../../../utils/taskHandler'

export default defineTaskHandler(async (event) => {
  await convexAsUser(event, convex => convex.mutation(api.tasks.remove, { id: getRouterParam(event, 'id') ?? '' }))
  return { removed: true }
})
