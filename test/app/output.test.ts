import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { ROOT } from '../../cli/lib/root'
import { CHANNEL, STATE_ROUTE, STORED_EVENTS, TAB_ROUTE } from '../../modules/devtools/names'
import { readFiles } from '../support/readFiles'

const filesIn = (folder: string) => readFiles(join(ROOT, '.output', folder))

describe('the production build', () => {
  it('has no emulator in it', () => {
    const server = filesIn('server')
    expect(server.length).toBeGreaterThan(20)
    const found = server.filter(({ name, text }) => /node_modules\/(?:convex-test|ws|ulid|@peculiar)\//.test(name) || /_emulate\/|sk_test_emulator|client_emulator|whsec_emulator/.test(text))
    expect(found.map(({ name }) => name)).toEqual([])
  })

  it('has no server code or secret in what browsers load', () => {
    const browser = filesIn('public')
    expect(browser.length).toBeGreaterThan(5)
    const found = browser.filter(({ text }) => /WORKOS_(?:API|COOKIE)|MAIL_(?:FROM|SMTP|RESEND)|nodemailer|workos-inc|iron-webcrypto|sealData|refresh_token|\brefreshToken\b|authkit-session|Fe26/.test(text))
    expect(found.map(({ name }) => name)).toEqual([])
  })

  it('has nothing of the tab of DevTools in it', async () => {
    const fingerprints = [TAB_ROUTE, CHANNEL, STORED_EVENTS, 'convex:connection', 'auth:refresh', 'authDevtools', 'modules/devtools', 'reportRefresh(', 'Authenticate confirmed']
    const files = [...filesIn('server'), ...filesIn('public')].filter(({ name }) => !name.includes('node_modules/'))
    const found = files.flatMap(({ name, text }) => fingerprints.filter(word => text.includes(word)).map(word => `${word} in ${name}`))
    expect(found).toEqual([])
    const { url } = inject('stack')
    for (const route of [TAB_ROUTE, STATE_ROUTE]) expect((await fetch(url + route)).status).toBe(404)
  })
})
