import type { OtherApp } from './otherApps'
import { paint } from './paint'
import type { Ports } from './ports'
import type { PushOutcome } from './pushReport'

/** What somebody who has just typed `npm run dev` wants to know, on one screen. */
export function emulatorScreen(ports: Ports, push: PushOutcome | undefined, others: OtherApp[] = []): string {
  const workos = `http://localhost:${ports.workos}`
  return screen([
    ...appRows(ports.app, others),
    ['Mails', `${workos}/_emulate/inbox`, 'sign-in codes, also printed here'],
    ['WorkOS', workos, 'emulator'],
    ['Convex', `http://127.0.0.1:${ports.convex}`, `emulator, ${describePush(push)}`],
  ], [
    'Sign in as any address, or as somebody who is already there:',
    '  ada@example.com   no organization',
    '  grace@acme.com    Acme, admin',
    '  linus@acme.com    Acme, member',
    '',
    'With WORKOS_API_KEY in .env.local it runs on the real services. Ctrl-C stops everything.',
  ])
}

export function realScreen(port: number, convexUrl: string, others: OtherApp[] = []): string {
  return screen([
    ...appRows(port, others),
    ['WorkOS', 'https://dashboard.workos.com', 'the environment of WORKOS_API_KEY'],
    ['Convex', convexUrl, 'functions pushed on each change'],
  ], ['Without WORKOS_API_KEY it runs on local emulators. Ctrl-C stops everything.'])
}

type Row = [name: string, where: string, what: string]

function appRows(port: number, others: OtherApp[]): Row[] {
  return [['App', `http://localhost:${port}`, ''], ...others.map(({ name, url, folder }): Row => [name, url, `${folder}, with the same session`])]
}

function screen(rows: Row[], notes: string[]): string {
  const nameWidth = Math.max(8, ...rows.map(([name]) => name.length))
  const width = Math.max(...rows.map(([, where]) => where.length))
  const table = rows.map(([name, where, what]) =>
    `${paint('bold', name.padEnd(nameWidth))} ${paint('cyan', where.padEnd(width))}  ${paint('gray', what)}`.trimEnd())
  return ['', ...[...table, '', ...notes].map(line => `  ${line}`.trimEnd()), ''].join('\n')
}

function describePush(push: PushOutcome | undefined): string {
  if (push === undefined) return 'without functions: there is no convex/ folder'
  return push === 'pushed' ? 'functions from convex/' : 'functions not pushed yet, see the error above'
}
