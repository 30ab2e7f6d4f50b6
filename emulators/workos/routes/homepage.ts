import { z } from 'zod'
import { invalidParameters } from '../http/apiError'
import { readInput } from '../http/input'
import type { Route } from '../http/route'

const LOCAL_HOST = /^(localhost|127(\.\d+){3}|\[::1\])$/

export const homepageRoutes: readonly Route[] = [
  {
    method: 'PUT',
    path: '/user_management/app_homepage_url',
    summary: 'Sets where people go after signing out; refuses addresses of this machine, as production does',
    access: 'key',
    handle: async (event, { store }) => {
      const { url } = await readInput(event, z.object({ url: z.url({ protocol: /^https?$/ }) }))
      if (LOCAL_HOST.test(new URL(url).hostname)) {
        throw invalidParameters([{ field: 'url', code: 'invalid_url', message: 'The homepage cannot be on localhost.' }])
      }
      store.homepage.url = url
      return { object: 'app_homepage_url', url }
    },
  },
]
