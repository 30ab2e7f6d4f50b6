import { LEEWAY_S } from '../../../common/tokenRefusal/evidence'
import type { Check } from '../check'
import type { ClockFacts } from '../facts/facts'

/** The headers tell whole seconds only. */
const TOLERANCE_S = LEEWAY_S + 1

export const clockWrong: Check = {
  id: 'clock-wrong',
  title: 'A clock is wrong',
  about: 'Seen in the `Date` headers of WorkOS\'s and Convex\'s answers. Convex refuses tokens when its clock is more than five seconds away from WorkOS\'s, and the application renews them at the wrong time when its own is. Let the machine set its clock by NTP.',
  severity: 'fault',
  find: ({ clocks }) => {
    const off = clocks.filter(({ aheadSeconds }) => Math.abs(aheadSeconds) > TOLERANCE_S)
    if (off.length === 0) return undefined
    return {
      what: `${isOurs(clocks, off) ? 'The clock of this machine' : `The clock of ${off.map(({ who }) => who).join(' and of ')}`} is wrong.`,
      seen: clocks.map(({ who, aheadSeconds }) => `${who}'s clock is ${describe(aheadSeconds)} this machine's.`).join(' '),
      fix: 'Let the machine that is wrong set its clock by NTP.',
      commands: ['timedatectl set-ntp true'],
      link: 'https://docs.convex.dev/auth/debug',
    }
  },
}

/** When both of the others agree with each other, we are the odd one out. */
function isOurs(clocks: readonly ClockFacts[], off: readonly ClockFacts[]): boolean {
  const ahead = clocks.map(({ aheadSeconds }) => aheadSeconds)
  return off.length === clocks.length && clocks.length > 1 && Math.max(...ahead) - Math.min(...ahead) <= TOLERANCE_S
}

function describe(seconds: number): string {
  if (Math.abs(seconds) <= 1) return 'the same as'
  return `${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead of' : 'behind'}`
}
