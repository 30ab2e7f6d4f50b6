import { readFileSync } from 'node:fs'
import { confirm, isCancel, text } from '@clack/prompts'
import type { TokenSource } from './facts/token'
import type { DoctorOptions } from './options'

/** Which token to look at: the one that was named, or, with consent, that of a sign-in. */
export async function chooseToken({ token, email, code, organization, noToken, json }: DoctorOptions, isInteractive: boolean): Promise<TokenSource> {
  // An argument can be seen by others on the machine, and stays in the shell's history.
  if (token !== undefined) return { kind: 'given', token: (token === '-' ? readFileSync(0, 'utf8') : token).trim() }
  const canAsk = isInteractive && !json
  const address = email ?? (canAsk && !noToken ? await askWhom() : null)
  if (!address) return { kind: 'none' }
  return {
    kind: 'sign-in',
    request: {
      email: address,
      isCodeSent: code !== undefined,
      organizationId: organization,
      readCode: async () => code ?? (canAsk ? await askCode(address) : null),
    },
  }
}

async function askWhom(): Promise<string | null> {
  const wants = await confirm({
    message: 'Sign in once with a mailed code, to look at a real token? The session is ended at once.',
    initialValue: false,
  })
  if (isCancel(wants) || !wants) return null
  const address = await text({ message: 'Address of somebody who has signed in before' })
  return isCancel(address) || !address ? null : address.trim()
}

async function askCode(address: string): Promise<string | null> {
  const code = await text({ message: `The code that was mailed to ${address}` })
  return isCancel(code) || !code ? null : code.trim()
}
