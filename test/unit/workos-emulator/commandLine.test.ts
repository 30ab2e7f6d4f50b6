import { describe, expect, it } from 'vitest'
import { readCommandLine } from '../../../emulators/workos/commandLine'

describe('the command line', () => {
  it('has defaults', () => {
    expect(readCommandLine([], {})).toEqual({ port: 4100, origins: ['http://localhost:3000'], webhookUrls: [], settings: {} })
  })

  it('takes the port from the environment', () => {
    expect(readCommandLine([], { WORKOS_EMULATOR_PORT: '4200' }).port).toBe(4200)
  })

  it('prefers its own arguments', () => {
    const args = ['--port', '4300', '--token-ttl', '5', '--origin', 'http://a.test', '--origin', 'http://b.test', '--webhook', 'http://c.test/hook']
    expect(readCommandLine(args, { WORKOS_EMULATOR_PORT: '4200' })).toEqual({
      port: 4300,
      origins: ['http://a.test', 'http://b.test'],
      webhookUrls: ['http://c.test/hook'],
      settings: { accessTokenTtl: 5 },
    })
  })

  it.each([
    [['--port', 'x'], 'port'],
    [['--port', '70000'], 'port'],
    [['--token-ttl', '0'], 'tokenTtl'],
    [['--origin', 'here'], 'origins'],
    [['--nonsense'], '--nonsense'],
  ])('explains what is wrong with %s', (args, named) => {
    expect(() => readCommandLine(args, {})).toThrow(named)
  })
})
