import { z } from 'zod'
import { AUTHENTICATION_METHODS } from '../objects/authenticationMethod'
import { MAIL_KINDS } from '../mail/mail'
import { emailAddress, parseInput } from '../http/input'
import { OAUTH_PROVIDERS } from '../objects/oauthProvider'

const seconds = z.number().nonnegative()

/** What production keeps in its dashboard, and a few switches that only an emulator needs. */
export const settingsSchema = z.strictObject({
  accessTokenTtl: seconds.positive(),
  /** null: derived from the address of the emulator. */
  issuer: z.string().min(1).nullable(),
  /** Production adds no audience; a JWT template is the way to get one. */
  audience: z.union([z.string().min(1), z.array(z.string().min(1))]).nullable(),
  jwksContentType: z.string().min(1),
  refreshGraceSeconds: seconds,
  sessionMaxSeconds: seconds.positive(),
  /** null: a session ends only at its maximum length. */
  sessionInactivitySeconds: seconds.positive().nullable(),
  /** The first one without a star is the default. */
  signOutRedirects: z.array(z.string().min(1)),
  signUpAllowed: z.boolean(),
  /** The page of the application that a mailed invitation leads to. */
  invitationUrl: z.url({ protocol: /^https?$/ }),
  disabledMethods: z.array(z.enum(AUTHENTICATION_METHODS)),
  /** Providers whose tokens are part of the answer. */
  oauthTokens: z.array(z.enum(OAUTH_PROVIDERS)),
  /** Providers whose word on an address is not taken: the person proves it once, with a code. */
  untrustedProviders: z.array(z.enum(OAUTH_PROVIDERS)),
  /** No provider page: the person is the `login_hint`, or else this address. */
  autoApprove: emailAddress.nullable(),
  /** Where sign-ins begin that the application did not start. null: they go straight to the callback, without a state. */
  signInUrl: z.url({ protocol: /^https?$/ }).nullable(),
  multipleRoles: z.boolean(),
  /** Everybody needs a second factor; who has none is asked to enrol one. */
  mfaRequired: z.boolean(),
  /** Where every sign-in is asked for one more code, as one that looks unusual is. */
  radarChallenge: z.enum(['email', 'sms']).nullable(),
  /** Name Radar's steps as the OpenAPI file does and the SDK does not. */
  radarSpecCodes: z.boolean(),
  /** Mails that the application sends itself: the code still exists, the mail does not. */
  mailsOff: z.array(z.enum(MAIL_KINDS)),
  /** How long the newest events stay hidden from readers with a cursor. */
  eventVisibilityDelaySeconds: seconds,
  /** Production ignores `order` on the events list. */
  eventsHonourOrder: z.boolean(),
  rateLimits: z.boolean(),
})

export type Settings = z.infer<typeof settingsSchema>

export const PRODUCTION_DEFAULTS: Settings = {
  accessTokenTtl: 300,
  issuer: null,
  audience: null,
  jwksContentType: 'application/jwk-set+json',
  refreshGraceSeconds: 30,
  sessionMaxSeconds: 30 * 24 * 3600,
  sessionInactivitySeconds: null,
  signOutRedirects: [],
  signUpAllowed: true,
  invitationUrl: 'http://localhost:3000/invitation',
  disabledMethods: [],
  oauthTokens: [],
  untrustedProviders: [],
  autoApprove: null,
  signInUrl: null,
  multipleRoles: false,
  mfaRequired: false,
  radarChallenge: null,
  radarSpecCodes: false,
  mailsOff: [],
  eventVisibilityDelaySeconds: 0,
  eventsHonourOrder: false,
  rateLimits: false,
}

export interface SettingsOwner {
  current(): Settings
  change(input: unknown): Settings
  reset(): void
}

/** @param started what the command line chose; a reset goes back to it. */
export function createSettings(started: Partial<Settings>): SettingsOwner {
  const initial: Settings = { ...PRODUCTION_DEFAULTS, ...started }
  let current = initial
  return {
    current: () => current,
    change: (input) => {
      current = { ...current, ...parseInput(settingsSchema.partial(), input) }
      return current
    },
    reset: () => {
      current = initial
    },
  }
}
