import { describe, expect, it } from 'vitest'
import { formatLine } from '../../../cli/lib/devOutput'
import { emulatorScreen } from '../../../cli/lib/devScreen'
import { readPushOutcome } from '../../../cli/lib/pushReport'
import { describeFailure, Problem } from '../../../cli/lib/problem'
import { describeExit } from '../../../cli/lib/untilOneExits'

describe('formatLine', () => {
  it.each([
    ['nuxt', '●  Nuxt 3.21.11 (with Nitro 2.13.6, Vite 7.3.8 and Vue 3.5.45)'],
    ['nuxt', '│'],
    ['nuxt', '  ➜ Local:    http://127.0.0.1:3000/'],
    ['nuxt', '\u001B[32m✔\u001B[39m Vite client built in 33ms'],
    ['nuxt', '[nitro] ✔ Nuxt Nitro server built in 2019ms'],
    ['functions', '- Preparing Convex functions...'],
    ['functions', '▌ Developing against deployment:'],
    ['workos', '   '],
  ])('hides noise of %s: %s', (source, line) => {
    expect(formatLine(source, line)).toBeUndefined()
  })

  it.each([
    ['nuxt', 'WARN  [Vue warn]: Property "nope" was accessed'],
    ['nuxt', '│  http://127.0.0.1:3000/__nuxt_devtools__/auth?token=IJTWgIMEmIEfDaiw  │'],
    ['nuxt', ' ERROR  Cannot start nuxt: boom'],
    ['functions', '✔ 08:50:54 Convex functions ready! (222.09ms)'],
    ['workos', 'mail to ada@example.com: your code is 123456'],
    ['convex', '✔ something that would be noise from another source'],
  ])('shows what %s says: %s', (source, line) => {
    expect(formatLine(source, line)).toBe(`${source.padEnd(9)} ${line}`)
  })

  it('names files from the project, not from the folder the Convex CLI runs in', () => {
    expect(formatLine('functions', '    ../../convex/lib/hello.ts:3:0:')).toContain('    convex/lib/hello.ts:3:0:')
  })
})

describe('readPushOutcome', () => {
  it.each([
    ['✔ 08:50:54 Convex functions ready! (222.09ms)', 'pushed'],
    ['\u001B[32m✔\u001B[39m 08:50:54 Convex functions ready! (222.09ms)', 'pushed'],
    ['✘ [ERROR] Unexpected end of file', 'failed'],
    ['✖ Schema validation failed.', 'failed'],
    ['- Preparing Convex functions...', undefined],
    ['10:00 [CONVEX Q(tasks:list)] the ✖ in a log', undefined],
  ])('%s', (line, outcome) => {
    expect(readPushOutcome(line)).toBe(outcome)
  })
})

describe('emulatorScreen', () => {
  const ports = { app: 3001, workos: 4101, convex: 3220 }

  it('says where everything is', () => {
    const screen = emulatorScreen(ports, 'pushed')
    for (const text of ['http://localhost:3001', 'http://localhost:4101/_emulate/inbox', 'http://127.0.0.1:3220']) {
      expect(screen).toContain(text)
    }
    expect(screen).toContain('ada@example.com')
  })

  it('does not claim that a failed push worked', () => {
    expect(emulatorScreen(ports, 'failed')).toContain('not pushed yet')
    expect(emulatorScreen(ports, undefined)).toContain('no convex/ folder')
  })
})

describe('messages', () => {
  it('shows a stack only for faults of ours', () => {
    expect(describeFailure(new Problem('Port 1 is in use.'))).toBe('Port 1 is in use.')
    expect(describeFailure(new TypeError('oops'))).toMatch(/TypeError: oops\n\s+at /)
    expect(describeFailure('text')).toBe('text')
  })

  it('says who ended and its last words', () => {
    const child = { name: 'app', exited: new Promise<never>(() => {}), lastLines: () => ['first', 'second'] }
    expect(describeExit({ child, code: 1, signal: null }))
      .toBe('app ended with exit code 1. Its last lines:\n\n  first\n  second\n')
    expect(describeExit({ child: { ...child, lastLines: () => [] }, code: null, signal: 'SIGKILL' }))
      .toBe('app was ended by SIGKILL.')
  })
})
