import { api } from '../../../../convex/_generated/api'
import { convexAsUser } from '../../../utils/convex'
import { defineTaskHandler } from '../../../utils/taskHandler'
import { taskId } from '../../../utils/taskId'

export default defineTaskHandler(async (event) => {
  await convexAsUser(event, convex => convex.mutation(api.tasks.remove, { id: taskId(event) }))
  return { removed: true }
})
