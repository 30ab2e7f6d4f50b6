export const DEMANDABLE_STEPS = ['email_verification_required', 'mfa_enrollment', 'radar_email_challenge', 'radar_sms_challenge'] as const

export type DemandableStep = typeof DEMANDABLE_STEPS[number]

/** Steps that one address is asked for whatever the settings say, so that tests of several people can run side by side. */
export interface DemandedSteps {
  /** The address in lower case. */
  readonly id: string
  readonly steps: readonly DemandableStep[]
}
