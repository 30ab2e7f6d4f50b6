import { afterEach, describe, expect, it, vi } from 'vitest'
import { explainingLogger } from '../../../utils/convex/explainingLogger'

afterEach(() => void vi.restoreAllMocks())

function setup() {
  const consoles = { log: silenced('log'), warn: silenced('warn'), error: silenced('error') }
  const reasons: string[] = []
  return { consoles, reasons, logger: explainingLogger(reason => reasons.push(reason)) }
}

function silenced(method: 'log' | 'warn' | 'error') {
  return vi.spyOn(console, method).mockImplementation(() => {})
}

describe('explainingLogger', () => {
  it.each<['logVerbose' | 'error', unknown, string[]]>([
    ['logVerbose', 'attempting to reauthenticate: No auth provider found [v3]', ['No auth provider found']],
    ['logVerbose', 'attempting to reauthenticate: two\nlines [v12]', ['two\nlines']],
    ['error', 'Failed to authenticate: "Could not fetch JWKS", check your server auth config', ['Could not fetch JWKS']],
    ['logVerbose', 'attempting to reauthenticate: Token expired 3 seconds ago [v3]', []],
    ['error', 'Failed to authenticate: "Token expired", check your server auth config', []],
    ['logVerbose', 'sending message of type Authenticate', []],
    ['error', 'a query failed: Failed to authenticate: "x", check your server auth config', []],
    ['error', new Error('No auth provider found'), []],
    ['logVerbose', undefined, []],
  ])('hears from %s(%j) the reasons %j', (method, message, expected) => {
    const { logger, reasons } = setup()
    logger[method](message)
    expect(reasons).toEqual(expected)
  })

  it('passes on what is meant for the console, and keeps the rest quiet', () => {
    const { logger, consoles } = setup()
    logger.log('a', 1)
    logger.warn('b', 2)
    logger.error('c', 3)
    logger.logVerbose('d', 4)
    expect(consoles.log.mock.calls).toEqual([['a', 1]])
    expect(consoles.warn.mock.calls).toEqual([['b', 2]])
    expect(consoles.error.mock.calls).toEqual([['c', 3]])
  })
})
