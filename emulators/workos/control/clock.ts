import { z } from 'zod'
import type { Emulator } from '../emulator'
import { readInput } from '../http/input'
import type { Route } from '../http/route'

const moveInput = z.union([
  z.strictObject({ advanceMs: z.number() }),
  z.strictObject({ advanceSeconds: z.number() }),
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
])

export const clockRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/_emulate/clock',
    summary: 'The emulator\'s time',
    access: 'open',
    handle: (_, emulator) => showClock(emulator),
  },
  {
    method: 'POST',
    path: '/_emulate/clock',
    summary: 'Moves the time: `{advanceSeconds}`, `{advanceMs}` or `{now}`',
    access: 'open',
    handle: async (event, emulator) => {
      const move = await readInput(event, moveInput)
      if ('now' in move) emulator.clock.moveTo(Date.parse(move.now))
      else emulator.clock.advance('advanceMs' in move ? move.advanceMs : move.advanceSeconds * 1000)
      return showClock(emulator)
    },
  },
]

const showClock = ({ clock }: Emulator) => ({ now: clock.iso(), offsetMs: clock.offsetMs() })
