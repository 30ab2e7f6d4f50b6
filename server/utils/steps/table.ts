import type { AuthStepKind } from '../../../common/authFlow'
import type { StepUp } from './stepUp'
import type { EnterStep, Step } from './step'
import { enterMethods, methodsStep } from './methods'
import { enterMfa, mfaStep } from './mfa'
import { enterMfaEnroll, mfaEnrollStep } from './mfaEnroll'
import { enterOrganization, organizationStep } from './organization'
import { enterRadarEmail, radarEmailStep } from './radarEmail'
import { enterRadarSms, radarSmsStep } from './radarSms'
import { enterSso, enterSsoOfOrganization, ssoStep } from './sso'
import { enterVerifyEmail, verifyEmailStep } from './verifyEmail'
import { enterWithoutInvitation } from './withoutInvitation'

/**
 * What WorkOS may answer instead of a session, by its code, and the step it leads to. Where the SDK
 * and the OpenAPI file name a code differently, both are here.
 */
const ENTRIES: Partial<Record<string, EnterStep>> = {
  email_verification_required: enterVerifyEmail,
  mfa_challenge: enterMfa,
  mfa_verification: enterMfa,
  mfa_enrollment: enterMfaEnroll,
  organization_selection_required: enterOrganization,
  sso_required: enterSso,
  organization_authentication_methods_required: enterMethods,
  radar_email_challenge: enterRadarEmail,
  radar_challenge: enterRadarEmail,
  radar_sms_challenge: enterRadarSms,
  radar_sign_up_challenge: enterRadarSms,
  invitation_invalid: enterWithoutInvitation,
  invitation_cannot_be_used_for_email: enterWithoutInvitation,
}

/** The one step-up that has no code (WorkOS API reference: authenticate, 400). */
const MUST_USE_SSO = /must use sso/i

export function entryFor({ failure }: StepUp): EnterStep | undefined {
  if (Object.hasOwn(ENTRIES, failure.code)) return ENTRIES[failure.code]
  return failure.code === 'unknown' && MUST_USE_SSO.test(failure.message ?? '') ? enterSsoOfOrganization : undefined
}

export const STEPS: { [Kind in AuthStepKind]: Step<Kind> } = {
  'code': { kind: 'code', view: () => ({ kind: 'code' }) },
  'verify-email': verifyEmailStep,
  'mfa': mfaStep,
  'mfa-enroll': mfaEnrollStep,
  'organization': organizationStep,
  'sso': ssoStep,
  'methods': methodsStep,
  'radar-email': radarEmailStep,
  'radar-sms': radarSmsStep,
}
