import type { Permission } from '../../common/permissions'
import type { AppErrorCode } from '../../convex/lib/errors'

/** Who tries: a visitor, and people whom the WorkOS emulator is seeded with. */
export const PEOPLE = ['visitor', 'ada@example.com', 'linus@acme.com', 'grace@acme.com'] as const

export type Person = typeof PEOPLE[number]

/** What each of them is in the organization they act in. */
export const ROLES: Record<Person, { organization: string, role: string, permissions: Permission[] } | null> = {
  'visitor': null,
  'ada@example.com': null,
  'linus@acme.com': { organization: 'Acme', role: 'member', permissions: [] },
  'grace@acme.com': { organization: 'Acme', role: 'admin', permissions: ['tasks:write', 'members:manage'] },
}

/** Tasks that exist when somebody tries something. */
export interface MatrixTasks {
  /** Of the organization that the person acts in, or their own. */
  own: string
  /** Of someone else: a person without an organization. */
  foreign: string
}

export interface MatrixRow {
  /** In words, for the names of tests. */
  operation: string
  function: string
  kind: 'query' | 'mutation'
  args: (tasks: MatrixTasks) => Record<string, unknown>
  /** The code of the refusal, or that it works. */
  outcome: Record<Person, 'works' | AppErrorCode>
}

const none = () => ({})
const firstPage = () => ({ paginationOpts: { numItems: 10, cursor: null } })

const signedIn = outcomes('works', 'works', 'works')
const members = outcomes('no_organization', 'works', 'works')
const managers = outcomes('no_organization', 'forbidden', 'works')
/** One's own tasks are free; those of an organization need `tasks:write`. */
const writers = outcomes('works', 'forbidden', 'works')
/** The tasks of others are answered like missing ones; whoever may write none is not even told so much. */
const nobody = outcomes('not_found', 'forbidden', 'not_found')

/** Who may do what: the one table behind the tests of Convex functions, Nitro routes and pages. */
export const PERMISSION_MATRIX: MatrixRow[] = [
  { operation: 'read their profile', function: 'users:current', kind: 'query', args: none, outcome: signedIn },
  { operation: 'list the tasks', function: 'tasks:list', kind: 'query', args: none, outcome: signedIn },
  { operation: 'page through the tasks', function: 'tasks:page', kind: 'query', args: firstPage, outcome: signedIn },
  { operation: 'add a task', function: 'tasks:add', kind: 'mutation', args: () => ({ text: 'Water the plants' }), outcome: writers },
  { operation: 'tick a task off', function: 'tasks:toggle', kind: 'mutation', args: ({ own }) => ({ id: own, done: true }), outcome: writers },
  { operation: 'delete a task', function: 'tasks:remove', kind: 'mutation', args: ({ own }) => ({ id: own }), outcome: writers },
  { operation: 'tick a task of someone else off', function: 'tasks:toggle', kind: 'mutation', args: ({ foreign }) => ({ id: foreign, done: true }), outcome: nobody },
  { operation: 'delete a task of someone else', function: 'tasks:remove', kind: 'mutation', args: ({ foreign }) => ({ id: foreign }), outcome: nobody },
  { operation: 'list their organizations', function: 'organizations:mine', kind: 'query', args: none, outcome: signedIn },
  { operation: 'see the organization', function: 'organizations:current', kind: 'query', args: none, outcome: members },
  { operation: 'list the members', function: 'members:list', kind: 'query', args: firstPage, outcome: members },
  { operation: 'list the roles', function: 'roles:list', kind: 'query', args: none, outcome: members },
  { operation: 'list the invitations', function: 'invitations:list', kind: 'query', args: firstPage, outcome: managers },
]

/** A visitor is refused everywhere. */
function outcomes(ada: MatrixRow['outcome'][Person], linus: MatrixRow['outcome'][Person], grace: MatrixRow['outcome'][Person]): MatrixRow['outcome'] {
  return { 'visitor': 'unauthenticated', 'ada@example.com': ada, 'linus@acme.com': linus, 'grace@acme.com': grace }
}
