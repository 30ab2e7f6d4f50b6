import { setTimeout as delay } from 'node:timers/promises'
import { type H3Event, send, setResponseHeaders, setResponseStatus } from 'h3'
import type { Emulator } from '../emulator'
import { readGrantType } from '../http/grantType'
import { requestPath } from '../http/requestPath'
import type { Fault } from './faultHooks'

/** Runs the work, unless a fault answers in its place or takes its answer away. */
export async function applyFault(event: H3Event, emulator: Emulator, work: () => Promise<unknown>): Promise<unknown> {
  const fault = emulator.faults.take(event.method, requestPath(event), await readGrantType(event))
  if (fault?.delayMs) await delay(fault.delayMs, undefined, { signal: emulator.stopping })
  if (fault?.drop) return dropConnection(event, work)
  if (fault && (fault.status !== undefined || fault.body !== undefined)) return fakeAnswer(event, fault)
  return work()
}

async function dropConnection(event: H3Event, work: () => Promise<unknown>): Promise<void> {
  await work()
  event._handled = true
  event.node.req.socket.destroy()
}

function fakeAnswer(event: H3Event, { status = 200, body = {}, headers = {} }: Fault): Promise<void> {
  setResponseStatus(event, status)
  const verbatim = typeof body === 'string'
  const sent = send(event, verbatim ? body : JSON.stringify(body), verbatim ? 'text/plain' : 'application/json')
  setResponseHeaders(event, headers)
  return sent
}
