import type { BrowserContext } from 'playwright-core'

/**
 * What the Content-Security-Policies of this context's pages stop from now on. Chromium says so in its console, also
 * where a page has no scripts.
 */
export function watchPolicyViolations(context: BrowserContext): string[] {
  const violations: string[] = []
  context.on('console', message => /content security policy/i.test(message.text()) && violations.push(message.text()))
  return violations
}
