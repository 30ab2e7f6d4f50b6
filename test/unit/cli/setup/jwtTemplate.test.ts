import { describe, expect, it } from 'vitest'
import { audienceOf, fixedBytes, minimalTemplate, withAudience } from '../../../../cli/lib/jwtTemplate'
import { renderTemplate } from '../../../../emulators/workos/tokens/jwtTemplate/render'
import { validateTemplate } from '../../../../emulators/workos/tokens/jwtTemplate/validate'

const variables = { user: { email: 'ada@example.com', email_verified: true, id: 'user_1' }, organization: null, organization_membership: null }

describe('the minimal template', () => {
  it('adds the audience and the address', () => {
    expect(renderTemplate(minimalTemplate('client_1'), variables)).toEqual({ aud: 'client_1', email: 'ada@example.com', email_verified: true })
  })
})

describe('withAudience', () => {
  it.each([
    ['none', null],
    ['an empty one', '{}'],
    ['one on one line', '{"email": {{ user.email }}}'],
    ['one on several lines', '{\n    "email": {{ user.email }},\n    "id": "{{ user.id }}"\n}\n'],
    ['another audience', '{"aud": "convex", "id": "{{ user.id }}"}'],
    ['a list of audiences', '{"aud" : ["a", "b"]}'],
    ['an audience from an expression', '{"aud": {{ user.id }}}'],
  ])('turns %s into a template that WorkOS takes and that has the audience', (_, before) => {
    const after = withAudience(before, 'client_1')
    expect(() => validateTemplate(after)).not.toThrow()
    expect(renderTemplate(after, variables).aud).toBe('client_1')
    expect(audienceOf(after)).toBe('"client_1"')
  })

  it('leaves everything else as it is', () => {
    expect(withAudience('{\n    "email": {{ user.email }}\n}\n', 'client_1')).toBe('{\n    "aud": "client_1",\n    "email": {{ user.email }}\n}\n')
    expect(withAudience('{ "aud": "convex", "x": "aud" }', 'client_1')).toBe('{ "aud": "client_1", "x": "aud" }')
  })
})

it('counts the bytes that every rendering has', () => {
  expect(fixedBytes('')).toBe(0)
  expect(fixedBytes('{"a":"{{ user.email }}ü"}')).toBe(10)
  expect(fixedBytes('{\n  "a": 1\n}\n')).toBe('{"a": 1}'.length)
})
