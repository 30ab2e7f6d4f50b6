import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'

const mails = z.array(z.object({
  to: z.string(),
  kind: z.string(),
  code: z.string().optional(),
  url: z.string().optional(),
  at: z.union([z.string(), z.number()]),
}))

export type Mail = z.infer<typeof mails>[number]

/** The mails somebody got, oldest first. */
export async function readMails(workosUrl: string, email: string): Promise<Mail[]> {
  const url = new URL('/_emulate/inbox', workosUrl)
  url.searchParams.set('email', email)
  const response = await fetch(url, { headers: { accept: 'application/json' } })
  return mails.parse(await response.json())
}

/** The code in the newest mail that has one; waits for it, as a mail may arrive after the page has changed. */
export async function readCode(workosUrl: string, email: string, timeoutMs = 5_000): Promise<string> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const newest = (await readMails(workosUrl, email)).findLast(mail => mail.code !== undefined)
    if (newest?.code !== undefined) return newest.code
    if (Date.now() > end) throw new Error(`No mail with a code for ${email} within ${timeoutMs} ms.`)
    await delay(50)
  }
}
