import { paint } from '../lib/paint'
import type { Diagnosis } from './diagnose'
import type { Gap } from './facts/facts'

export interface Report {
  findings: readonly Diagnosis[]
  gaps: readonly Gap[]
}

/** Whether a CI may go on. */
export function isHealthy({ findings }: Report): boolean {
  return findings.every(({ severity }) => severity !== 'fault')
}

export function renderReport(report: Report): string {
  const { findings, gaps } = report
  return [
    ...findings.flatMap(finding => [renderFinding(finding), '']),
    ...gaps.length > 0 ? ['Not looked at:', ...gaps.map(({ what, why }) => `  ${what}: ${why}`), ''] : [],
    summary(findings),
  ].join('\n')
}

export function renderFinding({ id, severity, what, seen, fix, commands = [], link }: Diagnosis): string {
  const [sign, colour] = severity === 'fault' ? ['✖', 'red'] as const : ['!', 'yellow'] as const
  return [
    `${paint(colour, sign)} ${paint('bold', what)} ${paint('gray', `[${id}]`)}`,
    ...indent('Seen', seen),
    ...indent('Fix', fix),
    ...commands.map(command => `          ${paint('cyan', command)}`),
    ...indent('Read', link),
  ].join('\n')
}

export function renderJson({ findings, gaps }: Report): string {
  return JSON.stringify({ ok: isHealthy({ findings, gaps }), findings, notLookedAt: gaps }, null, 2)
}

function indent(label: string, text: string): string[] {
  const [first = '', ...rest] = text.split('\n')
  return [`    ${label.padEnd(5)} ${first}`, ...rest.map(line => `          ${line}`.trimEnd())]
}

function summary(findings: readonly Diagnosis[]): string {
  const faults = findings.filter(({ severity }) => severity === 'fault').length
  const warnings = findings.length - faults
  if (findings.length === 0) return paint('green', '✔ Nothing is wrong.')
  const parts = [[faults, 'fault'], [warnings, 'warning']] as const
  return parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}${count === 1 ? '' : 's'}`).join(', ') + '.'
}
