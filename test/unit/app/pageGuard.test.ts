import { describe, expect, it } from 'vitest'
import { missingFor, type PageAuth } from '../../../common/pageGuard'
import type { SessionView } from '../../../common/session'

const session = (organizationId: string | null, permissions: string[] = []) => ({ organizationId, permissions }) as SessionView

const manage: PageAuth = { organization: true, permission: 'members:manage' }

describe('what somebody lacks for a page', () => {
  it.each<[string, PageAuth | undefined, SessionView | null, string | null]>([
    ['a visitor, on a page for everybody', undefined, null, null],
    ['a visitor, on a page for visitors', 'guest', null, null],
    ['a visitor, on a page for people', true, null, 'session'],
    ['a visitor, on a page for members', { organization: true }, null, 'session'],
    ['a person, on a page for people', true, session(null), null],
    ['a person, on a page for members', { organization: true }, session(null), 'organization'],
    ['a person, on a page for managers', manage, session(null, ['members:manage']), 'organization'],
    ['a person, on a page with a permission only', { permission: 'members:manage' }, session(null), 'organization'],
    ['a member, on a page for members', { organization: true }, session('org_1'), null],
    ['a member, on a page for managers', manage, session('org_1', ['tasks:write']), 'permission'],
    ['a manager, on a page for managers', manage, session('org_1', ['members:manage']), null],
  ])('%s', (_, auth, viewer, missing) => {
    expect(missingFor(auth, viewer)?.missing ?? null).toBe(missing)
  })
})
