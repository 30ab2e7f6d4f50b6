import { diffLines } from 'diff'
import { readIssuer } from '../../../common/tokenRefusal/issuerShape'
import { gatherApp } from '../../doctor/facts/app'
import { signInWithCode, signOut } from '../../doctor/facts/signIn'
import { decodeToken } from '../../../common/tokenRefusal/decodeToken'
import { audienceOf, withAudience } from '../../lib/jwtTemplate'
import { paint } from '../../lib/paint'
import { Problem } from '../../lib/problem'
import { describeFailedAnswer } from '../../lib/workosApi'
import { change, type SetupContext, type Step } from '../context'

/**
 * Convex wants the client id as audience where the issuer is shared by all customers of WorkOS, and WorkOS adds none
 * by itself. Newer environments name the client in the issuer and need no template, so none is made on suspicion.
 */
export const jwtTemplate: Step = {
  title: 'WorkOS JWT template',
  run: async (context) => {
    const { answers, options, found, progress, workos } = context
    if (options['jwt-template'] === 'keep') return progress.skipped('left alone (--jwt-template keep)')
    if (!found.template) return progress.skipped('left alone: WorkOS does not show it to this key')
    const { content } = found.template
    const audience = content === null ? null : audienceOf(content)
    if (audience === JSON.stringify(answers.clientId)) return progress.right(`adds the audience ${answers.clientId}`)
    if (options['jwt-template'] === 'auto' && !await isNeeded(context)) return

    const next = withAudience(content, answers.clientId)
    progress.print(renderDiff(content ?? '', next))
    if (!await isAllowed(context, audience !== null)) {
      return progress.left(`the audience is ${audience ?? 'missing'}, and Convex wants ${answers.clientId}. Change it with --jwt-template minimal --overwrite.`)
    }
    await change(context, { would: 'change it like this', done: 'changed; tokens have it after their next refresh' }, async () => {
      const answer = await workos.request('PUT', '/user_management/jwt_template', { content: next })
      if (answer.status >= 300) throw new Problem(`WorkOS does not take the JWT template (${describeFailedAnswer(answer)}).`)
    })
  },
}

/** Adding a claim was asked for by the option; replacing one takes more. */
async function isAllowed({ ask, options }: SetupContext, isReplacing: boolean): Promise<boolean> {
  if (options.overwrite || options['dry-run']) return true
  if (ask.isInteractive) return await ask.confirm('Change the JWT template like this?')
  return !isReplacing
}

/** Only a real token tells. */
async function isNeeded(context: SetupContext): Promise<boolean> {
  const { ask, options, progress } = context
  const issuer = ask.isInteractive && !options['dry-run'] ? await readRealIssuer(context) : null
  const form = issuer && readIssuer(issuer)?.form
  if (form === 'shared') return true
  progress.skipped(form
    ? `not needed: tokens name their client in the issuer, ${issuer}`
    : 'left alone. It is needed only when tokens have the issuer https://api.workos.com, as in environments from before mid-2025.\n'
      + 'After the first sign-in, `npm run doctor -- --email you@example.com` tells; then: npm run setup -- --jwt-template minimal')
  return false
}

async function readRealIssuer({ ask, readEnv }: SetupContext): Promise<string | null> {
  if (!await ask.confirm('Sign in once with a mailed code, to see whether the JWT template needs an audience? The session is ended at once.')) return null
  const email = await ask.text({ message: 'Address of somebody who has signed in before', flag: '--jwt-template' })
  const app = gatherApp(readEnv())
  const readCode = () => ask.text({ message: `The code that was mailed to ${email}`, flag: '--jwt-template' })
  const outcome = await signInWithCode(app, { email, isCodeSent: false, readCode })
  if (!('answer' in outcome)) return null
  const claims = decodeToken(outcome.answer.accessToken)?.claims
  if (claims?.sid) await signOut(app, claims.sid)
  return claims?.iss ?? null
}

function renderDiff(before: string, after: string): string {
  const ended = (text: string) => text === '' || text.endsWith('\n') ? text : `${text}\n`
  return diffLines(ended(before), ended(after)).flatMap(({ value, added, removed }) =>
    value.replace(/\n$/, '').split('\n').map((line) => {
      if (added) return paint('green', `    + ${line}`)
      return removed ? paint('red', `    - ${line}`) : `      ${line}`
    })).join('\n')
}
