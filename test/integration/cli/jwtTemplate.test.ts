import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createWorkosApi } from '../../../cli/lib/workosApi'
import { askNobody, type Ask } from '../../../cli/setup/ask'
import { jwtTemplate } from '../../../cli/setup/steps/jwtTemplate'
import { WORKOS_EMULATOR } from '../../../emulators/defaults'
import { createWorkosEmulator, type WorkosEmulator } from '../../../emulators/workos/server'
import { runStep } from './runStep'

const { apiKey, clientId } = WORKOS_EMULATOR
const OTHER = '{ "aud": "convex" }'

let emulator: WorkosEmulator
beforeAll(async () => {
  emulator = await createWorkosEmulator({ port: 0 })
})
beforeEach(async () => void await fetch(`${emulator.url}/_emulate/reset`, { method: 'POST' }))
afterAll(async () => await emulator.close())

const api = () => createWorkosApi(emulator.url, apiKey)
const configure = (settings: Record<string, unknown>) => api().request('PATCH', '/_emulate/config', settings)
const setTemplate = (content: string) => api().request('PUT', '/user_management/jwt_template', { content })
const template = async () => ((await api().request('GET', '/user_management/jwt_template')).body as { content?: string }).content ?? null

const run = (args: string[] = [], ask: Ask = askNobody) => runStep(jwtTemplate, emulator.url, { args, ask })

/** Somebody who signs in as Ada with the code from her mail. */
function ada(confirms: boolean): Ask {
  const text: Ask['text'] = async ({ message }) => {
    if (message.startsWith('Address')) return 'ada@example.com'
    const mails = await (await fetch(`${emulator.url}/_emulate/inbox?email=ada@example.com`, { headers: { accept: 'application/json' } })).json() as Array<{ code: string }>
    return mails.at(-1)?.code ?? ''
  }
  return { ...askNobody, isInteractive: true, text, confirm: async () => confirms }
}

describe('the JWT template', () => {
  it('is left alone as long as nobody has seen that it is needed', async () => {
    expect(await run()).toContain('It is needed only when tokens have the issuer https://api.workos.com')
    expect(await template()).toBeNull()
  })

  it('is left alone when a real token names its client in the issuer', async () => {
    expect(await run([], ada(true))).toContain(`not needed: tokens name their client in the issuer, ${emulator.url}/user_management/${clientId}`)
    expect(await template()).toBeNull()
  })

  it('is made when a real token has the shared issuer', async () => {
    await configure({ issuer: 'origin' })
    expect(await run([], ada(true))).toContain('✔ changed')
    expect(await template()).toContain(`"aud": "${clientId}"`)
    const sessions = (await api().request('GET', '/user_management/users/user_01SEED00000000000000000001/sessions')).body as { data: Array<{ status: string }> }
    expect(sessions.data.filter(({ status }) => status === 'active')).toEqual([])
  })

  it('is left alone by somebody who does not want to sign in', async () => {
    await configure({ issuer: 'origin' })
    await run([], ada(false))
    expect(await template()).toBeNull()
  })

  it('is shown before it is made', async () => {
    expect(await run(['--jwt-template', 'minimal', '--dry-run'])).toContain(`    +   "aud": "${clientId}",`)
    expect(await template()).toBeNull()
    expect(await run(['--jwt-template', 'minimal'])).toContain('✔ changed')
    expect(await run(['--jwt-template', 'minimal'])).toBe(`  = adds the audience ${clientId}`)
  })

  it('gets an audience beside what it has', async () => {
    await setTemplate('{\n  "plan": "{{ user.metadata.plan }}"\n}')
    expect(await run(['--jwt-template', 'minimal'])).toContain('        "plan": "{{ user.metadata.plan }}"')
    expect(await template()).toBe(`{\n  "aud": "${clientId}",\n  "plan": "{{ user.metadata.plan }}"\n}`)
  })

  it.each([['keep'], ['auto']])('is never replaced with %s', async (mode) => {
    await setTemplate(OTHER)
    await run(['--jwt-template', mode])
    expect(await template()).toBe(OTHER)
  })

  it('keeps another audience unless told to replace it', async () => {
    await setTemplate(OTHER)
    const refused = await run(['--jwt-template', 'minimal'])
    expect(refused).toContain('    - { "aud": "convex" }')
    expect(refused).toContain('! the audience is "convex", and Convex wants client_emulator.')
    expect(await template()).toBe(OTHER)

    await run(['--jwt-template', 'minimal'], ada(false))
    expect(await template()).toBe(OTHER)
    await run(['--jwt-template', 'minimal', '--overwrite'])
    expect(await template()).toBe(`{ "aud": "${clientId}" }`)
  })
})
