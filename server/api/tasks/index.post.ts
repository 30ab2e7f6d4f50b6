import { z } from 'zod'
import { api } from '../../../convex/_generated/api'
import { convexAsUser } from '../../utils/convex'
import { readValidBody } from '../../utils/readBody'
import { defineTaskHandler } from '../../utils/taskHandler'

const bodySchema = z.object({ text: z.string('Write what is to be done first.') })

export default defineTaskHandler(async (event) => {
  const { text } = await readValidBody(event, bodySchema)
  return { id: await convexAsUser(event, convex => convex.mutation(api.tasks.add, { text })) }
})
