/** The words of the mails in one language. `{names}` in braces are filled in. */
export interface MailTexts {
  locale: string
  /** `{app}`, and `{code}` in the subject. */
  magicCode: { subject: string, heading: string, lead: string }
  emailVerification: { subject: string, heading: string, lead: string }
  /** What every mail with a code adds. `{app}` in `caution`. */
  oneTimeCode: { validity: string, caution: string }
  invitation: {
    /** By whom (`{inviter}`) to what (`{organization}`), each where it is known; `{app}`. */
    subject: { byTo: string, by: string, anyTo: string, any: string }
    lead: string
    accept: string
    linkHint: string
    /** `{moment}`. */
    validity: string
    caution: string
  }
  legal: { terms: string, privacy: string }
}
