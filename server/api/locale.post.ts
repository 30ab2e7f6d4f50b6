import { setCookie } from 'h3'
import { z } from 'zod'
import { LOCALE_COOKIE } from '../../common/locale'
import { toLocalPath } from '../../common/returnTo'
import { defineAuthHandler } from '../utils/authHandler'
import { cookieOptions } from '../utils/cookieOptions'
import { dropHostOnlyCookie } from '../utils/hostOnlyCookie'
import { isSpoken } from '../utils/languages'
import { readValidBody } from '../utils/readBody'

const MAX_AGE_S = 365 * 24 * 60 * 60

const bodySchema = z.object({
  locale: z.string().refine(isSpoken, 'locale_unknown'),
  returnTo: z.string().optional(),
})

/** Remembers the language that somebody chose. */
export default defineAuthHandler('/', async (event) => {
  const { locale, returnTo } = await readValidBody(event, bodySchema)
  const options = { ...cookieOptions(event), sameSite: 'lax' as const, maxAge: MAX_AGE_S }
  setCookie(event, LOCALE_COOKIE, locale, options)
  dropHostOnlyCookie(event, LOCALE_COOKIE, options)
  return { redirectTo: toLocalPath(returnTo) ?? '/' }
})
