import { setResponseStatus } from 'h3'
import { z } from 'zod'
import { findOrSignUp } from '../actions/findOrSignUp'
import { issueMagicAuth } from '../actions/issueMagicAuth'
import { requireInvitation } from '../actions/requireInvitation'
import { notFound, oauthError } from '../http/apiError'
import { emailAddress, readInput } from '../http/input'
import { pathParam } from '../http/param'
import type { Route } from '../http/route'
import { presentMagicAuth } from '../objects/magicAuth'

const createInput = z.object({ email: emailAddress, invitation_token: z.string().optional() })

export const magicAuthRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/user_management/magic_auth',
    summary: 'Mails a sign-in code; signs an unknown address up',
    access: 'key',
    handle: async (event, emulator) => {
      const { email, invitation_token } = await readInput(event, createInput)
      if (emulator.settings.current().disabledMethods.includes('MagicAuth')) {
        throw oauthError('authentication_method_not_allowed', 'Magic Auth is not enabled.')
      }
      if (invitation_token) requireInvitation(invitation_token, email, emulator)
      // Creating a code is a sign-up: the user exists, unverified, before any code is entered.
      const magicAuth = issueMagicAuth(findOrSignUp({ email }, invitation_token, emulator), emulator)
      setResponseStatus(event, 201)
      return presentMagicAuth(magicAuth)
    },
  },
  {
    method: 'GET',
    path: '/user_management/magic_auth/:id',
    summary: 'Reads a sign-in code',
    access: 'key',
    handle: (event, { store }) => {
      const id = pathParam(event, 'id')
      const magicAuth = store.magicAuths.get(id)
      if (!magicAuth) throw notFound('Magic Auth', id)
      return presentMagicAuth(magicAuth)
    },
  },
]
