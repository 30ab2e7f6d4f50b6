import { describe, expect, it } from 'vitest'
import { toLoggable } from '../../../server/utils/log/toLoggable'
import { formatLine } from '../../../server/utils/log/writeLog'

describe('toLoggable', () => {
  it('takes from an error what it says, and nothing of the answer it carries', () => {
    const error = Object.assign(new Error('Refused ada@example.com'), {
      status: 403,
      requestID: 'req_1',
      rawData: { pending_authentication_token: 'secret', email: 'ada@example.com' },
      cause: new Error('because'),
    })
    const loggable = toLoggable(error)
    expect(loggable).toMatchObject({ name: 'Error', message: 'Refused a…@example.com', status: 403, requestID: 'req_1', cause: { message: 'because' } })
    expect(JSON.stringify(loggable)).not.toMatch(/secret|ada@/)
  })

  it('leaves out what is a secret by its name', () => {
    expect(toLoggable({ accessToken: 'a', refresh_token: 'b', cookie: 'c', Authorization: 'd', apiKey: 'e', codeVerifier: 'f', issuer: 'g' }))
      .toEqual({ accessToken: '[secret]', refresh_token: '[secret]', cookie: '[secret]', Authorization: '[secret]', apiKey: '[secret]', codeVerifier: '[secret]', issuer: 'g' })
  })

  it('comes to an end with what refers to itself, and with chains of causes', () => {
    const circle: Record<string, unknown> = {}
    circle.self = circle
    const error = new Error('itself')
    error.cause = error
    expect(JSON.stringify(toLoggable({ circle, error }))).toContain('[…]')
  })
})

describe('formatLine', () => {
  it('is one line, whatever is said', () => {
    const line = formatLine({ message: 'first\nsecond\r\u2028{"level":"error"}', big: 1n, what: undefined, when: new Date(0) })
    expect(line).not.toMatch(/[\n\r]/)
    expect(JSON.parse(line)).toEqual({ message: 'first\nsecond\r\u2028{"level":"error"}', big: '1', when: '1970-01-01T00:00:00.000Z' })
  })
})
