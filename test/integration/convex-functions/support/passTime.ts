import { vi } from 'vitest'

let offset = 0

/** From now on it is that much later for the functions; the WorkOS emulator has a clock of its own. Ends with `vi.restoreAllMocks()`. */
export function passTime(ms: number): void {
  const isMocked = vi.isMockFunction(Date.now)
  offset = (isMocked ? offset : 0) + ms
  if (isMocked) return
  const now = Date.now.bind(Date)
  vi.spyOn(Date, 'now').mockImplementation(() => now() + offset)
}
