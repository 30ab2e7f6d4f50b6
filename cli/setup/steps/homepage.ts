import { isLoopback } from '../../../server/utils/loopback'
import { Problem } from '../../lib/problem'
import { describeFailedAnswer } from '../../lib/workosApi'
import { change, mayReplace, type Step } from '../context'

/** Where WorkOS sends people for whom it knows nothing better. Nothing reads it back, so it is set only when that is meant. */
export const homepage: Step = {
  title: 'WorkOS app homepage',
  run: async (context) => {
    const { answers, options, progress, workos } = context
    const url = answers.appOrigin
    if (isLoopback(new URL(url).hostname)) return progress.skipped('left alone: WorkOS takes no address of this machine. Set it with --app-url for production.')
    // Saying where the application runs is the consent: it cannot be compared with what is there.
    const isMeant = options['app-url'] !== undefined || await mayReplace(context, `Set the app homepage to ${url}? What it is now cannot be read.`)
    if (!isMeant) return progress.skipped(`left alone: what it is now cannot be read. Set it with --app-url ${url}.`)
    await change(context, { would: `set ${url}`, done: `is ${url}` }, async () => {
      const answer = await workos.request('PUT', '/user_management/app_homepage_url', { url })
      if (answer.status >= 300) throw new Problem(`WorkOS does not take the homepage ${url} (${describeFailedAnswer(answer)}).`)
    })
  },
}
