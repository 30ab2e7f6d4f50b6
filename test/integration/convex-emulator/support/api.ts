import { anyApi } from 'convex/server'
import type { ApiFromModules } from 'convex/server'
import type * as session from '../fixture/convex/session'
import type * as tasks from '../fixture/convex/tasks'
import type * as values from '../fixture/convex/values'

/** The fixture's functions, internal ones too: the tests call what they must not reach as well. */
export const api = anyApi as unknown as ApiFromModules<{
  session: typeof session
  tasks: typeof tasks
  values: typeof values
}>
