import type { Cause } from '../cause'
import { LEEWAY_S, type Evidence } from '../evidence'
import { CONVEX_AUTH_DEBUG } from '../links'

export const clocksDiffer: Cause = {
  id: 'clocks-differ',
  title: 'The clocks differ',
  about: 'Convex forgives a difference of five seconds between its clock and that of WorkOS. A token that is not valid yet, or that has expired as soon as it is issued, means that a clock is wrong: that of a self-hosted Convex, or of this machine. Let the machine set its clock by NTP (`timedatectl set-ntp true`).',
  find: (evidence) => {
    const off = secondsOff(evidence)
    if (off === undefined) return undefined
    return {
      what: `The clocks of WorkOS and Convex differ by about ${Math.abs(off)} seconds.`,
      seen: off > 0 ? `The token becomes valid only in ${off} seconds.` : `The token was issued a moment ago and expired ${-off} seconds ago.`,
      fix: 'Set the clock of the machine that is wrong, as a rule that of a self-hosted Convex or of this machine. They may differ by five seconds.',
      commands: ['timedatectl set-ntp true'],
      link: CONVEX_AUTH_DEBUG,
    }
  },
}

function secondsOff({ token, reason, isFresh, now }: Evidence): number | undefined {
  const said = /Token will be valid in (\d+) seconds/.exec(reason ?? '')
  if (said) return Number(said[1])
  const expired = /Token expired (\d+) seconds ago/.exec(reason ?? '')
  if (expired) return isFresh ? -Number(expired[1]) : undefined
  if (reason !== null || now === null || !token) return undefined
  const seconds = Math.floor(now / 1000)
  const { iat = seconds, nbf = seconds, exp = seconds } = token.claims
  const early = Math.max(iat, nbf) - seconds
  if (early > LEEWAY_S) return early
  return isFresh && seconds - exp > LEEWAY_S ? exp - seconds : undefined
}
