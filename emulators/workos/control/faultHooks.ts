import { z } from 'zod'

/** What goes wrong, where, and how often. Without a count it goes wrong until it is removed. */
export const faultInput = z.strictObject({
  method: z.string().transform(method => method.toUpperCase()).default('*'),
  /** `*` stands for any characters. */
  path: z.string().startsWith('/'),
  grantType: z.string().optional(),
  status: z.number().int().min(200).max(599).optional(),
  /** JSON, or a string that is sent as it is. */
  body: z.json().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  delayMs: z.number().nonnegative().optional(),
  /** Do the work, then close the connection without an answer. */
  drop: z.boolean().optional(),
  count: z.number().int().positive().optional(),
})

export type Fault = z.infer<typeof faultInput> & { readonly id: string }

export interface FaultHooks {
  add(fault: Fault): Fault
  list(): Fault[]
  /** The first fault that applies, used once. */
  take(method: string, path: string, grantType: string | undefined): Fault | undefined
  remove(id: string): void
  clear(): void
}

export function createFaultHooks(): FaultHooks {
  const faults = new Map<string, Fault>()
  return {
    add: (fault) => {
      faults.set(fault.id, fault)
      return fault
    },
    list: () => [...faults.values()],
    take: (method, path, grantType) => {
      const fault = [...faults.values()].find(candidate => applies(candidate, method, path, grantType))
      if (fault?.count === 1) faults.delete(fault.id)
      else if (fault?.count) faults.set(fault.id, { ...fault, count: fault.count - 1 })
      return fault
    },
    remove: id => void faults.delete(id),
    clear: () => faults.clear(),
  }
}

function applies(fault: Fault, method: string, path: string, grantType: string | undefined): boolean {
  const pattern = new RegExp(`^${fault.path.split('*').map(escapeRegExp).join('.*')}$`)
  return [method, '*'].includes(fault.method)
    && pattern.test(path)
    && (fault.grantType === undefined || fault.grantType === grantType)
}

const escapeRegExp = (text: string) => text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&')
