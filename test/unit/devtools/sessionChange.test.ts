import { describe, expect, it } from 'vitest'
import type { SessionView } from '../../../common/session'
import { describeSession } from '../../../modules/devtools/page/describeSession'

const grace: SessionView = {
  user: { id: 'user_1', email: 'grace@acme.com', emailVerified: true, firstName: 'Grace', lastName: 'Hopper', profilePictureUrl: null },
  sessionId: 'session_1',
  organizationId: 'org_1',
  role: 'admin',
  roles: ['admin'],
  permissions: ['tasks:write', 'members:manage'],
  entitlements: [],
  featureFlags: [],
  impersonator: null,
  expiresAt: 0,
}
const ada: SessionView = { ...grace, user: { ...grace.user, id: 'user_2', email: 'ada@example.com' }, organizationId: null, role: null }

describe('describeSession', () => {
  it.each<[string, SessionView | null | undefined, SessionView | null | undefined, string | undefined, string?]>([
    ['a sign-in', null, grace, 'Signed in as grace@acme.com', 'in org_1 as admin, session session_1'],
    ['a sign-in without an organization', null, ada, 'Signed in as ada@example.com', 'in no organization, session session_1'],
    ['the first page of a browser tab', undefined, grace, 'Signed in as grace@acme.com', 'in org_1 as admin, session session_1'],
    ['the first page of a visitor', undefined, null, 'Nobody is signed in', undefined],
    ['a sign-out', grace, null, 'Signed out', 'grace@acme.com, session session_1'],
    ['another person', grace, ada, 'ada@example.com is signed in instead of grace@acme.com', 'in no organization'],
    ['another organization', grace, { ...grace, organizationId: 'org_2' }, 'Switched organization', 'org_1 → org_2'],
    ['a new session of the same person', grace, { ...grace, sessionId: 'session_2' }, 'grace@acme.com signed in again', 'session session_2'],
    ['another role', grace, { ...grace, role: 'member' }, 'The role has changed', 'admin → member'],
    ['other permissions', grace, { ...grace, permissions: ['tasks:write', 'tasks:read'] }, 'The permissions have changed', '+ tasks:read, − members:manage'],
    ['a visitor who stays one', null, null, undefined],
    ['a new token of the same session', grace, { ...grace, expiresAt: 1 }, undefined],
    ['a page that does not know yet', grace, undefined, undefined],
  ])('%s', (_, before, now, title, detail) => {
    const change = describeSession(before, now)
    expect(change?.title).toBe(title)
    expect(change?.detail).toBe(detail)
  })
})
