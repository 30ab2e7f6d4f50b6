import { describe, expect, it } from 'vitest'
import type { Diagnosis } from '../../../../cli/doctor/diagnose'
import { readDoctorOptions } from '../../../../cli/doctor/options'
import { isHealthy, renderJson, renderReport } from '../../../../cli/doctor/report'

const fault: Diagnosis = { id: 'api-key', severity: 'fault', what: 'It is wrong.', seen: 'As seen here.', fix: 'Mend it.', commands: ['npm run mend'], link: 'https://docs.example' }
const warning: Diagnosis = { ...fault, id: 'cookie-size', severity: 'warning' }
const gap = { what: 'Tokens', why: 'nobody signed in.' }

describe('the report', () => {
  it('says what, how it was seen, the fix with its command, and where to read', () => {
    const report = renderReport({ findings: [fault], gaps: [gap] })
    expect(report.split('\n')).toEqual([
      '✖ It is wrong. [api-key]',
      '    Seen  As seen here.',
      '    Fix   Mend it.',
      '          npm run mend',
      '    Read  https://docs.example',
      '',
      'Not looked at:',
      '  Tokens: nobody signed in.',
      '',
      '1 fault.',
    ])
  })

  it.each([
    [[], '✔ Nothing is wrong.'],
    [[fault, fault], '2 faults.'],
    [[warning], '1 warning.'],
    [[fault, warning], '1 fault, 1 warning.'],
  ])('counts', (findings, last) => {
    expect(renderReport({ findings, gaps: [] }).split('\n').at(-1)).toBe(last)
  })

  it('fails a CI on faults only', () => {
    expect(isHealthy({ findings: [], gaps: [gap] })).toBe(true)
    expect(isHealthy({ findings: [warning], gaps: [] })).toBe(true)
    expect(isHealthy({ findings: [warning, fault], gaps: [] })).toBe(false)
  })

  it('is JSON for programs', () => {
    expect(JSON.parse(renderJson({ findings: [fault], gaps: [gap] }))).toEqual({ ok: false, findings: [fault], notLookedAt: [gap] })
  })
})

describe('the options of the doctor', () => {
  it('need no argument', () => {
    expect(readDoctorOptions([])).toEqual({ json: false, help: false, noToken: false })
  })

  it.each([
    [['--nonsense'], 'nonsense'],
    [['--email', 'nobody'], '--email must be an address'],
    [['--code', '123456'], '--code needs --email'],
    [['--token', 'a.b.c', '--email', 'ada@example.com'], 'exclude each other'],
  ])('refuse %s, with how it is used', (args, says) => {
    expect(() => readDoctorOptions(args)).toThrow(says)
    expect(() => readDoctorOptions(args)).toThrow('Usage: npm run doctor')
  })
})
