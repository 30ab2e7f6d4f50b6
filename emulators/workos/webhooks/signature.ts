import { createHmac } from 'node:crypto'

/** `t=<milliseconds>, v1=<hex>` over `<t>.<body>` (WorkOS docs: webhooks, validate the signature). */
export function signatureHeader(body: string, secret: string, timestampMs: number): string {
  const digest = createHmac('sha256', secret).update(`${timestampMs}.${body}`).digest('hex')
  return `t=${timestampMs}, v1=${digest}`
}
