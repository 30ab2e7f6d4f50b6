import type { NativeAuth } from '../../native/createNativeAuth'
import { NativeAuthError } from '../../native/nativeAuthError'
import type { NativeChoice, NativePending } from '../../native/protocol'
import { listenForRedirect } from './loopbackRedirect'
import { openBrowser } from './openBrowser'
import type { Options } from './options'
import type { Terminal } from './terminal'

/** Signs somebody in, step by step. @throws NativeAuthError when it cannot go on. */
export async function signIn(auth: NativeAuth, terminal: Terminal, options: Options): Promise<void> {
  const { email, provider } = options
  let pending = email ? await auth.sendCode(email) : await throughBrowser(auth, terminal, options, { provider })
  while (pending) pending = await takeStep(auth, terminal, options, pending)
}

async function takeStep(auth: NativeAuth, terminal: Terminal, options: Options, pending: NativePending): Promise<NativePending | null> {
  const { step, email } = pending
  if (step.kind === 'sso') {
    const connectionId = await choose(terminal, 'Your organization signs in here:', step.connections)
    return await throughBrowser(auth, terminal, options, { connectionId, pending })
  }
  if (step.kind === 'methods') throw new Error('Your organization accepts other ways to sign in only. Start again with --provider, or without --email.')
  try {
    switch (step.kind) {
      case 'organization':
        return await auth.proceed(pending, { organizationId: await choose(terminal, 'Your organizations:', step.organizations) })
      case 'mfa-enroll':
        terminal.say(`Add this to your authenticator app: ${step.uri}`)
        return await auth.proceed(pending, { code: await terminal.ask('Code of the app:') })
      case 'mfa':
        return await auth.proceed(pending, { code: await terminal.ask('Code of your authenticator app:') })
      case 'radar-sms':
        if (!step.phoneNumber) return await auth.proceed(pending, { phoneNumber: await terminal.ask('Your phone number:') })
        return await auth.proceed(pending, { code: await terminal.ask(`Code sent to ${step.phoneNumber}:`) })
      default:
        return await auth.proceed(pending, { code: await terminal.ask(`Code mailed to ${email ?? 'you'}:`) })
    }
  }
  catch (error) {
    // What was typed was wrong: the step still waits. Everything else ends here.
    if (!(error instanceof NativeAuthError) || !/^(?:invalid_one_time_code|invalid_request|unreachable)$/.test(error.code)) throw error
    terminal.say(error.message)
    return pending
  }
}

async function throughBrowser(auth: NativeAuth, terminal: Terminal, { opensBrowser }: Options, target: Parameters<NativeAuth['signInWithBrowser']>[0]): Promise<NativePending | null> {
  const { redirectUri, callback, close } = await listenForRedirect()
  try {
    return await auth.signInWithBrowser({
      ...target,
      redirectUri,
      openUrl: async (url) => {
        terminal.say(`Sign in here: ${url}`)
        if (opensBrowser) openBrowser(url)
        return await callback
      },
    })
  }
  finally {
    close()
  }
}

async function choose(terminal: Terminal, title: string, choices: NativeChoice[]): Promise<string> {
  const [only, another] = choices
  if (only && !another) return only.id
  terminal.say(title)
  choices.forEach(({ name }, index) => terminal.say(`  ${index + 1}. ${name}`))
  const chosen = choices[Number(await terminal.ask('Number:')) - 1]
  return chosen?.id ?? await choose(terminal, title, choices)
}
