import { beforeAll, afterAll, beforeEach, describe, expect, it } from 'vitest'
import { readLog, clearLog, reset, setVariables } from './support/control'
import { useDeployment } from './support/deployment'
import { customJwt, startIssuer } from './support/issuer'
import type { Issuer } from './support/issuer'

const deployment = useDeployment()
let issuer: Issuer

beforeAll(async () => {
  issuer = await startIssuer()
  await setVariables(deployment.emulator, { AUTH_PROVIDERS: JSON.stringify([customJwt(issuer)]) })
})
afterAll(() => issuer?.stop())
beforeEach(async () => {
  await reset(deployment.emulator)
})

function who(authorization?: string): Promise<unknown> {
  return fetch(`${deployment.emulator.siteUrl}/who`, { headers: authorization === undefined ? {} : { Authorization: authorization } })
    .then(response => response.json() as Promise<unknown>)
}

describe('HTTP actions', () => {
  it('answer on the site port and below /http of the main port', async () => {
    const { emulator } = deployment
    const onSite = await fetch(`${emulator.siteUrl}/tasks?from=site`, { method: 'POST', body: 'one', headers: { 'x-signature': 't=1' } })
    expect(onSite.status).toBe(201)
    expect(await onSite.json()).toEqual({ id: expect.stringMatching(/tasks$/) as string, url: `${emulator.siteUrl}/tasks?from=site`, signature: 't=1' })
    const onMain = await fetch(`${emulator.url}/http/tasks`, { method: 'POST', body: 'two' })
    expect(onMain.status).toBe(201)
  })

  it('log who ran what', async () => {
    await clearLog(deployment.emulator)
    await fetch(`${deployment.emulator.siteUrl}/tasks`, { method: 'POST', body: 'one' })
    const executions = (await readLog(deployment.emulator)).filter(({ type }) => type === 'execution')
    expect(executions).toMatchObject([
      { function: 'tasks:add', kind: 'mutation', via: 'httpAction', caller: 'POST /tasks', identity: null },
      { function: 'POST /tasks', kind: 'httpAction', via: 'http', caller: null },
    ])
  })

  it('run GET for HEAD', async () => {
    const response = await fetch(`${deployment.emulator.siteUrl}/who`, { method: 'HEAD' })
    expect(response.status).toBe(200)
  })

  it('answer OPTIONS themselves and get no CORS headers', async () => {
    const response = await fetch(`${deployment.emulator.siteUrl}/options/any`, { method: 'OPTIONS', headers: { Origin: 'https://app.example' } })
    expect(response.status).toBe(204)
    expect(response.headers.get('x-from')).toBe('user code')
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('answer 404 where no route matches', async () => {
    const response = await fetch(`${deployment.emulator.siteUrl}/nowhere`)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('No matching routes found')
  })

  it('answer 500 with the error when they throw', async () => {
    const response = await fetch(`${deployment.emulator.siteUrl}/throw`)
    expect(response.status).toBe(500)
    const body = await response.json() as Record<string, string>
    expect(body.code).toMatch(/^\[Request ID: [0-9a-f]{16}\] Server Error: http went wrong$/)
    expect(body.trace).toContain('Uncaught Error: http went wrong\n    at')
  })

  it('send the data of a ConvexError', async () => {
    const response = await fetch(`${deployment.emulator.siteUrl}/refuse`)
    expect(await response.json()).toMatchObject({ data: { code: 'REFUSED' } })
  })
})

describe('who calls an HTTP action', () => {
  it('is nobody without a header', async () => {
    expect(await who()).toEqual({ identity: null })
  })

  it('is the user of a valid token', async () => {
    expect(await who(`Bearer ${await issuer.sign()}`)).toMatchObject({ identity: { subject: 'user_1', issuer: issuer.url } })
  })

  it('cannot be asked with an expired token, but the action runs', async () => {
    const now = Math.floor(Date.now() / 1000)
    expect(await who(`Bearer ${await issuer.sign({ iat: now - 330, exp: now - 30 })}`)).toEqual({
      threw: expect.stringMatching(/^Could not validate token: Token expired 3\d seconds ago$/) as string,
    })
  })

  it('cannot be asked with another scheme, but the action runs', async () => {
    expect(await who('Basic dXNlcjpwYXNz')).toEqual({ threw: 'Invalid admin key' })
  })
})
