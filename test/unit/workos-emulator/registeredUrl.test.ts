import { expect, it } from 'vitest'
import { isRegisteredUrl } from '../../../emulators/workos/http/registeredUrl'

it.each([
  ['http://localhost:3000/auth/callback', 'http://localhost:3000/auth/callback'],
  ['http://localhost:3000', 'http://localhost:3000/'],
  ['http://localhost:4321/auth/callback', 'http://localhost:*/auth/callback'],
  ['https://beta.acme.com/back', 'https://*.acme.com/back'],
])('%s is covered by %s', (candidate, registered) => {
  expect(isRegisteredUrl(candidate, registered)).toBe(true)
})

it.each([
  ['http://localhost:3000/auth/callback/more', 'http://localhost:3000/auth/callback'],
  ['http://localhost:3001/auth/callback', 'http://localhost:3000/auth/callback'],
  ['https://localhost:3000/auth/callback', 'http://localhost:*/auth/callback'],
  ['http://localhost:4321/elsewhere', 'http://localhost:*/auth/callback'],
  ['http://localhost.evil.com:1/auth/callback', 'http://localhost:*/auth/callback'],
  ['http://localhost:1@evil.com/auth/callback', 'http://localhost:*/auth/callback'],
  ['https://a.b.acme.com/back', 'https://*.acme.com/back'],
  ['https://acme.com/back', 'https://*.acme.com/back'],
  ['https://beta.acme.com.evil.com/back', 'https://*.acme.com/back'],
  ['http://acme.com:99/back', 'http://acme.com:*/back'],
  ['/back', 'https://*.acme.com/back'],
])('%s is not covered by %s', (candidate, registered) => {
  expect(isRegisteredUrl(candidate, registered)).toBe(false)
})
