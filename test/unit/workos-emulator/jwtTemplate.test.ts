import { describe, expect, it } from 'vitest'
import { renderTemplate } from '../../../emulators/workos/tokens/jwtTemplate/render'
import { validateTemplate } from '../../../emulators/workos/tokens/jwtTemplate/validate'

const variables = {
  user: { email: 'a"b@example.com', first_name: null, last_name: 'Hopper', email_verified: true, metadata: { plan: 'pro' } },
  organization: { name: 'Acme', domains: [{ domain: 'acme.com' }, { domain: 'acme.org' }] },
  organization_membership: null,
}

describe('rendering', () => {
  it.each([
    ['a value inside a string', '{"e":"<{{ user.email }}>"}', { e: '<a"b@example.com>' }],
    ['two values in one string', '{"n":"{{user.last_name}}/{{organization.name}}"}', { n: 'Hopper/Acme' }],
    ['null inside a string as nothing, trimmed', '{"n":"{{user.first_name}} {{user.last_name}}"}', { n: 'Hopper' }],
    ['a boolean outside a string', '{"v":{{ user.email_verified }}}', { v: true }],
    ['a boolean inside a string as text', '{"v":"{{ user.email_verified }}"}', { v: 'true' }],
    ['an object outside a string', '{"m":{{ user.metadata }}}', { m: { plan: 'pro' } }],
    ['a list index', '{"d":"{{ organization.domains.1.domain }}"}', { d: 'acme.org' }],
    ['the first value that is not null', '{"x":{{ user.first_name || user.last_name || \'nobody\' }}}', { x: 'Hopper' }],
    ['the literal when nothing else is left', '{"x":"{{ user.first_name || \'no }} one\' }}"}', { x: 'no }} one' }],
    ['no top-level key for null', '{"gone":{{ organization_membership.role }},"kept":1}', { kept: 1 }],
    ['null in a deeper place', '{"deep":{"x":{{ user.nothing }}}}', { deep: { x: null } }],
    ['braces that belong to JSON', '{"a":{"b":"{{ user.last_name }}"}}', { a: { b: 'Hopper' } }],
    ['an escaped quote before an expression', '{"q":"\\"{{ user.last_name }}"}', { q: '"Hopper' }],
    ['nothing from the prototype', '{"p":"{{ user.constructor.name }}"}', { p: '' }],
  ])('gives %s', (_, template, claims) => {
    validateTemplate(template)
    expect(renderTemplate(template, variables)).toEqual(claims)
  })
})

describe('validation', () => {
  it.each([
    ['unknown_variable', '{"x":"{{ session.id }}"}'],
    ['missing_closing_braces', '{"x":"{{ user.id }"}'],
    ['missing_closing_braces', '{"x":"{{ user.id || \'}}"}'],
    ['empty_expression', '{"x":"{{  }}"}'],
    ['object_inside_string', '{"x":"{{ user.metadata }}"}'],
    ['object_inside_string', '{"x":"{{ user.id || organization }}"}'],
    ['not_an_object', '["{{ user.id }}"]'],
    ['not_an_object', '{{ user.metadata }}'],
    ['not_an_object', '{}'],
    ['invalid_json', '{"x": {{ user.id }}'],
    ['invalid_expression', '{"x":"{{ user.id | upper }}"}'],
    ['invalid_expression', '{"x":"{{ user.id || }}"}'],
    ['invalid_expression', '{"x":"{{ \'a\' || user.id }}"}'],
    ['invalid_expression', '{"x":"{{ user..id }}"}'],
    ['reserved_claim', '{"iss":"me"}'],
    ['reserved_claim', '{"sub":"{{ user.id }}"}'],
    ['reserved_claim', '{"jti":"1"}'],
  ])('reports %s for %s', (code, template) => {
    expect(() => validateTemplate(template)).toThrow(expect.objectContaining({ code }))
  })

  it.each(['aud', 'sid', 'org_id', 'role', 'roles', 'permissions'])('lets a template set %s', (claim) => {
    expect(() => validateTemplate(JSON.stringify({ [claim]: 'x' }))).not.toThrow()
  })
})
