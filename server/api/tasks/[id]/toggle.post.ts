import { getRouterParam } from 'h3'
import { z } from 'zod'
import { api } from '../../../../convex/_generated/api'
import { convexAsUser } from '../../../utils/convex'
import { readValidBody } from '../../../utils/readBody'
import { defineTaskHandler } from '../../../utils/taskHandler'

/** A checkbox that is not checked is absent from a form. */
const bodySchema = z.object({ done: z.union([z.boolean(), z.literal('on').transform(() => true)]).default(false) })

export default defineTaskHandler(async (event) => {
  const { done } = await readValidBody(event, bodySchema)
  await convexAsUser(event, convex => convex.mutation(api.tasks.toggle, { id: getRouterParam(event, 'id') ?? '', done }))
  return { done }
})
