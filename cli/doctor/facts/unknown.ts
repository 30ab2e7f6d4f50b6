import type { AppFacts, Facts } from './facts'

/** The facts of somebody who has looked at nothing but the variables. */
export function knowOnly(app: AppFacts): Facts {
  return {
    node: { running: process.versions.node, wanted: '*' },
    app,
    compared: null,
    workos: null,
    convex: {
      deployment: null,
      url: null,
      webhookUrl: null,
      isWebhookReachable: false,
      unreachable: null,
      variables: null,
      configured: null,
      listed: null,
    },
    jwks: [],
    clocks: [],
    token: null,
    now: Date.now(),
    gaps: [],
  }
}
