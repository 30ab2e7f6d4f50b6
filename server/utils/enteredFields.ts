import { z } from 'zod'
import type { EnteredFields } from '../../common/authFlow'

/** As long as a task may be, the longest of all. What is longer, or no text, is left out. */
const field = z.string().max(500).optional().catch(undefined)

export const enteredFieldsSchema = z.object({ email: field, name: field, phoneNumber: field, text: field }).catch({}) satisfies z.ZodType<EnteredFields>
