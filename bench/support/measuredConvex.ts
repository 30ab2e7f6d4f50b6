import { z } from 'zod'
import type { Child, Children } from '../../cli/lib/children'
import { findRandomPorts } from '../../cli/lib/portProbe'
import { untilOneExits } from '../../cli/lib/untilOneExits'

const memory = z.object({ rssBytes: z.number(), heapBytes: z.number() })

export interface MeasuredConvex {
  child: Child
  port: number
  /** Resident memory as it is, and the heap that is left after collecting garbage. */
  readMemory: () => Promise<z.infer<typeof memory>>
}

/** The Convex emulator in a process of its own, as `npm run dev` has it, with a probe inside. */
export async function startMeasuredConvex(children: Children): Promise<MeasuredConvex> {
  const port = await findRandomPorts(2)
  let probeUrl = ''
  let isReady: () => void
  const ready = new Promise<void>((resolve) => {
    isReady = resolve
  })
  const child = children.start({
    name: 'convex-emulator',
    args: [
      '--expose-gc', '--import', 'tsx', '--import', './bench/support/memoryProbe.ts',
      'emulators/convex/main.ts', '--port', String(port),
    ],
    onLine: (line) => {
      if (line.startsWith('memory http')) probeUrl = line.slice('memory '.length)
      if (line.startsWith('ready http')) isReady()
    },
  })
  // The probe, being preloaded, has told its address by then.
  await Promise.race([ready, untilOneExits([child])])
  return {
    child,
    port,
    readMemory: async () => memory.parse(await (await fetch(probeUrl)).json()),
  }
}
