import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../../cli/lib/root'
import { en } from '../../../server/messages/en'
import { readPages } from '../../support/docs/pages'
import { readFiles } from '../../support/readFiles'

const page = readPages().find(({ path }) => path === 'docs/troubleshooting.md')?.text ?? ''
const headings = [...page.matchAll(/^### (.+)$/gm)].map(([, heading = '']) => heading)
/** Our own, and those of Convex, which the emulator repeats word by word. */
const source = ['server', 'cli', 'convex', 'composables', 'utils', 'native', 'emulators', 'common'].flatMap(folder => readFiles(join(ROOT, folder)))
  .map(({ text }) => Buffer.from(text, 'latin1').toString().replaceAll('\\\'', '\'')).join('\n')

/** Said by nobody whose source is here: browsers, Convex's own CLI and cloud, and what people see without a text. */
const SAID_ELSEWHERE = [
  'InsecureConfiguration',
  'No CONVEX_DEPLOYMENT set',
  'Too many tries, although nobody tried',
  'WorkOS shows an error page instead of the provider\'s',
  'People are asked to sign in again and again',
  'Refused to connect, or to run a script: Content Security Policy',
  'Server Error',
]

describe('docs/troubleshooting.md', () => {
  it.each(headings.filter(heading => !SAID_ELSEWHERE.includes(heading)))('quotes what is really said: %s', (heading) => {
    // "a … b; c" are the parts a and b of one text, and another text c.
    for (const text of heading.replaceAll('`', '').split('; ')) {
      for (const part of text.split('…').map(part => part.replace(/["“”]/g, '').trim()).filter(Boolean)) expect(source.includes(part), part).toBe(true)
    }
  })

  it('has no heading left over that nobody says', () => {
    expect(SAID_ELSEWHERE.filter(heading => !headings.includes(heading))).toEqual([])
  })

  it('gives each code its own words', () => {
    const rows = [...page.matchAll(/^\| ([A-Z][^`|]+) `(\w+)` \|/gm)].map(([, text = '', code = '']) => ({ text, code }))
    expect(rows.length).toBeGreaterThan(12)
    for (const { text, code } of rows) {
      expect(Object.keys(en)).toContain(code)
      const start = text.replace(/(?: \(reference …\))?\.$/, '')
      expect(en[code as keyof typeof en].startsWith(start), `${code}: ${text}`).toBe(true)
    }
  })

  it('has every refusal of a function, and every one that is a developer\'s to mend', () => {
    const functions = ['unauthenticated', 'user_not_stored', 'session_ended', 'no_organization', 'forbidden', 'not_found', 'invalid_input']
    const developers = ['cross_origin', 'misconfigured', 'unavailable', 'session_unconfirmed', 'renewed_too_often', 'rate_limited', 'mail_failed', 'native_off', 'redirect_unknown', 'impersonation_off', 'idp_initiated_off', 'invalid_connection_selector', 'passkey_progressive_enrollment', 'origin_not_allowed']
    expect([...functions, ...developers].filter(code => !page.includes(`\`${code}\``))).toEqual([])
  })
})
