import { isRegisteredUrl } from '../../../emulators/workos/http/registeredUrl'
import { Problem } from '../../lib/problem'
import { describeFailedAnswer } from '../../lib/workosApi'
import { change, type Step } from '../context'

export const redirectUri: Step = {
  title: 'WorkOS redirect URI',
  run: async (context) => {
    const { answers, found, progress, workos } = context
    const uri = callbackOf(context.readEnv(), answers.appOrigin)
    if (found.redirectUris?.some(registered => isRegisteredUrl(uri, registered))) return progress.right(`${uri} is registered`)
    await change(context, { would: `register ${uri}`, done: `${uri} is registered` }, async () => {
      const answer = await workos.request('POST', '/user_management/redirect_uris', { uri })
      // What lists do not show may still be there: WorkOS then says so.
      const isThere = answer.status === 409 || (answer.status === 422 && JSON.stringify(answer.body).includes('already exists'))
      if (answer.status >= 300 && !isThere) throw new Problem(`WorkOS does not take the redirect URI ${uri} (${describeFailedAnswer(answer)}).`)
    })
  },
}

/** A variable names it only when it cannot be told from the application's address. */
function callbackOf({ WORKOS_REDIRECT_URI }: Record<string, string | undefined>, appOrigin: string): string {
  const isSame = WORKOS_REDIRECT_URI && new URL(WORKOS_REDIRECT_URI).origin === appOrigin
  return isSame ? WORKOS_REDIRECT_URI : `${appOrigin}/auth/callback`
}
